import { Compass, Flag, MessagesSquare, UserRound, UsersRound } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link, useRoute } from 'wouter'
import { waitingForMe } from '../features/moderation/own-reports.ts'
import { useTexts } from '../i18n/i18n.tsx'
import { paths } from '../ports/paths.ts'
import { moderatesAny } from '../ports/rights.ts'
import { useMe, useReplica } from '../ports/session.tsx'
import { unreadInAll } from '../replica/unread.ts'
import { Count } from '../ui/badge.tsx'
import { classes } from '../ui/classes.ts'
import { WindowIcon } from '../ui/drawings/window-icon.tsx'
import { useWide } from '../ui/use-wide.ts'
import styles from './navigation.module.css'

const Entry = ({
  href,
  icon,
  label,
  below = false,
  count = 0,
  countLabel,
}: {
  href: string
  icon: ReactNode
  label: string
  /** Pages under it belong to it, too. */
  below?: boolean
  count?: number
  /** What is counted, in words; without it what is unread. */
  countLabel?: string
}) => {
  const t = useTexts()
  const [exact] = useRoute(href)
  const [under] = useRoute(`${href}/*?`)
  const current = exact || (below && under)
  return (
    <li>
      <Link
        href={href}
        className={classes(styles.entry, current && styles.current)}
        aria-current={current ? 'page' : undefined}
      >
        <span className={styles.icon}>
          {icon}
          {count > 0 ? (
            <span className={styles.count}>
              <Count small value={count} label={countLabel ?? t.channels.unread(count)} />
            </span>
          ) : null}
        </span>
        <span>{label}</span>
      </Link>
    </li>
  )
}

/**
 * The main ways: under the page on a phone, beside it on a wide screen. Of the five places (catch up, projects,
 * agenda, taking part, who is who) only those with a page behind them stand here, in that order.
 */
export const Navigation = () => {
  const t = useTexts()
  const me = useMe()
  const unread = useReplica(unreadInAll)
  const wide = useWide()
  const waiting = useReplica(waitingForMe)
  return (
    <nav aria-label={t.shell.nav}>
      <ul className={styles.entries}>
        <Entry href={paths.home} icon={<WindowIcon />} label={t.shell.catchUp} count={unread} />
        {me && !wide ? (
          <Entry href={paths.channels} icon={<MessagesSquare size={24} />} label={t.shell.channels} />
        ) : null}
        <Entry href={paths.discover} icon={<Compass size={24} />} label={t.shell.discover} />
        {me && wide && moderatesAny(me) ? (
          <Entry
            href={paths.moderation}
            icon={<Flag size={24} />}
            label={t.shell.reports}
            count={waiting}
            countLabel={t.shell.waiting(waiting)}
          />
        ) : null}
        {me ? (
          <>
            <Entry href={paths.people} icon={<UsersRound size={24} />} label={t.shell.people} below />
            <Entry
              href={paths.me}
              icon={<UserRound size={24} />}
              label={t.shell.me}
              // A phone has no room for a sixth way: the own page leads on to what is reported.
              count={wide ? 0 : waiting}
              countLabel={t.shell.waiting(waiting)}
            />
          </>
        ) : null}
        {me === null ? (
          <Entry href={paths.signIn} icon={<UserRound size={24} />} label={t.shell.signIn} />
        ) : null}
      </ul>
    </nav>
  )
}

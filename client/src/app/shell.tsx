import { type ReactNode, useEffect } from 'react'
import { Link, useLocation, useRoute } from 'wouter'
import { ChannelList } from '../features/channels/channel-list.tsx'
import { useTexts } from '../i18n/i18n.tsx'
import { paths } from '../ports/paths.ts'
import { useMe } from '../ports/session.tsx'
import { useNow } from '../ports/use-now.ts'
import { classes } from '../ui/classes.ts'
import { Brand } from '../ui/drawings/brand.tsx'
import { SkipLink } from '../ui/skip-link.tsx'
import { useWide } from '../ui/use-wide.ts'
import { ConnectionBar } from './connection-bar.tsx'
import { Guarded } from './guarded.tsx'
import { Navigation } from './navigation.tsx'
import { Overlays } from './overlays.tsx'
import styles from './shell.module.css'
import { noteVisit } from './switcher/recent.ts'
import { SearchField } from './switcher/search-field.tsx'

const Sidebar = ({ currentId }: { currentId: string | null }) => {
  const t = useTexts()
  const me = useMe()
  const now = useNow()
  return (
    <aside className={styles.sidebar} aria-label={t.shell.sidebar}>
      <Link href={paths.home} className={styles.brand}>
        <Brand />
      </Link>
      {me ? (
        <div className={styles.search}>
          <SearchField />
        </div>
      ) : null}
      <Navigation />
      {me ? (
        <div className={styles.channels}>
          <ChannelList currentId={currentId} now={now} />
        </div>
      ) : null}
    </aside>
  )
}

/** Remembers which channels and people were looked at, for who goes back to them by name. */
const useVisitsNoted = () => {
  const me = useMe()
  const [here] = useLocation()
  const [, of] = useRoute<{ id: string }>(paths.channel(':id'))
  const [, who] = useRoute<{ id: string }>(paths.person(':id'))
  const visited = me && (of ?? who) !== null
  useEffect(() => {
    if (visited) noteVisit(here)
  }, [visited, here])
}

/**
 * The frame of the app: on a wide screen the list beside the page, on a phone one page with the main ways under
 * it. `inside` is a page one goes into, which has its own way back in place of the main ways.
 */
export const Shell = ({
  inside,
  notices,
  children,
}: {
  inside: boolean
  /** What one must know on whichever page, above it. */
  notices: ReactNode
  children: ReactNode
}) => {
  const t = useTexts()
  const wide = useWide()
  useVisitsNoted()
  const [, params] = useRoute<{ channelId: string }>(`${paths.channel(':channelId')}/*?`)
  return (
    <Overlays>
      <div className={styles.shell}>
        <SkipLink href="#inhoud">{t.shell.skip}</SkipLink>
        {wide ? <Sidebar currentId={params?.channelId ?? null} /> : null}
        <div className={styles.side}>
          <main id="inhoud" tabIndex={-1} className={styles.main}>
            <ConnectionBar />
            {notices}
            <div className={styles.page}>
              <Guarded>{children}</Guarded>
            </div>
          </main>
          {wide ? null : (
            <div className={classes(inside && styles.hiddenBelow)}>
              <Navigation />
            </div>
          )}
        </div>
      </div>
    </Overlays>
  )
}

import { Link, useRoute } from 'wouter'
import { useTexts } from '../i18n/i18n.tsx'
import { paths } from '../ports/paths.ts'
import styles from './channel-tabs.module.css'

/** The sides of a project: what is said, the plan, and what was decided. */
export const ChannelTabs = ({ channelId }: { channelId: string }) => {
  const t = useTexts()
  const [isPlan] = useRoute(`${paths.plan(':channelId')}/*?`)
  const [isDecisions] = useRoute(paths.decisions(':channelId'))
  const tab = (href: string, name: string, isHere: boolean) => (
    <Link href={href} className={styles.tab} aria-current={isHere ? 'page' : undefined}>
      {name}
    </Link>
  )
  return (
    <nav className={styles.tabs} aria-label={t.channels.tabs}>
      {tab(paths.channel(channelId), t.channels.talkTab, !isPlan && !isDecisions)}
      {tab(paths.plan(channelId), t.channels.planTab, isPlan)}
      {tab(paths.decisions(channelId), t.channels.decisions, isDecisions)}
    </nav>
  )
}

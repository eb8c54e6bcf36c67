import { Link, useRoute } from 'wouter'
import { ParticipationLine } from '../features/agreement/participation-line.tsx'
import { useAgreementTexts } from '../i18n/agreement-texts.ts'
import { useTexts } from '../i18n/i18n.tsx'
import { paths } from '../ports/paths.ts'
import styles from './channel-tabs.module.css'

/** The sides of a project: what is said, the plan, what was decided and agreed; above the talk what is offered. */
export const ChannelTabs = ({ channelId }: { channelId: string }) => {
  const t = useTexts()
  const texts = useAgreementTexts()
  const [isPlan] = useRoute(`${paths.plan(':channelId')}/*?`)
  const [isDecisions] = useRoute(paths.decisions(':channelId'))
  const [isAgreement] = useRoute(`${paths.agreement(':channelId')}/*?`)
  const isTalk = !isPlan && !isDecisions && !isAgreement
  const tab = (href: string, name: string, isHere: boolean) => (
    <Link href={href} className={styles.tab} aria-current={isHere ? 'page' : undefined}>
      {name}
    </Link>
  )
  return (
    <>
      <nav className={styles.tabs} aria-label={t.channels.tabs}>
        {tab(paths.channel(channelId), t.channels.talkTab, isTalk)}
        {tab(paths.plan(channelId), t.channels.planTab, isPlan)}
        {tab(paths.agreement(channelId), texts.tab, isAgreement)}
        {tab(paths.decisions(channelId), t.channels.decisions, isDecisions)}
      </nav>
      {isTalk ? <ParticipationLine channelId={channelId} /> : null}
    </>
  )
}

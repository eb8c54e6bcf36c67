import { Handshake } from 'lucide-react'
import { Link } from 'wouter'
import { useAgreementTexts } from '../../i18n/agreement-texts.ts'
import { paths } from '../../ports/paths.ts'
import { useReplica } from '../../ports/session.tsx'
import styles from './agreement.module.css'
import { heldAgreement } from './agreement-state.ts'

/** What is offered to those who take part, above the conversation: so that nobody expects more than that. */
export const ParticipationLine = ({ channelId }: { channelId: string }) => {
  const texts = useAgreementTexts()
  const form = useReplica((state) => {
    const copy = state.channels.get(channelId)
    return copy ? heldAgreement(copy.items).participationForm : null
  })
  if (form === null) return null
  return (
    <Link
      href={paths.agreement(channelId)}
      className={styles.offered}
      aria-label={`${texts.lineLabel}: ${texts.forms[form]}. ${texts.formsAbout[form]}`}
    >
      <Handshake size={20} aria-hidden="true" />
      <span>
        <strong>{texts.forms[form]}.</strong> {texts.formsAbout[form]}
      </span>
    </Link>
  )
}

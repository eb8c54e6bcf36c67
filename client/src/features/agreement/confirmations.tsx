import {
  type AgreementContent,
  type AgreementSide,
  agreementSides,
  confirmAgreement,
  isConfirmedBy,
} from '@bijpraat/contract'
import { Check, Clock } from 'lucide-react'
import { useEngine } from '../../ports/session.tsx'
import { Button } from '../../ui/button.tsx'
import styles from './agreement.module.css'
import type { Speech } from './agreement-words.ts'

const saidOf = (content: AgreementContent, side: AgreementSide, { texts, nameOf, sayTime }: Speech) => {
  const last = content.confirmed[side]
  if (last === null) return texts.notConfirmed
  const [name, day] = [nameOf(last.byId), sayTime(last.at)]
  return last.version === content.version
    ? texts.confirmedBy(name, day)
    : texts.confirmedBefore(last.version, name, day)
}

/** Who confirmed which version, and the way to do so for the own side. */
export const Confirmations = ({
  channelId,
  content,
  mySide,
  waits,
  speech,
}: {
  channelId: string
  content: AgreementContent
  /** Null where one only reads. */
  mySide: AgreementSide | null
  /** Something of it is on its way yet: what the server does not know can't be confirmed. */
  waits: boolean
  speech: Speech
}) => {
  const engine = useEngine()
  const { texts } = speech
  const { version } = content
  return (
    <section className={styles.section} aria-labelledby="afspraak-bevestigd">
      <h2 id="afspraak-bevestigd" className={styles.title}>
        {texts.confirmTitle}
      </h2>
      <p className={styles.label}>{texts.version(version)}</p>
      <ul className={styles.changes}>
        {agreementSides.map((side) => (
          <li key={side} className={styles.side}>
            {isConfirmedBy(content, side) ? <Check size={20} /> : <Clock size={20} />}
            <span>
              <strong>{texts.sides[side]}</strong>: <bdi>{saidOf(content, side, speech)}</bdi>
            </span>
          </li>
        ))}
      </ul>
      {waits ? <p className={styles.label}>{texts.owed}</p> : null}
      {mySide === null || waits || isConfirmedBy(content, mySide) ? null : (
        <Button
          look="primary"
          icon={<Check size={22} />}
          onClick={() => void engine.command(confirmAgreement, { channelId, version })}
        >
          {texts.confirm[mySide]}
        </Button>
      )}
    </section>
  )
}

import { agreementChange } from '@bijpraat/contract'
import { ArrowRight, Handshake } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { AuthorName, When } from '../../ports/author-line.tsx'
import type { CardProps } from '../../ports/cards.ts'
import { paths } from '../../ports/paths.ts'
import { usePerson } from '../../ports/people.ts'
import { isOf } from '../../replica/folds.ts'
import { BoardCard } from '../../ui/board-card.tsx'
import styles from './agreement.module.css'
import { type SaidChange, saidChange } from './agreement-words.ts'
import { useAgreementSpeech } from './use-agreement-speech.ts'

const Change = ({ change, was, becomes }: { change: SaidChange; was: string; becomes: string }) => (
  <li className={styles.changed}>
    <span className={styles.label}>{change.label}</span>
    <span className="visually-hidden">{was}</span>
    <del>
      <bdi>{change.was}</bdi>
    </del>
    <ArrowRight size={18} aria-hidden="true" />
    <span className="visually-hidden">{becomes}</span>
    <ins>
      <bdi>{change.becomes}</bdi>
    </ins>
  </li>
)

/** That the agreement changed or was confirmed: what was, what is and why, with a way to it. */
export const AgreementChangeCard = ({ channelId, item, foot }: CardProps & { foot?: ReactNode }) => {
  const speech = useAgreementSpeech()
  const { texts } = speech
  const author = usePerson(item.authorId)
  if (!isOf(item, agreementChange)) return null
  const { act, side, version, reason, changes } = item.content
  return (
    <BoardCard
      tone="action"
      icon={<Handshake size={22} />}
      board={act === 'change' ? texts.boardChange : texts.boardConfirm[side]}
      meta={item.writtenAt === undefined ? <When item={item} /> : null}
      foot={
        <>
          {author.known ? <AuthorName author={author} /> : null}
          {item.writtenAt === undefined ? null : <When item={item} />}
        </>
      }
    >
      <p className={styles.label}>{texts.version(version)}</p>
      {changes.length === 0 ? null : (
        <ul className={styles.changes}>
          {changes.map((change) => (
            <Change
              key={change.field}
              change={saidChange(change, speech)}
              was={texts.was}
              becomes={texts.becomes}
            />
          ))}
        </ul>
      )}
      {reason === null ? null : (
        <p className={styles.text}>
          <strong>{texts.why}</strong> <bdi>{reason}</bdi>
        </p>
      )}
      {foot ?? (
        <Link href={paths.agreement(channelId)} className={styles.link}>
          <Handshake size={20} />
          {texts.toAgreement}
        </Link>
      )}
    </BoardCard>
  )
}

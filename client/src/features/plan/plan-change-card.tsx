import { type PlanChangeContent, planChange } from '@bijpraat/contract'
import { ArrowRight, ListChecks } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { usePlanTexts } from '../../i18n/plan-texts.ts'
import { AuthorName, When } from '../../ports/author-line.tsx'
import type { CardProps } from '../../ports/cards.ts'
import { paths } from '../../ports/paths.ts'
import { usePerson } from '../../ports/people.ts'
import { useNow } from '../../ports/use-now.ts'
import { isOf } from '../../replica/folds.ts'
import { BoardCard } from '../../ui/board-card.tsx'
import styles from './plan-change-card.module.css'
import { StateChip } from './plan-part-line.tsx'
import { addedPart, type SaidChange, saidChanges, whenOf } from './plan-words.ts'
import { type Speech, useSpeech } from './use-speech.ts'

const Change = ({ change, speech }: { change: SaidChange; speech: Speech }) => {
  if ('sentence' in change) return <li className={styles.change}>{change.sentence}</li>
  return (
    <li className={styles.change}>
      <span className={styles.label}>{change.label}</span>
      <span className="visually-hidden">{speech.texts.was}</span>
      <del>
        <bdi>{change.was}</bdi>
      </del>
      <ArrowRight size={18} aria-hidden="true" />
      <span className="visually-hidden">{speech.texts.becomes}</span>
      <ins>
        <bdi>{change.becomes}</bdi>
      </ins>
    </li>
  )
}

/** What a new part is, in one line. */
const Added = ({ content, speech }: { content: PlanChangeContent; speech: Speech }) => {
  const part = addedPart(content.changes)
  const { texts } = speech
  const owner = part.ownerId === null ? part.ownerName : speech.nameOf(part.ownerId)
  const when = whenOf(part, speech.say, speech.today, texts)
  return (
    <p className={styles.facts}>
      <span>{[texts.sorts[content.sort], when].filter(Boolean).join(', ')}</span>
      {owner === '' ? null : <bdi>{texts.forOwner(owner)}</bdi>}
      {part.state === 'planned' ? null : <StateChip state={part.state} speech={speech} />}
    </p>
  )
}

/** That the plan changed: what was, what is and why, with a way to it. */
export const PlanChangeCard = ({ channelId, item, foot }: CardProps & { foot?: ReactNode }) => {
  const texts = usePlanTexts()
  const author = usePerson(item.authorId)
  const speech = useSpeech(useNow())
  if (!isOf(item, planChange)) return null
  const { act, title, reason, changes, partId } = item.content
  return (
    <BoardCard
      tone="action"
      icon={<ListChecks size={22} />}
      board={act === 'add' ? texts.boardAdd : texts.boardChange}
      meta={item.writtenAt === undefined ? <When item={item} /> : null}
      foot={
        <>
          {author.known ? <AuthorName author={author} /> : null}
          {item.writtenAt === undefined ? null : <When item={item} />}
        </>
      }
    >
      <h2 className={styles.title} dir="auto">
        {title}
      </h2>
      {act === 'add' ? (
        <Added content={item.content} speech={speech} />
      ) : (
        <ul className={styles.changes}>
          {saidChanges(changes, speech).map((change) => (
            <Change key={change.label} change={change} speech={speech} />
          ))}
        </ul>
      )}
      {reason === null ? null : (
        <p className={styles.why}>
          <strong>{texts.why}</strong> <bdi>{reason}</bdi>
        </p>
      )}
      {foot ?? (
        <Link href={paths.planPart(channelId, partId)} className={styles.link}>
          <ListChecks size={20} />
          {texts.toPlan}
        </Link>
      )}
    </BoardCard>
  )
}

import { decision } from '@bijpraat/contract'
import { CornerDownRight, Gavel } from 'lucide-react'
import type { ReactNode } from 'react'
import { Link } from 'wouter'
import { useDecisionTexts } from '../../i18n/decisions-texts.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { AuthorName, When } from '../../ports/author-line.tsx'
import type { CardProps } from '../../ports/cards.ts'
import { endOfDay } from '../../ports/days.ts'
import { paths } from '../../ports/paths.ts'
import { usePerson } from '../../ports/people.ts'
import { isOf } from '../../replica/folds.ts'
import { BoardCard } from '../../ui/board-card.tsx'
import styles from './decisions.module.css'

/** What was decided, by whom, when and why; what it said before is one press away. */
export const DecisionCard = ({ channelId, item, onGo, foot }: CardProps & { foot?: ReactNode }) => {
  const { dates } = useI18n()
  const texts = useDecisionTexts()
  const author = usePerson(item.authorId)
  if (!isOf(item, decision)) return null
  const { title, why, decidedBy, decidedOn, fromId, reason } = item.content
  const when = <When item={item} versioned={{ channelId, itemId: item.id, kind: item.kind }} />
  return (
    <BoardCard
      tone="official"
      icon={<Gavel size={22} />}
      board={texts.board}
      meta={item.writtenAt === undefined ? when : null}
      foot={
        <>
          {author.known ? <AuthorName author={author} /> : null}
          {item.writtenAt === undefined ? null : when}
        </>
      }
    >
      <h2 className={styles.title} dir="auto">
        {title}
      </h2>
      <p className={styles.by}>
        <bdi>{texts.by(decidedBy, dates.date(endOfDay(decidedOn) ?? item.createdAt))}</bdi>
      </p>
      <p className={styles.why}>
        <strong>{texts.why}</strong> <bdi>{why}</bdi>
      </p>
      {reason === undefined ? null : (
        <p className={styles.changed}>
          <strong>{texts.changed}</strong> <bdi>{reason}</bdi>
        </p>
      )}
      {fromId === undefined || foot ? null : (
        <Link href={paths.item(channelId, fromId)} className={styles.way} onClick={onGo}>
          <CornerDownRight size={20} />
          {texts.fromThis}
        </Link>
      )}
      {foot}
    </BoardCard>
  )
}

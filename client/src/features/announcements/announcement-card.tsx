import { announcement } from '@bijpraat/contract'
import { Megaphone, Pin } from 'lucide-react'
import { useI18n } from '../../i18n/i18n.tsx'
import { AuthorName, When } from '../../ports/author-line.tsx'
import type { CardProps } from '../../ports/cards.ts'
import { usePerson } from '../../ports/people.ts'
import { useNow } from '../../ports/use-now.ts'
import { isOf } from '../../replica/folds.ts'
import { BoardCard } from '../../ui/board-card.tsx'
import { RichText } from '../../ui/rich-text/rich-text.tsx'
import styles from './announcement-card.module.css'
import { ReadLine } from './read-line.tsx'
import { untilText } from './until.ts'

/** What everyone must know; in blue when the municipality says it. */
export const AnnouncementCard = ({ channelId, item }: Pick<CardProps, 'channelId' | 'item'>) => {
  const { t, dates } = useI18n()
  const author = usePerson(item.authorId)
  const now = useNow()
  if (!isOf(item, announcement)) return null
  const when = <When item={item} versioned={{ channelId, itemId: item.id, kind: item.kind }} />
  return (
    <BoardCard
      tone={author.official ? 'official' : 'action'}
      icon={<Megaphone size={22} />}
      board={t.announcement.board}
      meta={item.writtenAt === undefined ? when : null}
      foot={
        <>
          {author.known ? <AuthorName author={author} /> : null}
          {item.writtenAt === undefined ? null : when}
        </>
      }
    >
      <h2 className={styles.title} dir="auto">
        {item.content.title}
      </h2>
      <RichText source={item.content.text} />
      {item.standing ? (
        <p className={styles.until}>
          <Pin size={18} />
          {untilText(item.content.endsAt, now, t, dates)}
        </p>
      ) : null}
      <ReadLine of={{ channelId, itemId: item.id }} item={item} content={item.content} />
    </BoardCard>
  )
}

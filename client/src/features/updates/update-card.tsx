import { update } from '@bijpraat/contract'
import { ChevronRight, Newspaper } from 'lucide-react'
import { Link } from 'wouter'
import { useTexts } from '../../i18n/i18n.tsx'
import { AuthorName, When } from '../../ports/author-line.tsx'
import type { CardProps } from '../../ports/cards.ts'
import { paths } from '../../ports/paths.ts'
import { usePerson } from '../../ports/people.ts'
import { isOf } from '../../replica/folds.ts'
import { BoardCard } from '../../ui/board-card.tsx'
import { GableSign } from '../../ui/drawings/signs.tsx'
import { RichText } from '../../ui/rich-text/rich-text.tsx'
import styles from './update-card.module.css'

/** News from a project, at home or where it is shared; there it names its project and leads to it. */
export const UpdateCard = ({ channelId, item, home }: CardProps) => {
  const t = useTexts()
  const author = usePerson(item.authorId)
  if (!isOf(item, update)) return null
  const lives = home ?? { channelId, itemId: item.id }
  const when = (
    <When item={item} versioned={{ channelId: lives.channelId, itemId: lives.itemId, kind: item.kind }} />
  )
  return (
    <BoardCard
      tone="action"
      icon={<Newspaper size={22} />}
      board={t.update.board}
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
      {home ? (
        <Link href={paths.item(home.channelId, home.itemId)} className={styles.home}>
          <GableSign size={30} />
          <span className={styles.homeName}>{t.update.from(home.name)}</span>
          <ChevronRight size={22} />
        </Link>
      ) : null}
    </BoardCard>
  )
}

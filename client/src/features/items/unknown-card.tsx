import { Sparkles } from 'lucide-react'
import { useTexts } from '../../i18n/i18n.tsx'
import { AuthorName, When } from '../../ports/author-line.tsx'
import type { CardProps } from '../../ports/cards.ts'
import { usePerson } from '../../ports/people.ts'
import { BoardCard } from '../../ui/board-card.tsx'

/** A kind of item that this version does not know yet, or whose content is not what it promises. */
export const UnknownCard = ({ item }: CardProps) => {
  const t = useTexts()
  const author = usePerson(item.authorId)
  return (
    <BoardCard
      tone="plain"
      icon={<Sparkles size={22} />}
      board={t.item.unknown}
      meta={<When item={item} />}
      foot={<AuthorName author={author} />}
    >
      <p>{t.item.unknownText}</p>
    </BoardCard>
  )
}

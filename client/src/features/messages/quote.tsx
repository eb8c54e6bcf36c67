import { itemKinds, locate, type MessageContent } from '@bijpraat/contract'
import { CornerUpLeft } from 'lucide-react'
import { Link } from 'wouter'
import { useTexts } from '../../i18n/i18n.tsx'
import { withCalledNames } from '../../ports/called.ts'
import { paths } from '../../ports/paths.ts'
import { usePerson } from '../../ports/people.ts'
import { useReplica } from '../../ports/session.tsx'
import { useFetched } from '../../ports/use-fetched.ts'
import { hold, shownAs } from '../../replica/folds.ts'
import type { HeldItem, ReplicaState } from '../../replica/replica.ts'
import { firstWords } from '../../ui/rich-text/first-words.ts'
import styles from './quote.module.css'

type Answered = NonNullable<MessageContent['replyTo']>

/** How what is answered begins, under the names of now. */
export const useQuotedWords = (item: HeldItem | undefined): string => {
  const t = useTexts()
  return useReplica((state: ReplicaState) => {
    if (item === undefined) return t.reply.older
    if (item.content === null) return t.reply.deleted
    const shown = shownAs(item)
    const text = shown.fits ? itemKinds.get(shown.kind)?.plainText(shown.content) : undefined
    return text === undefined ? t.item.unknown : withCalledNames(state, firstWords(text), t)
  })
}

type QuoteOf = {
  channelId: string
  answered: Answered
  onGo: (() => void) | undefined
}

const Quoted = ({ channelId, answered, onGo, item }: QuoteOf & { item: HeldItem | undefined }) => {
  const author = usePerson(item?.authorId ?? answered.authorId)
  const words = useQuotedWords(item)
  return (
    <Link href={paths.item(channelId, answered.itemId)} className={styles.quote} onClick={onGo}>
      <CornerUpLeft size={18} />
      <span className={styles.words}>
        <bdi className={styles.author}>{author.name}</bdi>
        <span className={styles.text} dir="auto">
          {words}
        </span>
      </span>
    </Link>
  )
}

/** What lies further back than what is loaded is asked for by itself. */
const FarQuote = (of: QuoteOf) => {
  const { fetched } = useFetched(locate, { channelId: of.channelId, itemId: of.answered.itemId })
  return <Quoted {...of} item={fetched.state === 'here' ? hold(fetched.data.item) : undefined} />
}

/** Above an answer: whose words it answers and how they begin, and the way to them. */
export const Quote = (of: QuoteOf) => {
  const item = useReplica((state) => state.channels.get(of.channelId)?.items.get(of.answered.itemId))
  return item === undefined ? <FarQuote {...of} /> : <Quoted {...of} item={item} />
}

import { locate } from '@bijpraat/contract'
import { CornerUpLeft, X } from 'lucide-react'
import { useTexts } from '../../i18n/i18n.tsx'
import { usePerson } from '../../ports/people.ts'
import { useReplica } from '../../ports/session.tsx'
import { useFetched } from '../../ports/use-fetched.ts'
import { hold } from '../../replica/folds.ts'
import type { HeldItem } from '../../replica/replica.ts'
import { IconButton } from '../../ui/icon-button.tsx'
import styles from './composer.module.css'
import { useQuotedWords } from './quote.tsx'

type Answering = { channelId: string; itemId: string; onEnd: () => void }

const Bar = ({ item, onEnd }: Pick<Answering, 'onEnd'> & { item: HeldItem | undefined }) => {
  const t = useTexts()
  const author = usePerson(item?.authorId ?? null)
  const words = useQuotedWords(item)
  return (
    <div className={styles.replying}>
      <CornerUpLeft size={20} />
      <p className={styles.replyingTo}>
        <strong>{t.reply.to(author.name)}</strong>
        <span className={styles.replyingWords} dir="auto">
          {words}
        </span>
      </p>
      <IconButton icon={<X size={22} />} label={t.reply.stop} onClick={onEnd} />
    </div>
  )
}

/** After a reload it may lie further back than what is loaded. */
const FarBar = ({ channelId, itemId, onEnd }: Answering) => {
  const { fetched } = useFetched(locate, { channelId, itemId })
  return <Bar item={fetched.state === 'here' ? hold(fetched.data.item) : undefined} onEnd={onEnd} />
}

/** Above the field: what is being answered. */
export const ReplyBar = (of: Answering) => {
  const item = useReplica((state) => state.channels.get(of.channelId)?.items.get(of.itemId))
  return item === undefined ? <FarBar {...of} /> : <Bar item={item} onEnd={of.onEnd} />
}

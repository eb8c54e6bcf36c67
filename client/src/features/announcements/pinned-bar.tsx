import { announcement } from '@bijpraat/contract'
import { Check, Megaphone, Pin } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { Link } from 'wouter'
import { useShallow } from 'zustand/react/shallow'
import { useTexts } from '../../i18n/i18n.tsx'
import { paths } from '../../ports/paths.ts'
import { useReplica } from '../../ports/session.tsx'
import { useNow } from '../../ports/use-now.ts'
import { isOf } from '../../replica/folds.ts'
import type { TimelineRow } from '../../replica/timeline.ts'
import { useAnnounce } from '../../ui/announcer.tsx'
import { firstWords } from '../../ui/rich-text/first-words.ts'
import { aboveIn, useAcknowledge, waitsForMe } from './acknowledging.ts'
import { pinnedIn } from './pinned.ts'
import styles from './pinned-bar.module.css'

/** Says what is pinned while the channel is open; what stood there already is read with the page. */
const usePinsSaid = (rows: readonly TimelineRow[], live: boolean) => {
  const t = useTexts()
  const announce = useAnnounce()
  const known = useRef<ReadonlySet<string> | null>(null)
  useEffect(() => {
    const before = known.current
    if (before !== null || live) known.current = new Set(rows.map(({ item }) => item.id))
    const fresh = before && rows.find(({ item }) => !before.has(item.id))
    if (fresh && isOf(fresh.item, announcement)) announce(t.announcement.said(fresh.item.content.title))
  }, [rows, live, announce, t])
}

/** Always in sight above the conversation: the newest of what is pinned, and the way to the others. */
export const PinnedBar = ({
  channelId,
  onGo,
  onList,
}: {
  channelId: string
  /** Its place in the conversation is asked for, also once more. */
  onGo: () => void
  onList: () => void
}) => {
  const t = useTexts()
  const now = useNow()
  const rows = useReplica(useShallow((state) => aboveIn(state, channelId, now)))
  const pinned = useReplica(useShallow((state) => pinnedIn(state, channelId)))
  const live = useReplica((state) => state.connection === 'live')
  usePinsSaid(rows, live)
  const acknowledge = useAcknowledge()
  const item = rows[0]?.item
  const asks = useReplica(
    (state) =>
      isOf(item, announcement) &&
      item.authorId !== state.me?.personId &&
      waitsForMe(state, { channelId, itemId: item.id }, item.content),
  )
  const others = pinned.filter((row) => row.item.id !== item?.id).length
  if (!isOf(item, announcement)) return null
  const { title, text } = item.content
  return (
    <section className={styles.bar} aria-label={t.announcement.bar}>
      <div className={styles.column}>
        <Link href={paths.item(channelId, item.id)} className={styles.first} onClick={onGo}>
          {item.standing ? <Pin size={22} /> : <Megaphone size={22} />}
          <span className={styles.words}>
            <strong className={styles.line} dir="auto">
              {title}
            </strong>
            <span className={styles.line} dir="auto">
              {firstWords(text)}
            </span>
          </span>
        </Link>
        {asks ? (
          <button
            type="button"
            className={styles.read}
            onClick={() => acknowledge({ channelId, itemId: item.id })}
          >
            <Check size={20} />
            {t.announcement.read}
          </button>
        ) : null}
        {others > 0 ? (
          <button type="button" className={styles.more} aria-haspopup="dialog" onClick={onList}>
            {t.announcement.others(others)}
          </button>
        ) : null}
      </div>
    </section>
  )
}

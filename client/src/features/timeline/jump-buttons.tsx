import { ArrowDown, ArrowUp } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useReplicaView } from '../../ports/session.tsx'
import type { ChannelCopy } from '../../replica/replica.ts'
import { hasUnreadBelow, unreadOf } from '../../replica/unread.ts'
import { classes } from '../../ui/classes.ts'
import styles from './jump-buttons.module.css'
import type { OlderState } from './use-older.ts'

/** Back to the newest, with how many came in meanwhile. */
export const JumpButton = ({ count, onJump }: { count: number; onJump: () => void }) => {
  const t = useTexts()
  return (
    <button
      type="button"
      className={classes(styles.jump, styles.below, count > 0 && styles.news)}
      onClick={onJump}
    >
      <ArrowDown size={20} />
      {count > 0 ? t.timeline.newBelow(count) : t.timeline.toNewest}
    </button>
  )
}

// More pages than this are not fetched at one press: who was away that long reads on from there.
const mostPages = 10

/** When more is new than was loaded: fetches up to where it begins and goes there. Until one came there. */
export const NewAboveButton = ({
  copy,
  newIndex,
  firstShown,
  older,
  show,
}: {
  copy: ChannelCopy
  newIndex: number
  /** Index of the line at the upper edge of what is seen. */
  firstShown: number
  older: { state: OlderState; load: () => Promise<void> }
  show: (index: number) => void
}) => {
  const t = useTexts()
  const view = useReplicaView()
  const [unread] = useState(() => unreadOf(view.getState(), copy.channelId))
  const [missing] = useState(() => hasUnreadBelow(view.getState(), copy.channelId))
  const [pressed, setPressed] = useState(false)
  const [came, setCame] = useState(false)
  const pages = useRef(0)
  const { state, load } = older
  useEffect(() => {
    if (newIndex >= 0 && firstShown <= newIndex) setCame(true)
  }, [newIndex, firstShown])
  // Each page that came in is a reason to look again.
  useEffect(() => {
    if (!pressed || state === 'loading') return
    if (newIndex >= 0) show(newIndex)
    if (newIndex >= 0 || state === 'offline' || pages.current >= mostPages) return setPressed(false)
    pages.current += 1
    void load()
  }, [pressed, newIndex, state, load, show])
  if (!missing || came || unread.count === 0) return null
  return (
    <button type="button" className={classes(styles.jump, styles.above)} onClick={() => setPressed(true)}>
      <ArrowUp size={20} />
      {pressed ? t.timeline.loadingOlder : t.timeline.newAbove(unread.count, unread.atLeast)}
    </button>
  )
}

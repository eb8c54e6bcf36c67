import type { Virtualizer } from '@tanstack/react-virtual'
import { useEffect, useState } from 'react'
import { useEngine, useMe } from '../../ports/session.tsx'
import type { Line } from './lines.ts'
import { usePageVisible } from './use-page-visible.ts'

// As much of an item has to show before it counts as seen; of a long one nobody sees all at once.
const enoughPx = 24

const lastSeenSeq = (virtualizer: Virtualizer<HTMLDivElement, HTMLLIElement>, lines: readonly Line[]) => {
  const bottom = (virtualizer.scrollOffset ?? 0) + (virtualizer.scrollRect?.height ?? 0)
  const seen = virtualizer.getVirtualItems().findLast(({ start, index }) => {
    const line = lines[index]
    return start + enoughPx <= bottom && line?.type === 'row' && line.row.item.seq > 0
  })
  const line = seen ? lines[seen.index] : undefined
  return line?.type === 'row' ? line.row.item.seq : 0
}

/** Says how far I have read, as it comes into view of a tab that is looked at. Gives the highest seq seen. */
export const useSeen = (
  channelId: string,
  virtualizer: Virtualizer<HTMLDivElement, HTMLLIElement>,
  lines: readonly Line[],
): number => {
  const engine = useEngine()
  const me = useMe()
  const visible = usePageVisible()
  const [seen, setSeen] = useState(0)
  // Every scroll renders anew, and that is when to look.
  useEffect(() => {
    if (!visible || !me) return
    const seq = lastSeenSeq(virtualizer, lines)
    if (seq <= seen) return
    setSeen(seq)
    engine.markRead(channelId, seq)
  })
  return seen
}

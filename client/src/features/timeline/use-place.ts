import type { Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { TimelineRow } from '../../replica/timeline.ts'
import type { Line } from './lines.ts'
import { endPx, isNearEnd } from './near-end.ts'

type ListVirtualizer = Virtualizer<HTMLDivElement, HTMLLIElement>

type Marked = { id: string | null; turn: number }

/**
 * Where a conversation opens: at the item of a link, else where the new begins, else at the newest. While a kept
 * copy is being caught up the new can appear later; one goes there as long as one did not scroll away. Who comes
 * back from the item of a link is where they were before.
 */
export const useOpeningPlace = (
  virtualizer: ListVirtualizer,
  lines: readonly Line[],
  marked: Marked,
  wasAtEnd: RefObject<boolean>,
) => {
  const at = useRef<string | null>(null)
  const before = useRef<string | null>(null)
  const wanted = lines.findIndex(({ key }) => key === (marked.id ?? 'new'))
  const isMarked = marked.id !== null && wanted !== -1
  const place = wanted === -1 ? 'end' : isMarked ? `${marked.id} ${marked.turn}` : 'new'
  const any = lines.length > 0
  useLayoutEffect(() => {
    const first = at.current === null
    // From one item of a link to another that is still on its way: one stays where one is.
    const isComing = !first && marked.id !== null && wanted === -1
    if (!any || at.current === place || isComing) return
    at.current = place
    if (isMarked) {
      before.current ??= first ? null : wasAtEnd.current ? 'end' : (firstShown(virtualizer, lines) ?? null)
      virtualizer.scrollToIndex(wanted, { align: 'center' })
      return
    }
    const back = before.current
    before.current = null
    const index = lines.findIndex(({ key }) => key === back)
    if (back === 'end' || (first && place === 'end')) virtualizer.scrollToEnd()
    else if (index !== -1) virtualizer.scrollToIndex(index, { align: 'start' })
    else if (place === 'new' && (first || wasAtEnd.current))
      virtualizer.scrollToIndex(wanted, { align: 'start' })
  }, [any, place])
}

/** The line at the upper edge of what is seen. */
const firstShown = (virtualizer: ListVirtualizer, lines: readonly Line[]): string | undefined => {
  const item = virtualizer.getVirtualItemForOffset(virtualizer.scrollOffset ?? 0)
  return item && lines[item.index]?.key
}

/** Whether one was at the newest when the conversation was last drawn, before what came in since. */
export const useWasAtEnd = (virtualizer: ListVirtualizer): RefObject<boolean> => {
  const atEnd = useRef(true)
  useEffect(() => {
    atEnd.current = isNearEnd(virtualizer, endPx)
  })
  return atEnd
}

/** Stays at the newest when the place for the conversation shrinks or grows, and goes there with what I write. */
export const useStayAtEnd = (
  virtualizer: ListVirtualizer,
  scroller: RefObject<HTMLDivElement | null>,
  rows: readonly TimelineRow[],
  meId: string | null,
  wasAtEnd: RefObject<boolean>,
) => {
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      if (wasAtEnd.current) virtualizer.scrollToEnd()
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [virtualizer, scroller, wasAtEnd])

  const last = rows.at(-1)
  const written =
    last !== undefined && last.item.seq === 0 && last.item.authorId === meId ? last.item.id : null
  const before = useRef(written)
  useEffect(() => {
    if (written !== null && written !== before.current) virtualizer.scrollToEnd()
    before.current = written
  }, [virtualizer, written])
}

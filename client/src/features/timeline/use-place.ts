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
  caughtUp: boolean,
  atEnd: RefObject<boolean>,
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
    const wasAtEnd = atEnd.current
    const goTo = (index: number, align: 'start' | 'center') => {
      atEnd.current = false
      virtualizer.scrollToIndex(index, { align })
    }
    if (isMarked) {
      before.current ??= first ? null : wasAtEnd ? 'end' : (firstShown(virtualizer, lines) ?? null)
      goTo(wanted, 'center')
      return
    }
    const back = before.current
    before.current = null
    const index = lines.findIndex(({ key }) => key === back)
    if (back === 'end' || (first && place === 'end')) virtualizer.scrollToEnd()
    else if (index !== -1) goTo(index, 'start')
    else if (place === 'new' && (first || (wasAtEnd && !caughtUp))) goTo(wanted, 'start')
  }, [any, place])
}

/** The line at the upper edge of what is seen. */
const firstShown = (virtualizer: ListVirtualizer, lines: readonly Line[]): string | undefined => {
  const item = virtualizer.getVirtualItemForOffset(virtualizer.scrollOffset ?? 0)
  return item && lines[item.index]?.key
}

/**
 * Whether one is at the newest: from coming there until one scrolls up or is taken elsewhere. Told by what one does
 * and not by where that end is, since it moves: a line that comes in is measured later, and a bar that appears takes
 * from the conversation's height.
 */
export const useAtEnd = (virtualizer: ListVirtualizer): RefObject<boolean> => {
  const atEnd = useRef(true)
  const offsetBefore = useRef(0)
  useEffect(() => {
    const offset = virtualizer.scrollOffset ?? 0
    if (isNearEnd(virtualizer, endPx)) atEnd.current = true
    else if (offset < offsetBefore.current) atEnd.current = false
    offsetBefore.current = offset
  })
  return atEnd
}

/** Stays at the newest with what comes in and when the place for the conversation changes; goes there with what I write. */
export const useStayAtEnd = (
  virtualizer: ListVirtualizer,
  scroller: RefObject<HTMLDivElement | null>,
  rows: readonly TimelineRow[],
  meId: string | null,
  atEnd: RefObject<boolean>,
) => {
  useEffect(() => {
    const element = scroller.current
    if (!element) return
    const observer = new ResizeObserver(() => {
      if (atEnd.current) virtualizer.scrollToEnd()
    })
    observer.observe(element)
    return () => observer.disconnect()
  }, [virtualizer, scroller, atEnd])

  // What is not sent yet stands last, and what comes in stands above it.
  const last = rows.at(-1)?.item
  const lastSent = rows.findLast(({ item }) => item.seq > 0)?.item.id
  useLayoutEffect(() => {
    if (atEnd.current) virtualizer.scrollToEnd()
  }, [virtualizer, atEnd, last?.id, lastSent])

  const written = last !== undefined && last.seq === 0 && last.authorId === meId ? last.id : null
  const before = useRef(written)
  useEffect(() => {
    if (written !== null && written !== before.current) virtualizer.scrollToEnd()
    before.current = written
  }, [virtualizer, written])
}

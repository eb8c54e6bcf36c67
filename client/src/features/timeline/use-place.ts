import type { Virtualizer } from '@tanstack/react-virtual'
import { type RefObject, useEffect, useLayoutEffect, useRef } from 'react'
import type { TimelineRow } from '../../replica/timeline.ts'
import type { Line } from './lines.ts'

type ListVirtualizer = Virtualizer<HTMLDivElement, HTMLLIElement>

/**
 * Where a conversation opens: at the item of a link, else where the new begins, else at the newest. While a kept
 * copy is being caught up the new can appear later; one goes there as long as one did not scroll away.
 */
export const useOpeningPlace = (
  virtualizer: ListVirtualizer,
  lines: readonly Line[],
  markedId: string | null,
  wasAtEnd: RefObject<boolean>,
) => {
  const at = useRef<string | null>(null)
  const wanted = lines.findIndex(({ key }) => key === (markedId ?? 'new'))
  const place = wanted === -1 ? 'end' : (markedId ?? 'new')
  const any = lines.length > 0
  useLayoutEffect(() => {
    if (!any || at.current === place) return
    const first = at.current === null
    at.current = place
    if (place === 'end') {
      if (first) virtualizer.scrollToEnd()
    } else if (markedId !== null) virtualizer.scrollToIndex(wanted, { align: 'center' })
    else if (first || wasAtEnd.current) virtualizer.scrollToIndex(wanted, { align: 'start' })
  }, [any, place])
}

/** Whether one was at the newest when the conversation was last drawn, before what came in since. */
export const useWasAtEnd = (virtualizer: ListVirtualizer): RefObject<boolean> => {
  const atEnd = useRef(true)
  useEffect(() => {
    atEnd.current = virtualizer.isAtEnd()
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

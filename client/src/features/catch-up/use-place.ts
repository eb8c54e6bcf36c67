import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { leavePlace, placeHere } from '../../ports/way-back.ts'

/** Where one was in the list: how far it was scrolled, and which line one went to. */
type Place = { top: number; line: string; at: number }

const asPlace = (given: unknown): Place | null => {
  const place = given as Partial<Place> | null | undefined
  return typeof place?.top === 'number' && typeof place.line === 'string' && typeof place.at === 'number'
    ? (place as Place)
    : null
}

const linesIn = (body: HTMLElement): HTMLElement[] => [...body.querySelectorAll<HTMLElement>('a[data-line]')]

/** That line, or the one that has taken its place. */
const lineAt = (body: HTMLElement, { line, at }: Place): HTMLElement | undefined => {
  const lines = linesIn(body)
  return lines.find((one) => one.dataset.line === line) ?? lines[Math.min(at, lines.length - 1)]
}

/**
 * Comes back to where one was: as far as the list was scrolled, with the focus on the line that one went to, or on the
 * next when that is read.
 * @param ready whether the lines are here
 */
export const useReturn = (body: RefObject<HTMLElement | null>, ready: boolean) => {
  const [place] = useState(() => asPlace(placeHere()))
  const isBack = useRef(false)
  useLayoutEffect(() => {
    if (!ready || isBack.current || place === null || !body.current) return
    isBack.current = true
    body.current.scrollTop = place.top
    lineAt(body.current, place)?.focus({ preventScroll: true })
  })
  /** Where one is now, to be found again; said when a line is pressed. */
  const leave = (line: string): Place | undefined => {
    if (!body.current) return undefined
    const at = linesIn(body.current).findIndex((one) => one.dataset.line === line)
    const left = { top: body.current.scrollTop, line, at }
    leavePlace(left)
    return left
  }
  return { isReturning: place !== null, leave }
}

/** What is being read stays where it is while lines come above it. */
export const useStill = (body: RefObject<HTMLElement | null>) => {
  const anchor = useRef<{ line: HTMLElement; top: number } | null>(null)
  useLayoutEffect(() => {
    const here = body.current
    if (!here) return
    const held = anchor.current
    if (held?.line.isConnected && here.scrollTop > 0) {
      const moved = held.line.getBoundingClientRect().top - held.top
      if (Math.abs(moved) >= 1) here.scrollTop += moved
    }
    const hold = () => {
      const edge = here.getBoundingClientRect().top
      const line = linesIn(here).find((one) => one.getBoundingClientRect().top >= edge)
      anchor.current = line ? { line, top: line.getBoundingClientRect().top } : null
    }
    hold()
    here.addEventListener('scroll', hold, { passive: true })
    return () => here.removeEventListener('scroll', hold)
  })
}

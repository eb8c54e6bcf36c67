import { type RefObject, useLayoutEffect, useRef, useState } from 'react'
import { leavePlace, placeHere } from '../../ports/way-back.ts'

/** Where one was in the list: which line one went to, how far below its edge that was, and what stood around it. */
type Place = { line: string; below: number; lines: string[] }

const asPlace = (given: unknown): Place | null => {
  const place = given as Partial<Place> | null | undefined
  return typeof place?.line === 'string' && typeof place.below === 'number' && Array.isArray(place.lines)
    ? (place as Place)
    : null
}

const linesIn = (body: HTMLElement): HTMLElement[] => [...body.querySelectorAll<HTMLElement>('a[data-line]')]
const belowEdge = (body: HTMLElement, line: HTMLElement): number =>
  line.getBoundingClientRect().top - body.getBoundingClientRect().top

/** That line, or when it is read the next that is still there, or the last before it. */
const lineAt = (body: HTMLElement, { line, lines }: Place): HTMLElement | undefined => {
  const here = new Map(linesIn(body).map((one) => [one.dataset.line, one]))
  const at = lines.indexOf(line)
  const wanted = [line, ...lines.slice(at + 1), ...lines.slice(0, Math.max(0, at)).reverse()]
  return wanted.map((one) => here.get(one)).find((one) => one !== undefined)
}

/**
 * Comes back to where one was: the line that one went to, or the next when that is read, has the focus and stands as far
 * down as one left it.
 * @param ready whether the lines are here
 */
export const useReturn = (body: RefObject<HTMLElement | null>, ready: boolean) => {
  const [place] = useState(() => asPlace(placeHere()))
  const isBack = useRef(false)
  useLayoutEffect(() => {
    if (!ready || isBack.current || place === null || !body.current) return
    isBack.current = true
    const line = lineAt(body.current, place)
    if (!line) return
    body.current.scrollTop += belowEdge(body.current, line) - place.below
    line.focus({ preventScroll: true })
  })
  /** Where one is now, to be found again; said when a line is pressed. */
  const leave = (key: string): Place | undefined => {
    if (!body.current) return undefined
    const lines = linesIn(body.current)
    const line = lines.find((one) => one.dataset.line === key)
    if (!line) return undefined
    const keys = lines.flatMap((one) => one.dataset.line ?? [])
    const left = { line: key, below: belowEdge(body.current, line), lines: keys }
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

import { paths } from './paths.ts'

/** Where one came from: a page of ours, and what it is to find again. Travels with the page one goes to. */
export type From = { href: string; place?: unknown }

const ours: ReadonlySet<unknown> = new Set([paths.home, paths.channels])

const stateHere = (): { from?: unknown; place?: unknown } => {
  const state: unknown = history.state
  return typeof state === 'object' && state !== null ? state : {}
}

/** The page to go back to from here, and what it is given. */
export const wayBack = (): { href: string; state?: unknown } => {
  const { from } = stateHere() as { from?: Partial<From> | null }
  if (!from || !ours.has(from.href)) return { href: paths.home }
  return { href: from.href ?? paths.home, state: { place: from.place } }
}

/** What this page was given to find again, by the way back or by the browser's own. */
export const placeHere = (): unknown => stateHere().place

/** Before one goes on: what the browser's way back finds here again. */
export const leavePlace = (place: unknown): void => {
  history.replaceState({ ...stateHere(), place }, '')
}

import type { ChannelAnswer, history, Item, OutputOf, Range } from '@bijpraat/contract'
import { nothingBelow, placesBelow, talkBelow } from './below.ts'
import { hold } from './folds.ts'
import type { ChannelCopy, HeldItem } from './replica.ts'

export type Reset = Extract<ChannelAnswer, { answer: 'reset' }>
export type Page = OutputOf<typeof history>

/** The server counts no further than this below a loaded range. */
export const mostUnreadBelow = 100

/** Ids of what lies between floor and cursor, by seq. */
export const timelineFrom = (
  items: ReadonlyMap<string, HeldItem>,
  floor: number,
  cursor: number,
): readonly string[] =>
  [...items.values()]
    .filter((item) => item.seq >= floor && item.seq <= cursor)
    .sort((a, b) => a.seq - b.seq)
    .map((item) => item.id)

/** Whether some of what is held lies beyond the cursor. */
export const reachesBeyond = (items: Iterable<Item>, cursor: number): boolean => {
  for (const item of items) if (item.seq > cursor) return true
  return false
}

/** A copy made anew: nothing of an earlier one is in it (L6). */
export const fromReset = (reset: Reset, followed: boolean): ChannelCopy => {
  const { channelId, key, upTo, floor, below } = reset
  const items = new Map(reset.items.map((item) => [item.id, hold(item)]))
  return {
    channelId,
    key,
    cursor: upTo,
    floor,
    freshAt: upTo,
    items,
    isAhead: reachesBeyond(reset.items, upTo),
    timeline: timelineFrom(items, floor, upTo),
    // A server of before does not say which.
    below: below ?? nothingBelow,
    reachedStart: floor <= 1,
    followed,
  }
}

/** Whoever holds an item keeps its newest state, in whatever order states arrive (L5). */
const newer = (copy: ChannelCopy, items: readonly Item[]): Item[] =>
  items.filter((item) => item.rev > (copy.items.get(item.id)?.rev ?? 0))

const withItems = (copy: ChannelCopy, changed: readonly Item[]): ReadonlyMap<string, HeldItem> => {
  if (changed.length === 0) return copy.items
  const items = new Map(copy.items)
  for (const item of changed) items.set(item.id, hold(item))
  return items
}

/** Appends where it can: nearly every range holds what was just written, or changes what is already placed. */
const extended = (
  copy: ChannelCopy,
  items: ReadonlyMap<string, HeldItem>,
  changed: readonly Item[],
  cursor: number,
): readonly string[] => {
  const unplaced = changed.filter((item) => item.seq !== copy.items.get(item.id)?.seq)
  const moved = unplaced.some((item) => copy.items.has(item.id))
  const last = copy.items.get(copy.timeline.at(-1) ?? '')?.seq ?? copy.floor - 1
  const fresh = unplaced.filter((item) => item.seq >= copy.floor)
  if (moved || fresh.some((item) => item.seq <= last)) return timelineFrom(items, copy.floor, cursor)
  if (fresh.length === 0) return copy.timeline
  return [...copy.timeline, ...fresh.sort((a, b) => a.seq - b.seq).map((item) => item.id)]
}

/**
 * Takes in a range that begins at or below the cursor; the same copy if it holds nothing new. A range that ended
 * before the copy was made anew is refused: it could bring back older states of what the copy does not hold.
 */
export const withRange = (copy: ChannelCopy, range: Range): ChannelCopy => {
  if (range.upTo <= copy.freshAt) return copy
  const cursor = Math.max(copy.cursor, range.upTo)
  const changed = newer(copy, range.items)
  if (changed.length === 0 && cursor === copy.cursor) return copy
  const items = withItems(copy, changed)
  if (!copy.isAhead) return { ...copy, cursor, items, timeline: extended(copy, items, changed, cursor) }
  const isAhead = reachesBeyond(items.values(), cursor)
  return { ...copy, cursor, items, isAhead, timeline: timelineFrom(items, copy.floor, cursor) }
}

/**
 * Takes in a page of history that was asked below `before`. Refused (the same copy) if it was made for another
 * copy, read before this one was made anew, or if the loaded range has changed its floor meanwhile.
 */
export const withPage = (copy: ChannelCopy, page: Page, before: number): ChannelCopy => {
  if (page.key !== copy.key || page.asOf < copy.freshAt || copy.floor !== before) return copy
  const items = withItems(copy, newer(copy, page.items))
  const floor = Math.min(page.floor, copy.floor)
  const reachedStart = floor <= 1
  // A page holds all that lies in its range: nothing that is placed already is looked at again, however much it is.
  const below = page.items
    .filter(({ seq }) => seq >= floor && seq < before)
    .sort((a, b) => a.seq - b.seq)
    .map(({ id }) => id)
  return {
    ...copy,
    items,
    floor,
    reachedStart,
    timeline: [...below, ...copy.timeline],
  }
}

type Counts = { position: number; isUnread: (item: HeldItem) => boolean; calls: (item: HeldItem) => boolean }

/**
 * Only the newest `keep` of the loaded range, and what stands; the floor rises with it, and what is unread or calls
 * below it is named by its place.
 */
export const trimmed = (copy: ChannelCopy, keep: number, counts: Counts): ChannelCopy => {
  const timeline = copy.timeline.slice(-keep)
  const floor = copy.items.get(timeline[0] ?? '')?.seq
  if (timeline.length === copy.timeline.length || floor === undefined) return copy
  const items = new Map([...copy.items].filter(([, { seq, standing }]) => seq >= floor || standing))
  const risen = { ...copy, floor, timeline, reachedStart: false }
  const named = (before: readonly number[], which: (item: HeldItem) => boolean) =>
    placesBelow(risen, before, counts.position, which)
      .sort((a, b) => b - a)
      .slice(0, mostUnreadBelow)
  const unread = named(copy.below.unread, counts.isUnread)
  const calls = named(copy.below.calls, counts.calls)
  return { ...risen, items, below: { unread, calls, talkBy: talkBelow(copy, [...unread, ...calls]) } }
}

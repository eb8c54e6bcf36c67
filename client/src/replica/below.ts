import type { Below } from '@bijpraat/contract'
import type { ChannelCopy, HeldItem } from './replica.ts'

export const nothingBelow: Below = { unread: [], calls: [] }

const outside = new WeakMap<ChannelCopy, readonly HeldItem[]>()

/** What is held below the loaded range: pins, and what changed there since. */
const heldBelow = (copy: ChannelCopy): readonly HeldItem[] => {
  const known = outside.get(copy)
  if (known !== undefined) return known
  const found =
    copy.items.size === copy.timeline.length
      ? []
      : [...copy.items.values()].filter(({ seq }) => seq < copy.floor)
  outside.set(copy, found)
  return found
}

/**
 * Places below the loaded range that count, above a position: those that the server named when the copy was made
 * anew, put right by what is held of them now.
 */
export const placesBelow = (
  copy: ChannelCopy,
  named: readonly number[],
  position: number,
  counts: (item: HeldItem) => boolean,
): number[] => {
  if (position + 1 >= copy.floor) return []
  const places = new Set(named)
  for (const item of heldBelow(copy)) {
    if (counts(item)) places.add(item.seq)
    else places.delete(item.seq)
  }
  return [...places].filter((seq) => seq > position && seq < copy.floor)
}

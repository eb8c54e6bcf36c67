import type { Below } from '@bijpraat/contract'
import { isTalk } from './folds.ts'
import type { ChannelCopy, HeldItem } from './replica.ts'

/** Of places that were named, those that are no talk of these persons. */
export const heardOf = (
  named: readonly number[],
  { talkBy = {} }: Below,
  muted: ReadonlySet<string>,
): readonly number[] => {
  const quiet = new Set([...muted].flatMap((personId) => talkBy[personId] ?? []))
  return quiet.size === 0 ? named : named.filter((seq) => !quiet.has(seq))
}

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

/** By person which of these places are their talk: as it was named, and of what is held of them. */
export const talkBelow = (copy: ChannelCopy, places: readonly number[]): Record<string, number[]> => {
  const authorOf = new Map<number, string>()
  for (const [personId, seqs] of Object.entries(copy.below.talkBy ?? {})) {
    for (const seq of seqs) authorOf.set(seq, personId)
  }
  for (const item of copy.items.values()) {
    if (item.authorId !== null && isTalk(item)) authorOf.set(item.seq, item.authorId)
  }
  const by: Record<string, number[]> = {}
  for (const seq of new Set(places)) {
    const personId = authorOf.get(seq)
    if (personId !== undefined) by[personId] = [...(by[personId] ?? []), seq]
  }
  return by
}

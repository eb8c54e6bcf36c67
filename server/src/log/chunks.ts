import type { Committed } from './model.ts'

/** A frame is at most 64 KB on the way in; on the way out a range of this many bytes is cut by rev. */
const maxChunkBytes = 256_000

/**
 * Cuts a range into adjoining ranges, each ending at its last item's rev, the last at `upTo`. An item that
 * changed twice is in the range of its newest rev, which is all that a client needs (L5).
 */
export const chunksOf = (range: Committed): Committed[] => {
  const chunks: Committed[] = []
  let after = range.after
  let items: Committed['items'] = []
  let bytes = 0
  for (const item of range.items) {
    const size = JSON.stringify(item.content ?? null).length
    const last = items.at(-1)
    if (last && bytes + size > maxChunkBytes) {
      chunks.push({ channelId: range.channelId, after, upTo: last.rev, items })
      after = last.rev
      items = []
      bytes = 0
    }
    items.push(item)
    bytes += size
  }
  chunks.push({ channelId: range.channelId, after, upTo: range.upTo, items })
  return chunks
}

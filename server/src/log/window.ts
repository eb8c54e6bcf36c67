import { chunksOf } from './chunks.ts'
import type { Committed } from './model.ts'

/** Puts ranges of large rooms together, so that many changes cost each reader one frame. */
export type Window = {
  /** Ranges of a channel in order, each adjoining the one before. */
  offer: (range: Committed) => void
  close: () => void
}

type WindowParts = {
  emit: (range: Committed) => void
  /** How many sockets of this node follow the channel. */
  readersOf: (channelId: string) => number
}

type Open = { held: Committed[]; timer: NodeJS.Timeout }

const smallRoom = 100
const longestMs = 50

/** To send to a thousand takes some 8 ms; after that others have their turn for six times as long. */
const pauseAfter = (readers: number): number => (readers < smallRoom ? 0 : Math.min(longestMs, readers / 20))

/**
 * The first change goes out at once; what follows within the pause that a room of this size needs goes out
 * together at its end. So a large room that is calm waits for nothing, and a busy one costs a bounded number of
 * frames, whatever is written in it (at 100 posts/s to 1,000 readers under half the processor time).
 */
export const createWindow = ({ emit, readersOf }: WindowParts): Window => {
  const open = new Map<string, Open>()

  const send = (range: Committed) => {
    for (const chunk of chunksOf(range)) emit(chunk)
    const ms = pauseAfter(readersOf(range.channelId))
    if (ms === 0) open.delete(range.channelId)
    else open.set(range.channelId, { held: [], timer: setTimeout(release, ms, range.channelId) })
  }

  const release = (channelId: string) => {
    const [first, ...rest] = open.get(channelId)?.held ?? []
    if (first) send(rest.reduce(joined, first))
    else open.delete(channelId)
  }

  return {
    offer: (range) => {
      const waiting = open.get(range.channelId)
      if (waiting) waiting.held.push(range)
      else send(range)
    },
    close: () => {
      for (const { timer } of open.values()) clearTimeout(timer)
      open.clear()
    },
  }
}

/** One range in place of two that adjoin: each item once, in its newest state (L5). */
const joined = (earlier: Committed, later: Committed): Committed => {
  const changed = new Set(later.items.map(({ id }) => id))
  return {
    channelId: earlier.channelId,
    after: earlier.after,
    upTo: later.upTo,
    items: [...earlier.items.filter(({ id }) => !changed.has(id)), ...later.items],
  }
}

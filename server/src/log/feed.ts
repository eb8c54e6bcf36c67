import type { Bus } from '../platform/bus.ts'
import { chunksOf } from './chunks.ts'
import type { Committed } from './model.ts'
import type { LogReader } from './read.ts'

/**
 * What one node has sent to its own sockets, channel by channel. Every node emits for itself, from what it
 * committed, from what the bus brought, or, when neither came, from the log: so it always knows how far its
 * sockets are (L8).
 */
export type Feed = {
  /**
   * Starts to serve channels: from here on every later rev of theirs reaches this node's sockets. Sockets join in
   * the same turn in which this resolves.
   */
  serve: (channelIds: readonly string[]) => Promise<void>
  /** A range that this process committed. */
  committed: (range: Committed) => void
  /** An outcome is unknown: reads from the log what this node may have missed (L3). */
  doubt: (channelId: string) => void
  /** Compares the served channels with the log and emits what is missing. False when it could not. */
  sweep: () => Promise<boolean>
  /** Hears every range after it was emitted here. */
  onEmitted: (listener: (range: Committed) => void) => void
  close: () => void
}

type FeedParts = {
  reader: Pick<LogReader, 'heads' | 'changesAfter'>
  bus: Bus
  /** Sends to the sockets of this node; ranges of a channel adjoin. */
  emit: (range: Committed) => void
  /** Whether any socket of this node follows the channel. */
  isFollowed: (channelId: string) => boolean
  onError: (error: unknown) => void
}

type Served = {
  emitted: number
  pulling: Promise<void> | null
  early: Committed[]
  gapTimer: NodeJS.Timeout | null
}

/** Two processes publish side by side: the missing range is usually a moment away. */
const gapPatienceMs = 25
const pullLimit = 500
/** What is held for a missing range; what comes beyond it is read from the log with that range. */
const maxEarly = 100
/** Beyond this a range is announced on the bus without its items, and other nodes read them. */
const maxBusBytes = 64_000

/** Read off the beginning of a message: most of what the bus brings is what this node has sent itself. */
const upToIn = (message: string): number =>
  Number(/"upTo":(\d+)/.exec(message.slice(0, 200))?.[1] ?? Infinity)

const topicOf = (channelId: string) => `channel:${channelId}`

export const createFeed = ({ reader, bus, emit, isFollowed, onError }: FeedParts): Feed => {
  const served = new Map<string, Served>()
  const starting = new Map<string, Promise<void>>()
  const listeners: ((range: Committed) => void)[] = []

  const advance = (state: Served, range: Committed) => {
    const items = range.items.filter((item) => item.rev > state.emitted)
    const fresh = { ...range, after: state.emitted, items }
    state.emitted = range.upTo
    for (const chunk of chunksOf(fresh)) emit(chunk)
    for (const listener of listeners) listener(fresh)
  }

  /** Emits what adjoins; keeps what came too early for the moment that the missing range needs. */
  const offer = (range: Committed) => {
    const state = served.get(range.channelId)
    if (!state || range.upTo <= state.emitted) return
    if (range.after > state.emitted) {
      if (state.early.length < maxEarly) state.early.push(range)
      state.gapTimer ??= setTimeout(() => {
        state.gapTimer = null
        if (state.early.length > 0) pull(range.channelId, state).catch(onError)
      }, gapPatienceMs)
      return
    }
    advance(state, range)
    const early = state.early.sort((a, b) => a.after - b.after)
    state.early = []
    for (const held of early) offer(held)
  }

  /** Emits from the log whatever this node has not emitted yet; one at a time per channel, and no more once it stopped. */
  const pull = (channelId: string, state: Served): Promise<void> => {
    state.pulling ??= (async () => {
      while (served.get(channelId) === state) {
        const after = state.emitted
        const changes = await reader.changesAfter(channelId, after, pullLimit)
        if (!changes || changes.upTo <= state.emitted) break
        offer({ channelId, after, upTo: changes.upTo, items: changes.items })
        if (!changes.more) break
      }
      const early = state.early
      state.early = []
      for (const held of early) offer(held)
    })().finally(() => {
      state.pulling = null
    })
    return state.pulling
  }

  const hear = (channelId: string, message: string) => {
    const state = served.get(channelId)
    if (!state || upToIn(message) <= state.emitted) return
    const range = JSON.parse(message) as Committed & { bare?: true }
    if (!range.bare) offer(range)
    else pull(channelId, state).catch(onError)
  }

  /** Subscribes first and reads the head after: what is committed in between comes by the bus. */
  const start = async (channelIds: readonly string[]) => {
    await Promise.all(channelIds.map((id) => bus.subscribe(topicOf(id), (message) => hear(id, message))))
    const found = await reader.heads(channelIds).catch((error: unknown) => {
      for (const id of channelIds) bus.unsubscribe(topicOf(id))
      throw error
    })
    const heads = new Map(found.map((head) => [head.channelId, head.rev]))
    for (const id of channelIds) {
      served.set(id, { emitted: heads.get(id) ?? 0, pulling: null, early: [], gapTimer: null })
    }
  }

  const startTogether = (channelIds: readonly string[]) => {
    const started = start(channelIds).finally(() => {
      for (const id of channelIds) starting.delete(id)
    })
    for (const id of channelIds) starting.set(id, started)
  }

  const stop = (channelId: string) => {
    const state = served.get(channelId)
    if (state?.gapTimer) clearTimeout(state.gapTimer)
    served.delete(channelId)
    bus.unsubscribe(topicOf(channelId))
  }

  return {
    serve: async (channelIds) => {
      // Again until all are served at once: a sweep may stop one that nobody follows yet while another starts.
      while (channelIds.some((id) => !served.has(id))) {
        const fresh = channelIds.filter((id) => !served.has(id) && !starting.has(id))
        if (fresh.length > 0) startTogether(fresh)
        await Promise.all(channelIds.flatMap((id) => starting.get(id) ?? []))
      }
    },

    committed: (range) => {
      offer(range)
      const whole = JSON.stringify(range)
      const { channelId, after, upTo } = range
      bus.publish(
        topicOf(channelId),
        whole.length <= maxBusBytes
          ? whole
          : JSON.stringify({ channelId, after, upTo, items: [], bare: true }),
      )
    },

    doubt: (channelId) => {
      const state = served.get(channelId)
      if (state) pull(channelId, state).catch(onError)
    },

    sweep: async () => {
      try {
        for (const channelId of served.keys()) if (!isFollowed(channelId)) stop(channelId)
        const heads = await reader.heads([...served.keys()])
        const behind = heads.flatMap((head) => {
          const state = served.get(head.channelId)
          return state && head.rev > state.emitted ? [pull(head.channelId, state)] : []
        })
        await Promise.all(behind)
        return true
      } catch (error) {
        onError(error)
        return false
      }
    },

    onEmitted: (listener) => {
      listeners.push(listener)
    },

    close: () => {
      for (const channelId of [...served.keys()]) stop(channelId)
    },
  }
}

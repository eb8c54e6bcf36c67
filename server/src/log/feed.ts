import type { Bus } from '../platform/bus.ts'
import { chunksOf } from './chunks.ts'
import type { Committed, StoredItem } from './model.ts'
import type { LogReader } from './read.ts'
import { createTail, type Tail } from './tail.ts'

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
  /**
   * How a channel that is served goes on after a cursor, from memory; undefined when that is not known here. The
   * socket that is answered has joined: what is not in the answer, it will be sent.
   */
  recent: (channelId: string, cursor: number) => Recent | undefined
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

export type Recent = { upTo: number; generation: number; items: readonly StoredItem[] }

type FeedParts = {
  reader: Pick<LogReader, 'revs' | 'changesAfter'>
  bus: Bus
  /** Sends to the sockets of this node; ranges of a channel adjoin. */
  emit: (range: Committed) => void
  /** Whether any socket of this node follows the channel. */
  isFollowed: (channelId: string) => boolean
  onError: (error: unknown) => void
  /** For how long a channel is served on for those who come right back. */
  lingerMs?: number
}

type Served = {
  emitted: number
  tail: Tail
  /** Undefined while the channel has no head. */
  generation: number | undefined
  /** Since when nobody here follows it, by the clock of `performance`. */
  idleSince: number | null
  pulling: Promise<void> | null
  early: Committed[]
  gapTimer: NodeJS.Timeout | null
}

/** Two processes publish side by side: the missing range is usually a moment away. */
const gapPatienceMs = 25
const pullLimit = 500
/** Older than this, a comparison with the log says nothing about now: clients add some seconds to it (L8). */
const trustCheckMs = 5_000
/** What is held for a missing range; what comes beyond it is read from the log with that range. */
const maxEarly = 100
/** Beyond this a range is announced on the bus without its items, and other nodes read them. */
const maxBusBytes = 64_000

/** Read off the beginning of a message: most of what the bus brings is what this node has sent itself. */
const upToIn = (message: string): number =>
  Number(/"upTo":(\d+)/.exec(message.slice(0, 200))?.[1] ?? Infinity)

const topicOf = (channelId: string) => `channel:${channelId}`

export const createFeed = ({
  reader,
  bus,
  emit,
  isFollowed,
  onError,
  lingerMs = 30_000,
}: FeedParts): Feed => {
  const served = new Map<string, Served>()
  const starting = new Map<string, Promise<void>>()
  let checkedAt = performance.now()
  const listeners: ((range: Committed) => void)[] = []

  const advance = (state: Served, range: Committed) => {
    const items = range.items.filter((item) => item.rev > state.emitted)
    const fresh = { ...range, after: state.emitted, items }
    state.emitted = range.upTo
    state.tail.add(fresh)
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
    const found = await reader.revs(channelIds).catch((error: unknown) => {
      for (const id of channelIds) bus.unsubscribe(topicOf(id))
      throw error
    })
    const heads = new Map(found.map((head) => [head.channelId, head]))
    for (const id of channelIds) {
      const emitted = heads.get(id)?.rev ?? 0
      const generation = heads.get(id)?.generation
      const quiet = { idleSince: null, pulling: null, early: [], gapTimer: null }
      served.set(id, { emitted, tail: createTail(emitted), generation, ...quiet })
    }
  }

  const startTogether = (channelIds: readonly string[]) => {
    const started = start(channelIds).finally(() => {
      for (const id of channelIds) starting.delete(id)
    })
    for (const id of channelIds) starting.set(id, started)
  }

  /** Stops what nobody here has followed for a while. */
  const stopIdle = () => {
    const now = performance.now()
    for (const [channelId, state] of served) {
      state.idleSince = isFollowed(channelId) ? null : (state.idleSince ?? now)
      if (state.idleSince !== null && now - state.idleSince >= lingerMs) stop(channelId)
    }
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

    recent: (channelId, cursor) => {
      const state = served.get(channelId)
      if (state?.generation === undefined || cursor > state.emitted) return undefined
      if (performance.now() - checkedAt > trustCheckMs) return undefined
      const items = state.tail.after(cursor)
      return items && { upTo: state.emitted, generation: state.generation, items }
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
      if (!state) return
      state.tail.restart(state.emitted)
      pull(channelId, state).catch(onError)
    },

    sweep: async () => {
      try {
        stopIdle()
        const startedAt = performance.now()
        const heads = await reader.revs([...served.keys()])
        const behind = heads.flatMap((head) => {
          const state = served.get(head.channelId)
          if (state) state.generation = head.generation
          return state && head.rev > state.emitted ? [pull(head.channelId, state)] : []
        })
        await Promise.all(behind)
        checkedAt = startedAt
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

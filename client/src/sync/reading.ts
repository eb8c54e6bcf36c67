import { isPassing, markRead } from '@bijpraat/contract'
import type { Replica } from '../replica/replica.ts'
import { readPosition } from '../replica/unread.ts'
import { backoff } from './clock.ts'
import type { Ask, Clock, CopyStorage } from './ports.ts'

/** Reading moves a position many times a second while scrolling; the server hears of it once. */
const everyMs = 1_000
const timeoutMs = 10_000
const mostAtOnce = 200

export type ReadingParts = {
  replica: Replica
  storage: CopyStorage
  clock: Clock
  random: () => number
  ask: Ask
  maySend: () => boolean
  onStorageFault: (error: unknown) => void
}

/** What is done on this device alone until it is kept or taken back: whichever comes first counts. */
export type Held = { keep(): void; undo(): void }

/** Says how far I have read: at once on this device, merged to the server (L11). */
export type Reading = {
  load(personId: string): Promise<void>
  mark(channelId: string, seq: number): void
  /**
   * The same for many, up to where the server told of them, which may be beyond what is held here yet. It is not said
   * before it is kept: a position that was said never goes back.
   */
  hold(marks: readonly { channelId: string; seq: number }[]): Held
  /** This page may be gone in a moment: what was not said yet is kept. */
  leave(): void
  /** A connection stands: what could not be said is said now. */
  wake(): void
  /** These were another person's. */
  clear(): void
  stop(): void
}

export const createReading = (parts: ReadingParts): Reading => {
  const { replica, storage, clock } = parts
  let unsaid = new Map<string, number>()
  let cancelTimer: (() => void) | null = null
  let tries = 0

  const keep = (task: Promise<void>) => task.catch(parts.onStorageFault)
  const keepUnsaid = async (): Promise<void> => {
    const personId = replica.getState().me?.personId
    if (unsaid.size > 0 && personId !== undefined) await keep(storage.marks.raise(personId, new Map(unsaid)))
  }

  const sendIn = (ms: number) => {
    cancelTimer ??= clock.after(ms, () => {
      cancelTimer = null
      void send()
    })
  }

  const raise = (channelId: string, seq: number) => {
    unsaid.set(channelId, Math.max(seq, unsaid.get(channelId) ?? 0))
    const { marks } = replica.getState()
    if (seq > (marks.get(channelId) ?? 0)) replica.setState({ marks: new Map(marks).set(channelId, seq) })
  }

  const hold = (wanted: readonly { channelId: string; seq: number }[]): Held => {
    const before = replica.getState()
    const held = wanted.filter(({ channelId, seq }) => seq > readPosition(before, channelId))
    const marks = new Map(before.marks)
    for (const { channelId, seq } of held) marks.set(channelId, seq)
    replica.setState({ marks })
    let isOpen = true
    const once = (run: () => void) => () => {
      if (!isOpen || replica.getState().me?.personId !== before.me?.personId) return
      isOpen = false
      run()
    }
    return {
      keep: once(() => {
        for (const { channelId, seq } of held) raise(channelId, seq)
        // At once, since who leaves the page keeps it by that.
        void keepUnsaid()
        if (held.length > 0) sendIn(0)
      }),
      undo: once(() => {
        const now = new Map(replica.getState().marks)
        for (const { channelId, seq } of held) {
          // What was read further since stays read.
          if ((now.get(channelId) ?? 0) > seq) continue
          const said = Math.max(unsaid.get(channelId) ?? 0, before.marks.get(channelId) ?? 0)
          if (said > 0) now.set(channelId, said)
          else now.delete(channelId)
        }
        replica.setState({ marks: now })
      }),
    }
  }

  const send = async () => {
    const personId = replica.getState().me?.personId
    if (unsaid.size === 0 || personId === undefined) return
    await keepUnsaid()
    if (!parts.maySend()) return
    const said = new Map([...unsaid].slice(0, mostAtOnce))
    unsaid = new Map([...unsaid].slice(mostAtOnce))
    const positions = [...said].map(([channelId, seq]) => ({ channelId, seq }))
    const answer = await parts.ask(markRead.name, { positions }, timeoutMs)
    if (answer.ok || (answer.code !== 'offline' && !isPassing(answer.code))) {
      tries = 0
      await keep(storage.marks.settle(personId, said))
    } else {
      for (const [channelId, seq] of said) raise(channelId, seq)
      const asked = 'retryAfterMs' in answer ? answer.retryAfterMs : undefined
      sendIn(asked ?? backoff(tries, everyMs, 30_000, parts.random))
      tries += 1
    }
    if (unsaid.size > 0) sendIn(everyMs)
  }

  return {
    load: (personId) =>
      keep(
        storage.marks.all(personId).then((marks) => {
          for (const [channelId, seq] of marks) raise(channelId, seq)
        }),
      ),
    mark: (channelId, seq) => {
      const state = replica.getState()
      const cursor = state.channels.get(channelId)?.cursor ?? 0
      if (!state.me || seq > cursor || seq <= readPosition(state, channelId)) return
      raise(channelId, seq)
      sendIn(everyMs)
    },
    hold,
    leave: () => void keepUnsaid(),
    wake: () => {
      cancelTimer?.()
      cancelTimer = null
      if (unsaid.size > 0) sendIn(0)
    },
    clear: () => unsaid.clear(),
    stop: () => cancelTimer?.(),
  }
}

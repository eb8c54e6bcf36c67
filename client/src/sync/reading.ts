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

/** Says how far I have read: at once on this device, merged to the server (L11). */
export type Reading = {
  load(personId: string): Promise<void>
  mark(channelId: string, seq: number): void
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

  const send = async () => {
    const personId = replica.getState().me?.personId
    if (unsaid.size === 0 || personId === undefined) return
    await keep(storage.marks.raise(personId, unsaid))
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
    wake: () => {
      cancelTimer?.()
      cancelTimer = null
      if (unsaid.size > 0) sendIn(0)
    },
    clear: () => unsaid.clear(),
    stop: () => cancelTimer?.(),
  }
}

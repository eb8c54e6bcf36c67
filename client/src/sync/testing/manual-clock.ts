import type { Clock } from '../ports.ts'

export type ManualClock = Clock & {
  /** Lets time pass; what falls due runs in order, each after what the one before set off has settled. */
  advance(ms: number): Promise<void>
  /** Lets time pass until a condition holds; fails after `atMostMs`. */
  until(holds: () => boolean, atMostMs?: number): Promise<void>
}

const settle = () => new Promise<void>((resolve) => setImmediate(resolve))

export const createManualClock = (startAt = 1_700_000_000_000): ManualClock => {
  let now = startAt
  let order = 0
  const timers = new Map<number, { at: number; run: () => void }>()

  const nextDue = (limit: number) => {
    let first: { id: number; at: number } | null = null
    for (const [id, { at }] of timers) {
      if (at <= limit && (first === null || at < first.at)) first = { id, at }
    }
    return first
  }

  const advance = async (ms: number) => {
    const end = now + ms
    await settle()
    for (let due = nextDue(end); due !== null; due = nextDue(end)) {
      const timer = timers.get(due.id)
      timers.delete(due.id)
      now = Math.max(now, due.at)
      timer?.run()
      await settle()
    }
    now = end
  }

  return {
    now: () => now,
    after: (ms, run) => {
      const id = order++
      timers.set(id, { at: now + Math.max(0, Math.ceil(ms)), run })
      return () => void timers.delete(id)
    },
    advance,
    until: async (holds, atMostMs = 60_000) => {
      const end = now + atMostMs
      await settle()
      while (!holds()) {
        if (now >= end) throw new Error('the condition did not come to hold')
        await advance(20)
      }
    },
  }
}

/** A repeatable source of numbers in [0, 1) (mulberry32). */
export const seededRandom = (seed: number): (() => number) => {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

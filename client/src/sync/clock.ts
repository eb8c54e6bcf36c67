import type { Clock } from './ports.ts'

export const systemClock: Clock = {
  now: () => Date.now(),
  after: (ms, run) => {
    const timer = setTimeout(run, ms)
    return () => clearTimeout(timer)
  },
}

/** Milliseconds to wait before try number `tries` (from 0): doubles, is capped, and is spread over its upper half. */
export const backoff = (tries: number, firstMs: number, mostMs: number, random: () => number): number =>
  Math.min(mostMs, firstMs * 2 ** Math.min(tries, 16)) * (0.5 + random() / 2)

import { createHistogram, type Histogram } from './histogram.ts'
import { cpuSecondsOf } from './proc.ts'

/** Processes whose processor time is told beside the generator's own. */
export type Watched = { server: readonly number[]; database: readonly number[] }

/** All of the measured seconds only, but for what was lost, doubled, disordered, wrong: those count always. */
export type Measured = {
  seconds: number
  posts: number
  acks: number
  deliveries: number
  frames: number
  /** From the due time of a post until a reader has it, in ms. */
  latency: { p50: number; p95: number; p99: number }
  ackLatency: { p50: number; p95: number; p99: number }
  cpuSeconds: { server: number; database: number; generator: number }
  checkedBodies: number
  lost: number
  doubled: number
  disordered: number
  wrongBodies: number
  /** Codes of refusals, with how often each. */
  refused: Record<string, number>
  /** Connections that ended unasked. */
  gone: number
}

/** One frame in so many is compared with what was posted, beside the first of each range. */
const sampleOneIn = 499

export type Tally = ReturnType<typeof newTally>

export const newTally = (seed: number) => ({
  sampled: sampler(seed),
  latency: createHistogram(),
  ackLatency: createHistogram(),
  posts: 0,
  acks: 0,
  deliveries: 0,
  frames: 0,
  checkedBodies: 0,
  lost: 0,
  doubled: 0,
  disordered: 0,
  gone: 0,
  refused: {} as Record<string, number>,
})

const sampler = (seed: number) => {
  let state = seed >>> 0 || 1
  return () => {
    // xorshift32: a fair choice that is the same for the same seed.
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % sampleOneIn === 0
  }
}

export const snapshot = ({ server, database }: Watched, tally: Tally) => ({
  at: performance.now(),
  server: server.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0),
  database: database.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0),
  generator: cpuSecondsOf(process.pid),
  posts: tally.posts,
  acks: tally.acks,
  deliveries: tally.deliveries,
  frames: tally.frames,
})

type Snapshot = ReturnType<typeof snapshot>

const quantiles = (histogram: Histogram) => ({
  p50: histogram.quantile(0.5),
  p95: histogram.quantile(0.95),
  p99: histogram.quantile(0.99),
})

export const report = (before: Snapshot, after: Snapshot, tally: Tally, wrongBodies: number): Measured => ({
  seconds: (after.at - before.at) / 1000,
  posts: after.posts - before.posts,
  acks: after.acks - before.acks,
  deliveries: after.deliveries - before.deliveries,
  frames: after.frames - before.frames,
  latency: quantiles(tally.latency),
  ackLatency: quantiles(tally.ackLatency),
  cpuSeconds: {
    server: after.server - before.server,
    database: after.database - before.database,
    generator: after.generator - before.generator,
  },
  checkedBodies: tally.checkedBodies,
  lost: tally.lost,
  doubled: tally.doubled,
  disordered: tally.disordered,
  wrongBodies,
  refused: tally.refused,
  gone: tally.gone,
})

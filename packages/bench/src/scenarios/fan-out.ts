import type { Bench, Figures, Scenario } from '../main.ts'
import type { MeasuredServer } from '../speed/servers.ts'
import { compared, onStage, type Stage } from '../speed/stage.ts'
import {
  cpuPerMillion,
  deliveriesPerSecond,
  figuresOf,
  keep,
  medianOf,
  type Rounds,
  round2,
} from '../speed/summary.ts'
import type { Measured } from '../speed/tally.ts'

const readers = 1_000
const steadyPerSecond = 100
const steadySeconds = 5
const limitSeconds = 4
/** Beyond this a rate is not kept up with. */
const limitP99Ms = 250
/** So many posts are under way while the first look at the limit is taken. */
const underWay = { bare: 16, product: 300 }
/** A machine that is busy elsewhere may let nothing through in that look. */
const leastGuess = 10

/** One channel that a thousand people read and write in: at a steady rate, and as fast as it goes. */
export const fanOut: Scenario = {
  name: 'fan-out',
  about: `1 channel, ${readers} readers, beside bare ws and bare Socket.IO: at ${steadyPerSecond} posts/s, and at the limit`,
  run: (bench) => {
    const people = bench.sized(readers)
    return onStage(bench, { people, channels: 1, memberOf: () => [0] }, (stage) =>
      measure(bench, stage, people),
    )
  },
}

const measure = async (bench: Bench, stage: Stage, people: number): Promise<Figures> => {
  const steady: Rounds<Measured> = new Map()
  const limit: Rounds<Measured> = new Map()
  const rates = new Map<string, number>()
  for (const which of compared) {
    const server = await stage.server(which)
    for (let round = 0; round < bench.rounds; round += 1) {
      await arrive(stage, server, people)
      const watched = stage.watch(server)
      const load = { warmUpSeconds: 1, seed: round + 1, watched }
      const even = await stage.generator.run({ ...load, perSecond: steadyPerSecond, seconds: steadySeconds })
      keep(steady, which, even)
      const guess = rates.get(which) ?? (await firstGuess(stage, server))
      const best = await atLimit(stage, guess, load)
      rates.set(which, (best.posts / best.seconds) * 1.1)
      keep(limit, which, best)
      await stage.generator.close()
      bench.say(
        `${which}, round ${round + 1}: ${Math.round(deliveriesPerSecond(best))} deliveries/s, ` +
          `${round2(cpuPerMillion(even))} s CPU per million at ${steadyPerSecond} posts/s`,
      )
    }
    await server.stop()
  }
  return {
    ...ratios(steady, limit),
    ...Object.fromEntries(
      compared.flatMap((which) => [
        ...Object.entries(figuresOf(`${which} at ${steadyPerSecond} posts/s`, steady.get(which) ?? [])),
        ...Object.entries(figuresOf(`${which} at its limit`, limit.get(which) ?? [])),
      ]),
    ),
  }
}

const arrive = async ({ town, generator }: Stage, { port, which }: MeasuredServer, people: number) => {
  await town.refresh()
  const seats = Array.from({ length: people }, (_, n) => town.seat(n, { port, bare: which !== 'product' }))
  await generator.open(seats, 100)
}

const firstGuess = async ({ generator, watch }: Stage, server: MeasuredServer): Promise<number> => {
  const writers = server.which === 'product' ? underWay.product : underWay.bare
  const { posts, seconds } = await generator.run({
    writers,
    seconds: 2,
    warmUpSeconds: 1,
    seed: 1,
    watched: watch(server),
  })
  return posts / seconds
}

/** The highest rate, from the guess downwards, at which all arrives in time. */
const atLimit = async (
  { generator }: Stage,
  guess: number,
  load: Pick<Parameters<Stage['generator']['run']>[0], 'warmUpSeconds' | 'seed' | 'watched'>,
): Promise<Measured> => {
  let measured: Measured | undefined
  for (const share of [1, 0.9, 0.8, 0.7, 0.6, 0.5]) {
    measured = await generator.run({
      ...load,
      perSecond: Math.max(guess, leastGuess) * share,
      seconds: limitSeconds,
    })
    if (measured.latency.p99 <= limitP99Ms && measured.lost === 0) break
  }
  if (measured === undefined) throw new Error('nothing was measured')
  return measured
}

const ratios = (steady: Rounds<Measured>, limit: Rounds<Measured>): Figures => {
  const throughput = (which: string) => medianOf(limit.get(which), deliveriesPerSecond)
  const cpu = (which: string) => medianOf(steady.get(which), cpuPerMillion)
  return {
    'product / Socket.IO, deliveries/s at the limit (bar ≥ 10)': round2(
      throughput('product') / throughput('socket.io'),
    ),
    'product / ws, deliveries/s at the limit': round2(throughput('product') / throughput('ws')),
    [`product / Socket.IO, CPU per million deliveries at ${steadyPerSecond} posts/s (bar ≤ 0.7)`]: round2(
      cpu('product') / cpu('socket.io'),
    ),
    [`product / ws, CPU per million deliveries at ${steadyPerSecond} posts/s`]: round2(
      cpu('product') / cpu('ws'),
    ),
  }
}

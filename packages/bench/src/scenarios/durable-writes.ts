import type { Figures, Scenario } from '../main.ts'
import type { MeasuredServer } from '../speed/servers.ts'
import { onStage, type Stage } from '../speed/stage.ts'
import { faultsOf, keep, medianOf, type Rounds, round2 } from '../speed/summary.ts'
import type { Measured } from '../speed/tally.ts'
import type { Load } from '../speed/writer.ts'

const writers = 32
const accounts = 1_600
const readers = 4
const seconds = 2.5

type Way = { name: string; edits?: number; servers: readonly MeasuredServer[] }

/** How fast a channel takes in what must not be lost: each acknowledged when a majority has it on disk. */
export const durableWrites: Scenario = {
  name: 'durable-writes',
  about: `${writers} writers in one channel, rotating over ${accounts} accounts, beside the same server with one change a commit`,
  run: (bench) =>
    onStage(bench, { people: accounts, channels: 1, memberOf: () => [0] }, async (stage) => {
      const single = await stage.server('product, one change a commit')
      const [one, two] = [await stage.server('product'), await stage.server('product')]
      const ways: readonly Way[] = [
        { name: 'one change a commit', servers: [single] },
        { name: 'group commit', servers: [one] },
        { name: 'group commit, 30 % edits', edits: 0.3, servers: [one] },
        { name: 'group commit, two processes', servers: [one, two] },
      ]
      const rounds: Rounds<Measured> = new Map()
      for (let round = 0; round < bench.rounds; round += 1) {
        for (const way of ways) {
          const measured = await write(stage, way, round)
          keep(rounds, way.name, measured)
          bench.say(`${way.name}, round ${round + 1}: ${Math.round(measured.acks / measured.seconds)} acks/s`)
        }
      }
      return figures(rounds)
    }),
}

const write = async ({ town, generator, watch }: Stage, way: Way, round: number): Promise<Measured> => {
  await town.refresh()
  const port = (n: number) => way.servers[n % way.servers.length]?.port ?? 0
  const seat = (n: number, follows: boolean) =>
    town.seat(n, { port: port(n), bare: false, follows, ...(follows ? { writes: [] } : {}) })
  await generator.open(
    Array.from({ length: accounts }, (_, n) => seat(n, false)),
    100,
  )
  await generator.open(
    Array.from({ length: readers }, (_, n) => seat(n, true)),
    readers,
  )
  const load: Load = { writers, seconds, warmUpSeconds: 0.5, seed: round + 1, watched: watch(...way.servers) }
  const measured = await generator.run(way.edits === undefined ? load : { ...load, edits: way.edits })
  await generator.close()
  return measured
}

const figures = (rounds: Rounds<Measured>): Figures => {
  const acks = (name: string) => medianOf(rounds.get(name), (round) => round.acks / round.seconds)
  const base = acks('one change a commit')
  const bars: Record<string, number> = {
    'group commit': 5,
    'group commit, 30 % edits': 3,
    'group commit, two processes': 3,
  }
  return {
    ...Object.fromEntries(
      Object.entries(bars).map(([name, bar]) => [
        `${name} / one change a commit (bar ≥ ${bar})`,
        round2(acks(name) / base),
      ]),
    ),
    ...Object.fromEntries(
      [...rounds].flatMap(([name, list]) => [
        [`${name}: acks/s`, Math.round(acks(name))],
        [`${name}: acknowledged, p50 ms`, medianOf(list, ({ ackLatency }) => ackLatency.p50)],
        [`${name}: acknowledged, p99 ms`, medianOf(list, ({ ackLatency }) => ackLatency.p99)],
        [`${name}: server CPU share`, round2(medianOf(list, (r) => r.cpuSeconds.server / r.seconds))],
        [`${name}: database CPU share`, round2(medianOf(list, (r) => r.cpuSeconds.database / r.seconds))],
        [`${name}: generator CPU share`, round2(medianOf(list, (r) => r.cpuSeconds.generator / r.seconds))],
        ...Object.entries(faultsOf(name, list)),
      ]),
    ),
  }
}

import type { Figures, Scenario } from '../main.ts'
import type { Storm } from '../speed/generator.ts'
import { compared, onStage } from '../speed/stage.ts'
import { faultsOf, keep, medianOf, type Rounds, round2 } from '../speed/summary.ts'
import type { Measured } from '../speed/tally.ts'

const clients = 2_000
const members = 50
const perSecond = 40

/** All connections break at once and come back at once, while people go on writing. */
export const storm: Scenario = {
  name: 'storm',
  about: `${clients} clients in channels of ${members} drop and return at once while posts go on, beside bare ws and bare Socket.IO`,
  run: (bench) => {
    const people = bench.sized(clients)
    const channels = Math.max(1, Math.round(people / members))
    const wish = { people, channels, memberOf: (n: number) => [n % channels] }
    return onStage(bench, wish, async ({ town, generator, server: start, watch }) => {
      const times: Rounds<Storm> = new Map()
      const rounds: Rounds<Measured> = new Map()
      for (const which of compared) {
        const server = await start(which)
        for (let round = 0; round < bench.rounds; round += 1) {
          await town.refresh()
          const where = { port: server.port, bare: which !== 'product' }
          // Those who write stay: what they wrote and nobody acknowledged would say nothing about the others.
          const writers = Array.from({ length: Math.min(200, people) }, (_, n) =>
            town.seat(n, { ...where, follows: false }),
          )
          await generator.open(writers, 100)
          await generator.keepThese()
          await generator.open(
            Array.from({ length: people }, (_, n) => town.seat(n, { ...where, writes: [] })),
            100,
          )
          const returned = await generator.storm({
            perSecond,
            seconds: 8,
            warmUpSeconds: 0,
            seed: round + 1,
            watched: watch(server),
          })
          await generator.close()
          keep(times, which, returned)
          keep(rounds, which, returned.measured)
          const { ms, cpuMs } = returned
          bench.say(
            `${which}, round ${round + 1}: all whole after ${Math.round(ms)} ms, ${Math.round(cpuMs.server)} + ${Math.round(cpuMs.database)} ms of CPU`,
          )
        }
        await server.stop()
      }
      const ms = (which: string) => medianOf(times.get(which), (storm) => storm.ms)
      const cpuMs = (which: string) =>
        medianOf(times.get(which), (storm) => storm.cpuMs.server + storm.cpuMs.database)
      const figures: Figures = {
        'product whole / Socket.IO reconnected (bar ≤ 1.25)': round2(ms('product') / ms('socket.io')),
        'product whole / ws reconnected': round2(ms('product') / ms('ws')),
        'product / Socket.IO, CPU with the database': round2(cpuMs('product') / cpuMs('socket.io')),
        clients: people,
      }
      for (const which of compared) {
        figures[`${which}: ms until the last is whole`] = Math.round(ms(which))
        figures[`${which}: CPU ms meanwhile`] = Math.round(cpuMs(which))
      }
      // The bare servers keep nothing, so what was posted meanwhile is lost there.
      for (const which of compared) Object.assign(figures, faultsOf(which, rounds.get(which) ?? []))
      return figures
    })
  },
}

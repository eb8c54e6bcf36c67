import type { Scenario } from '../main.ts'
import { compared, onStage } from '../speed/stage.ts'
import { cpuPerMillion, figuresOf, keep, medianOf, type Rounds, round2 } from '../speed/summary.ts'
import type { Measured } from '../speed/tally.ts'

const villageCount = 40
const members = 50
const perSecond = 200
const seconds = 15

/** Many small channels, each with a conversation of its own. */
export const villages: Scenario = {
  name: 'villages',
  about: `${villageCount} channels of ${members} members, ${perSecond} posts/s over all of them, beside bare ws and bare Socket.IO`,
  run: (bench) => {
    const channels = bench.sized(villageCount)
    const people = channels * members
    return onStage(bench, { people, channels, memberOf: (n) => [n % channels] }, async (stage) => {
      const rounds: Rounds<Measured> = new Map()
      for (const which of compared) {
        const server = await stage.server(which)
        for (let round = 0; round < bench.rounds; round += 1) {
          await stage.town.refresh()
          const where = { port: server.port, bare: which !== 'product' }
          await stage.generator.open(
            Array.from({ length: people }, (_, n) => stage.town.seat(n, where)),
            100,
          )
          const measured = await stage.generator.run({
            perSecond: (perSecond * channels) / villageCount,
            seconds,
            warmUpSeconds: 5,
            seed: round + 1,
            watched: stage.watch(server),
          })
          await stage.generator.close()
          keep(rounds, which, measured)
          const { p50, p99 } = measured.latency
          bench.say(
            `${which}, round ${round + 1}: p50 ${p50} ms, p99 ${p99} ms, ${round2(cpuPerMillion(measured))} s CPU per million`,
          )
        }
        await server.stop()
      }
      const cpu = (which: string) => medianOf(rounds.get(which), cpuPerMillion)
      return {
        'product / Socket.IO, CPU with the database (bar ≤ 2.5)': round2(cpu('product') / cpu('socket.io')),
        'product / ws, CPU with the database': round2(cpu('product') / cpu('ws')),
        'product, seen at p50 ms (bar ≤ 4)': medianOf(rounds.get('product'), ({ latency }) => latency.p50),
        'product, seen at p99 ms (bar ≤ 25)': medianOf(rounds.get('product'), ({ latency }) => latency.p99),
        ...Object.assign({}, ...compared.map((which) => figuresOf(which, rounds.get(which) ?? []))),
      }
    })
  },
}

import type { Figures, Scenario } from '../main.ts'
import { compared, onStage } from '../speed/stage.ts'
import { keep, medianOf, type Rounds, round2 } from '../speed/summary.ts'

const connections = 5_000
/** Each on several devices, or the directory would weigh more than the connections. */
const devices = 5
const channelCount = 40
const followedChannels = 8
const warmUp = 200

/** What a connection that only listens costs in memory, after garbage was collected. */
export const idle: Scenario = {
  name: 'idle',
  about: `${connections} connections, signed in and following ${followedChannels} channels, beside bare ws and bare Socket.IO`,
  run: (bench) => {
    const count = bench.sized(connections)
    const wish = {
      people: Math.ceil(count / devices),
      channels: channelCount,
      memberOf: (n: number) => Array.from({ length: followedChannels }, (_, i) => (n + i * 5) % channelCount),
    }
    return onStage(bench, wish, async ({ town, generator, server: start }) => {
      const perConnection: Rounds<number> = new Map()
      for (const which of compared) {
        for (let round = 0; round < bench.rounds; round += 1) {
          const server = await start(which)
          await town.refresh()
          const seat = (n: number) => town.seat(n, { port: server.port, bare: which !== 'product' })
          // What the first connections make once (compiled code, pools) is not of any connection.
          await generator.open(
            Array.from({ length: warmUp }, (_, n) => seat(n)),
            50,
          )
          await generator.close()
          const before = await server.restingBytes()
          await generator.open(
            Array.from({ length: count }, (_, n) => seat(n)),
            50,
          )
          const standing = await generator.standing()
          const after = await server.restingBytes()
          await generator.close()
          await server.stop()
          if (standing !== count) throw new Error(`${count - standing} connections of ${which} were lost`)
          keep(perConnection, which, (after - before) / count / 1024)
          bench.say(
            `${which}, round ${round + 1}: ${round2((after - before) / count / 1024)} KiB a connection`,
          )
        }
      }
      const kib = (which: string) => medianOf(perConnection.get(which), (value) => value)
      const figures: Figures = {
        'product / Socket.IO (bar ≤ 1.35)': round2(kib('product') / kib('socket.io')),
        'product / ws': round2(kib('product') / kib('ws')),
        connections: count,
      }
      for (const which of compared) figures[`${which}: KiB a connection`] = round2(kib(which))
      return figures
    })
  },
}

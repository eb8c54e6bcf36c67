import { setTimeout as pause } from 'node:timers/promises'
import type { Figures, Scenario } from '../main.ts'
import type { MeasuredServer } from '../speed/servers.ts'
import { onStage, type Stage } from '../speed/stage.ts'
import { medianOf } from '../speed/summary.ts'

const paused = 50
const perSecond = 400
const seconds = 8
/** Long messages: what waits for who does not read is bytes, and the kernel takes up the first of them. */
const textBytes = 3_900
/** As many as the limits per person ask for. */
const writers = 1_000

/** Connections that stay open and read nothing, in a busy channel. */
export const pausedClients: Scenario = {
  name: 'paused',
  about: `${paused} clients that read nothing, in a channel with ${perSecond} long messages a second`,
  run: (bench) =>
    onStage(bench, { people: writers + paused, channels: 1, memberOf: () => [0] }, async (stage) => {
      const server = await stage.server('product')
      const rounds: { without: number; with: number; standing: number }[] = []
      for (let round = 0; round < bench.rounds; round += 1) {
        const without = await peakWhilePosting(stage, server, 0)
        const cost = await peakWhilePosting(stage, server, paused)
        rounds.push({ without: without.mebibytes, with: cost.mebibytes, standing: cost.standing })
        bench.say(`round ${round + 1}: ${cost.mebibytes} MiB more at most, ${without.mebibytes} without them`)
      }
      const figures: Figures = {
        'MiB that they cost at most (bar ≤ 80)': medianOf(rounds, (round) => round.with - round.without),
        'MiB more at most with them': medianOf(rounds, (round) => round.with),
        'MiB more at most without them': medianOf(rounds, (round) => round.without),
        'paused clients that were not cut': Math.max(...rounds.map(({ standing }) => standing)),
      }
      return figures
    }),
}

/** By how much the server grew at most, and how many of those who read nothing it still held at the end. */
const peakWhilePosting = async ({ town, generator, watch }: Stage, server: MeasuredServer, count: number) => {
  await town.refresh()
  const where = { port: server.port, bare: false }
  await generator.open(
    Array.from({ length: writers }, (_, n) => town.seat(n, { ...where, follows: false })),
    50,
  )
  await generator.keepThese()
  await generator.open(
    Array.from({ length: count }, (_, n) => town.seat(writers + n, { ...where, writes: [] })),
    50,
  )
  const held = server.sockets()
  await generator.pauseOthers()
  const before = await server.restingBytes()
  let peak = before
  const look = setInterval(() => {
    peak = Math.max(peak, server.rssBytes())
  }, 20)
  await generator.run({ perSecond, seconds, textBytes, warmUpSeconds: 0, seed: 1, watched: watch(server) })
  clearInterval(look)
  const standing = count - (held - server.sockets())
  await generator.close()
  await pause(500)
  return { mebibytes: Math.round((peak - before) / 2 ** 20), standing }
}

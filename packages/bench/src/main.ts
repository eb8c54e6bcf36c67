import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startMongo, startRedis } from '@bijpraat/services'
import { machine } from './machine.ts'
import { durableWrites } from './scenarios/durable-writes.ts'
import { fanOut } from './scenarios/fan-out.ts'
import { firstLoad } from './scenarios/first-load.ts'
import { idle } from './scenarios/idle.ts'
import { longChannel } from './scenarios/long-channel.ts'
import { openChannel } from './scenarios/open-channel.ts'
import { pausedClients } from './scenarios/paused.ts'
import { storm } from './scenarios/storm.ts'
import { tapAnswers } from './scenarios/taps.ts'
import { villages } from './scenarios/villages.ts'

/** What a scenario gets, and what it gives: figures by name, with their units in the name. */
export type Bench = {
  mongoUrl: string
  redisUrl: string
  /** Processes of MongoDB and Redis. */
  databasePids: readonly number[]
  /** How often each is measured; figures are medians. */
  rounds: number
  /** How many of something, made smaller for a trial. */
  sized: (count: number) => number
  /** Where CPU profiles of the product go, if any. */
  profileDir: string | undefined
  say: (line: string) => void
}
export type Figures = Record<string, number | string>
export type Scenario = { name: string; about: string; run: (bench: Bench) => Promise<Figures> }

const scenarios: readonly Scenario[] = [
  openChannel,
  firstLoad,
  longChannel,
  tapAnswers,
  fanOut,
  villages,
  idle,
  storm,
  durableWrites,
  pausedClients,
]

const usage = `npm run bench -- [--only NAME] [--out FILE] [--rounds 3] [--scale 1] [--profile FOLDER]\n${scenarios.map(({ name, about }) => `  ${name}: ${about}`).join('\n')}`

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      out: { type: 'string' },
      rounds: { type: 'string', default: '3' },
      scale: { type: 'string', default: '1' },
      profile: { type: 'string' },
    },
  })
  const chosen = scenarios.filter(({ name }) => values.only === undefined || values.only === name)
  if (chosen.length === 0) {
    console.error(usage)
    process.exitCode = 1
    return
  }
  const onProgress = (line: string) => console.error(line)
  await using mongo = disposable(await startMongo({ onProgress }))
  await using redis = disposable(await startRedis({ onProgress }))
  const results: Record<string, Figures> = {}
  const bench: Bench = {
    mongoUrl: mongo.url,
    redisUrl: redis.url,
    databasePids: [mongo.pid, redis.pid],
    rounds: Number(values.rounds),
    sized: (count) => Math.max(1, Math.round(count * Number(values.scale))),
    profileDir: values.profile,
    say: onProgress,
  }
  for (const { name, run } of chosen) {
    results[name] = await run(bench)
    console.log(`\n${name}`)
    for (const [figure, value] of Object.entries(results[name] ?? {})) console.log(`  ${figure}: ${value}`)
  }
  if (values.out !== undefined) {
    writeFileSync(values.out, `${JSON.stringify({ machine: machine(), results }, null, 2)}\n`)
  }
}

const disposable = <T extends { stop: () => Promise<void> }>(service: T): T & AsyncDisposable =>
  Object.assign(service, { [Symbol.asyncDispose]: () => service.stop() })

await main()

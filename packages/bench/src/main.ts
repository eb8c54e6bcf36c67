import { writeFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { parseArgs } from 'node:util'
import { startMongo, startRedis } from '@bijpraat/services'
import { machine } from './machine.ts'
import { type Report, report } from './report.ts'
import { catchUp } from './scenarios/catch-up.ts'
import { durableWrites } from './scenarios/durable-writes.ts'
import { fanOut } from './scenarios/fan-out.ts'
import { firstLoad } from './scenarios/first-load.ts'
import { idle } from './scenarios/idle.ts'
import { longChannel } from './scenarios/long-channel.ts'
import { openChannel } from './scenarios/open-channel.ts'
import { pausedClients } from './scenarios/paused.ts'
import { plan } from './scenarios/plan.ts'
import { push } from './scenarios/push.ts'
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
  catchUp,
  firstLoad,
  longChannel,
  tapAnswers,
  fanOut,
  villages,
  idle,
  storm,
  durableWrites,
  pausedClients,
  plan,
  push,
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
  const startedAt = new Date().toISOString()
  const results: Report['results'] = {}
  const bench: Bench = {
    mongoUrl: mongo.url,
    redisUrl: redis.url,
    databasePids: [mongo.pid, redis.pid],
    rounds: Number(values.rounds),
    sized: (count) => Math.max(1, Math.round(count * Number(values.scale))),
    profileDir: values.profile,
    say: onProgress,
  }
  for (const scenario of chosen) {
    const result = await measure(scenario, bench)
    results[scenario.name] = result
    console.log(`\n${scenario.name} (load before: ${result.loadBefore}, ${result.seconds} s)`)
    for (const [figure, value] of Object.entries(result.figures)) console.log(`  ${figure}: ${value}`)
  }
  if (values.out !== undefined) {
    const { rounds } = bench
    const made: Report = {
      version: 1,
      startedAt,
      machine: machine(),
      rounds,
      scale: Number(values.scale),
      results,
    }
    writeFileSync(values.out, `${JSON.stringify(report.parse(made), null, 2)}\n`)
  }
}

const measure = async ({ name, run }: Scenario, bench: Bench): Promise<Report['results'][string]> => {
  const loadBefore = Math.round((loadavg()[0] ?? 0) * 100) / 100
  const began = performance.now()
  bench.say(`${name} …`)
  const measured = await run(bench)
  // JSON knows no NaN: it is a quantile of nothing, and says so.
  const figures = Object.fromEntries(
    Object.entries(measured).map(([figure, value]) => [figure, Number.isNaN(value) ? 'nothing' : value]),
  )
  return { loadBefore, seconds: Math.round((performance.now() - began) / 1000), figures }
}

const disposable = <T extends { stop: () => Promise<void> }>(service: T): T & AsyncDisposable =>
  Object.assign(service, { [Symbol.asyncDispose]: () => service.stop() })

// Processes that are being measured end with this one; what they printed is deleted on the way out.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
await main()

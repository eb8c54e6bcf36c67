import { writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { startMongo, startRedis } from '@bijpraat/services'
import { machine } from './machine.ts'
import { firstLoad } from './scenarios/first-load.ts'
import { openChannel } from './scenarios/open-channel.ts'

/** What a scenario gets, and what it gives: figures by name, with their units in the name. */
export type Bench = { mongoUrl: string; redisUrl: string; say: (line: string) => void }
export type Figures = Record<string, number | string>
export type Scenario = { name: string; about: string; run: (bench: Bench) => Promise<Figures> }

const scenarios: readonly Scenario[] = [openChannel, firstLoad]

const usage = `npm run bench -- [--only NAME] [--out FILE]\n${scenarios.map(({ name, about }) => `  ${name}: ${about}`).join('\n')}`

const main = async (): Promise<void> => {
  const { values } = parseArgs({ options: { only: { type: 'string' }, out: { type: 'string' } } })
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
  for (const { name, run } of chosen) {
    results[name] = await run({ mongoUrl: mongo.url, redisUrl: redis.url, say: onProgress })
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

import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startMongo, startRedis } from '@bijpraat/services'
import { type EndState, itemsOf } from './end-state.ts'
import { type Outcome, runSeed } from './run.ts'

/** `npm run fuzz -- --seeds 50 --from 1000`: as many runs as asked, one after the other, on services of its own. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '20' },
      from: { type: 'string', default: '1' },
      steps: { type: 'string', default: '140' },
      trace: { type: 'boolean', default: false },
      /** A folder for the whole end state of each run that failed. */
      keep: { type: 'string' },
    },
  })
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

  await using stack = new AsyncDisposableStack()
  const mongo = await startMongo({ onProgress: console.log })
  stack.defer(() => mongo.stop())
  const redis = await startRedis({ onProgress: console.log })
  stack.defer(() => redis.stop())

  const total = { passed: 0, failed: 0 }
  for (let seed = Number(values.from); seed < Number(values.from) + Number(values.seeds); seed += 1) {
    if (stop.signal.aborted) break
    const outcome = await runSeed({ mongoUrl: mongo.url, redisUrl: redis.url }, seed, Number(values.steps))
    console.log(report(outcome, values.trace))
    if (values.keep !== undefined && outcome.violations.length > 0) {
      writeFileSync(join(values.keep, `seed-${seed}.json`), JSON.stringify(outcome, null, 1))
    }
    total[outcome.violations.length === 0 ? 'passed' : 'failed'] += 1
  }
  console.log(`${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed > 0 ? 1 : 0
}

const shownSteps = 25

export const report = (
  { seed, violations, trace, state, restMs, logged }: Outcome,
  whole = false,
): string => {
  const verdict = violations.length === 0 ? 'ok' : 'FAILED'
  const head = `seed ${seed}: ${verdict}, ${countOf(state)}, at rest after ${restMs} ms`
  const faults = logged === '' ? [] : [`the nodes logged:\n${logged}`]
  if (violations.length === 0) return [head, ...faults].join('\n')
  const steps = whole ? trace : trace.slice(-shownSteps)
  return [head, ...violations.slice(0, 20).map((line) => `  ${line}`), ...faults, ...steps].join('\n')
}

const countOf = ({ commands, database, clients }: EndState): string => {
  const done = commands.filter(({ tries }) => tries.some(({ answer }) => answer?.ok)).length
  const tries = commands.reduce((sum, command) => sum + command.tries.length, 0)
  const copies = clients.reduce((sum, client) => sum + client.copies.length, 0)
  return `${commands.length} commands in ${tries} tries, ${done} done, ${itemsOf(database).length} items, ${copies} copies`
}

await main()

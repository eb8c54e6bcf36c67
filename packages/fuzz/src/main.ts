import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startMongo, startRedis } from '@bijpraat/services'
import { runLog } from './log/log-run.ts'
import { reportOf } from './report.ts'
import { runSeed } from './run.ts'
import { keptLogSeeds, keptSeeds } from './seeds.ts'
import type { Services } from './town.ts'

const options = {
  /** How many, and from which on; without both, the kept ones. */
  seeds: { type: 'string' },
  from: { type: 'string' },
  steps: { type: 'string' },
  /** The log alone. */
  log: { type: 'boolean', default: false },
  /** Every step of what failed, not only the last. */
  trace: { type: 'boolean', default: false },
  /** A folder for the whole end state of what failed. */
  keep: { type: 'string' },
} as const

/** `npm run fuzz -- --seeds 50 --from 1000`: one run after the other, on services of its own. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({ options })
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

  const stack = new AsyncDisposableStack()
  try {
    const mongo = await startMongo({ onProgress: console.log })
    stack.defer(() => mongo.stop())
    const redis = await startRedis({ onProgress: console.log })
    stack.defer(() => redis.stop())
    await runAll({ mongoUrl: mongo.url, redisUrl: redis.url }, values, stop.signal)
  } finally {
    await stack.disposeAsync()
  }
}

type Wishes = { seeds?: string; from?: string; log: boolean; steps?: string; trace: boolean; keep?: string }

const runAll = async (services: Services, values: Wishes, stop: AbortSignal): Promise<void> => {
  const isAsked = values.seeds !== undefined || values.from !== undefined
  const asked = Array.from({ length: Number(values.seeds ?? 20) }, (_, at) => Number(values.from ?? 1) + at)
  const seeds = isAsked ? asked : values.log ? keptLogSeeds : keptSeeds
  const total = { passed: 0, failed: 0 }
  for (const seed of seeds) {
    if (stop.aborted) break
    const isGood = values.log ? await runOfLog(services, seed) : await runOfAll(services, seed, values)
    total[isGood ? 'passed' : 'failed'] += 1
  }
  console.log(`${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
}

const runOfAll = async (
  services: Services,
  seed: number,
  { steps, trace, keep }: Wishes,
): Promise<boolean> => {
  const outcome = await runSeed(services, seed, steps === undefined ? undefined : Number(steps))
  console.log(reportOf(outcome, trace))
  const isGood = outcome.violations.length === 0
  if (keep !== undefined && !isGood) {
    writeFileSync(join(keep, `seed-${seed}.json`), JSON.stringify(outcome, null, 1))
  }
  return isGood
}

const runOfLog = async ({ mongoUrl }: Services, seed: number): Promise<boolean> => {
  const { violations, state } = await runLog(mongoUrl, seed)
  const verdict = violations.length === 0 ? 'ok' : 'FAILED'
  console.log(
    [`seed ${seed} of the log: ${verdict}, ${state.commands.length} commands`, ...violations].join('\n  '),
  )
  return violations.length === 0
}

await main()

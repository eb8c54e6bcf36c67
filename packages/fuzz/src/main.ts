import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { startMongo, startMongoSet } from '@bijpraat/services'
import { runLog } from './log/log-run.ts'
import { reportOf } from './report.ts'
import { runSeed } from './run.ts'
import type { MongoNodes } from './scene.ts'
import { keptLogSeeds, keptSeeds, keptSetSeeds } from './seeds.ts'
import type { Ground } from './town.ts'

const options = {
  /** How many, and from which on; without both, the kept ones. */
  seeds: { type: 'string' },
  from: { type: 'string' },
  steps: { type: 'string' },
  /** On a MongoDB of three nodes, of which the primary steps down now and then. */
  set: { type: 'string', default: '1' },
  /** The log alone. */
  log: { type: 'boolean', default: false },
  /** Every step of what failed, not only the last. */
  trace: { type: 'boolean', default: false },
  /** A folder for the whole end state of what failed. */
  keep: { type: 'string' },
} as const

/** `npm run fuzz -- --seeds 50 --from 1000 --set 3`: one run after the other, on services of its own. */
const main = async (): Promise<void> => {
  const { values } = parseArgs({ options })
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stop.abort())

  const stack = new AsyncDisposableStack()
  try {
    const mongoNodes = nodesIn(values.set)
    const mongo = await (mongoNodes === 1
      ? startMongo({ onProgress: console.log })
      : startMongoSet({ nodes: mongoNodes, onProgress: console.log }))
    stack.defer(() => mongo.stop())
    await runAll({ mongoUrl: mongo.url }, { ...values, mongoNodes }, stop.signal)
  } finally {
    await stack.disposeAsync()
  }
}

const nodesIn = (said: string): MongoNodes => {
  if (said === '1' || said === '3') return said === '1' ? 1 : 3
  throw new Error('--set is 1 or 3')
}

type Wishes = {
  seeds?: string
  from?: string
  mongoNodes: MongoNodes
  log: boolean
  steps?: string
  trace: boolean
  keep?: string
}

const runAll = async (ground: Ground, values: Wishes, stop: AbortSignal): Promise<void> => {
  const isAsked = values.seeds !== undefined || values.from !== undefined
  const asked = Array.from({ length: Number(values.seeds ?? 20) }, (_, at) => Number(values.from ?? 1) + at)
  const seeds = isAsked ? asked : keptOf(values)
  const total = { passed: 0, failed: 0 }
  for (const seed of seeds) {
    if (stop.aborted) break
    const isGood = values.log ? await runOfLog(ground, seed) : await runOfAll(ground, seed, values)
    total[isGood ? 'passed' : 'failed'] += 1
  }
  console.log(`${total.passed} passed, ${total.failed} failed`)
  process.exitCode = total.failed > 0 || total.passed === 0 ? 1 : 0
}

const keptOf = ({ log, mongoNodes }: Wishes): readonly number[] => {
  if (log) return keptLogSeeds
  return mongoNodes === 1 ? keptSeeds : keptSetSeeds
}

const runOfAll = async (
  ground: Ground,
  seed: number,
  { steps, mongoNodes, trace, keep }: Wishes,
): Promise<boolean> => {
  const length = steps === undefined ? undefined : Number(steps)
  const outcome = await runSeed(ground, seed, { length, mongoNodes })
  console.log(reportOf(outcome, trace))
  const isGood = outcome.violations.length === 0
  if (keep !== undefined && !isGood) {
    writeFileSync(join(keep, `seed-${seed}.json`), JSON.stringify(outcome, null, 1))
  }
  return isGood
}

const runOfLog = async ({ mongoUrl }: Ground, seed: number): Promise<boolean> => {
  const { violations, state } = await runLog(mongoUrl, seed)
  const verdict = violations.length === 0 ? 'ok' : 'FAILED'
  console.log(
    [`seed ${seed} of the log: ${verdict}, ${state.commands.length} commands`, ...violations].join('\n  '),
  )
  return violations.length === 0
}

await main()

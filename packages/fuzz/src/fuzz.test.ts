import { startMongoSet } from '@bijpraat/services'
import { describe, expect, inject, onTestFinished, test } from 'vitest'
import { planOf } from './plan.ts'
import { reportOf } from './report.ts'
import { type Outcome, runSeed } from './run.ts'
import type { Act, Plan } from './scene.ts'
import { seeds, setSeeds } from './seeds.ts'

const holdsAll = (plans: readonly Plan[], wanted: readonly Act['act'][]) => {
  const held = new Set(plans.flatMap(({ steps }) => steps.map(({ act }) => act)))
  expect(wanted.filter((act) => !held.has(act))).toEqual([])
}

const isWell = (outcome: Outcome) => {
  expect(outcome.violations, reportOf(outcome)).toEqual([])
  expect(outcome.logged, 'the nodes logged faults').toBe('')
}

test('one seed, one plan', () => {
  expect(planOf(42)).toEqual(planOf(42))
  expect(planOf(42)).not.toEqual(planOf(43))
  for (const seed of seeds) holdsAll([planOf(seed)], ['kill'])
})

test('L8 L9: in the seeds that run here everything fails that can fail', () => {
  holdsAll(
    seeds.map((seed) => planOf(seed)),
    [
      'cut',
      'stall',
      'pause',
      'halfOpen',
      'crash',
      'rain',
      'kill',
      'cutMongo',
      'cutRedis',
      'flushRedis',
      'killRedis',
    ],
  )
  holdsAll(
    seeds.map((seed) => planOf(seed)),
    [
      'agree',
      'confirm',
      'ask',
      'take',
      'answer',
      'announce',
      'pin',
      'unpin',
      'flood',
      'chat',
      'ban',
      'change',
      'signOut',
    ],
  )
  for (const seed of setSeeds) holdsAll([planOf(seed, undefined, 3)], ['stepDown', 'kill'])
})

describe('eight clients, two nodes, everything fails that can fail', () => {
  test.each(seeds)(
    'L1 L2 L4 L5 L6 L8 L10 L11 L12 W4 W5: all ends equal, in order, exactly once (seed %i)',
    async (seed) => isWell(await runSeed({ mongoUrl: inject('mongoUrl') }, seed)),
    240_000,
  )
})

describe('the same on a MongoDB of three nodes', () => {
  test.each(setSeeds)(
    'L2 L3 L4 L8: whose primary steps down (seed %i)',
    async (seed) => {
      const set = await startMongoSet({ nodes: 3 })
      onTestFinished(set.stop)
      isWell(await runSeed({ mongoUrl: set.url }, seed, { mongoNodes: 3 }))
    },
    300_000,
  )
})

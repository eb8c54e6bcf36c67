import { describe, expect, inject, test } from 'vitest'
import { planOf } from './plan.ts'
import { reportOf } from './report.ts'
import { runSeed } from './run.ts'
import { seeds } from './seeds.ts'

test('one seed, one plan', () => {
  expect(planOf(42)).toEqual(planOf(42))
  expect(planOf(42)).not.toEqual(planOf(43))
  for (const seed of seeds) expect(planOf(seed).steps.some(({ act }) => act === 'kill')).toBe(true)
})

describe('eight clients, two nodes, everything fails that can fail', () => {
  test.each(seeds)(
    'L1 L2 L4 L5 L6 L8 L10 L11 L12 W4 W5: all ends equal, in order, exactly once (seed %i)',
    async (seed) => {
      const outcome = await runSeed({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }, seed)
      expect(outcome.violations, reportOf(outcome)).toEqual([])
      expect(outcome.logged, 'the nodes logged faults').toBe('')
    },
    180_000,
  )
})

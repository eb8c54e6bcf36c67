import { expect, inject, test } from 'vitest'
import { logSeeds } from '../seeds.ts'
import { runLog } from './log-run.ts'

test.each(logSeeds)(
  'L1 L2 L4: writers that are killed and cut off leave a log without holes or doubles (seed %i)',
  async (seed) => {
    const { violations, state } = await runLog(inject('mongoUrl'), seed)
    expect(violations).toEqual([])
    expect(state.commands.length).toBeGreaterThan(300)
  },
  180_000,
)

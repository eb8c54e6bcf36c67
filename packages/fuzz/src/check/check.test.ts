import { beforeAll, describe, expect, inject, test } from 'vitest'
import type { EndState } from '../end-state.ts'
import { runPlan } from '../run.ts'
import type { Act, Plan } from '../scene.ts'
import { allChecks, violationsOf } from './check.ts'
import { spoilings } from './spoilings.fixture.ts'

/** A quiet afternoon: something of everything, and nothing goes wrong. */
const acts: Act[] = [
  { act: 'post', client: 2, channel: 0, text: 'Wie helpt er mee?' },
  { act: 'post', client: 4, channel: 0, text: 'Ik.' },
  { act: 'post', client: 0, channel: 1, text: 'Het plein is klaar.' },
  { act: 'post', client: 5, channel: 1, text: 'Mooi!' },
  { act: 'tell', client: 1, channel: 3, title: 'Dak', text: 'Het dak is gemeten.' },
  { act: 'look', client: 7, channel: 1, on: true },
  { act: 'read', client: 2, channel: 0 },
]
const afterwards: Act[] = [
  { act: 'react', client: 0, item: 0, reaction: 'nice', on: true },
  { act: 'react', client: 3, item: 0, reaction: 'nice', on: true },
  { act: 'react', client: 4, item: 0, reaction: 'thanks', on: true },
  { act: 'edit', client: 4, item: 1, text: 'Ik ook.' },
  { act: 'edit', client: 2, item: 1, text: 'Niet van mij.' },
  { act: 'delete', client: 5, item: 3 },
  { act: 'twins', person: 3, channel: 1, text: 'Tweemaal hetzelfde', nodes: [0, 1, 0], quarrel: false },
  { act: 'member', person: 5, channel: 0, on: true },
]
const waits = (list: Act[], waitMs: number) => list.map((act) => ({ ...act, waitMs }))
const steps = [...waits(acts, 60), ...waits(afterwards, 150)].map((step, at) => ({ ...step, at }))
const plan: Plan = { seed: 7, mongoNodes: 1, steps }

let good: EndState
beforeAll(async () => {
  const { state, violations } = await runPlan({ mongoUrl: inject('mongoUrl') }, plan)
  expect(violations).toEqual([])
  good = state
}, 180_000)

const spoil = (change: (state: EndState) => void): string[] => {
  const state = structuredClone(good)
  change(state)
  return violationsOf(state)
}
test('finds nothing wrong with a run that went well', () => {
  expect(violationsOf(good)).toEqual([])
  expect(good.commands.length).toBeGreaterThan(10)
})

describe('catches', () => {
  test.each(spoilings)('%s', (_what, says, change) => {
    const found = spoil(change)
    expect(found.join('\n')).toMatch(says)
  })

  test('nothing by one check alone that no spoiling shows', () => {
    const spoilt = spoilings.map(([, , change]) => {
      const state = structuredClone(good)
      change(state)
      return state
    })
    for (const check of allChecks) expect(spoilt.some((state) => check(state).length > 0)).toBe(true)
  })
})

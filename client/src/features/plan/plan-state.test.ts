import { addToPlan, changePlan, type Item, newPlanPart, planPart } from '@bijpraat/contract'
import { describe, expect, test } from 'vitest'
import { hold } from '../../replica/folds.ts'
import type { OutboxEntry } from '../../replica/replica.ts'
import { failedOf, planOf } from './plan-state.ts'

const channelId = 'p.solar'
const item = (id: string, rev: number, more: object = {}): Item => ({
  id,
  kind: planPart.kind,
  seq: 1,
  rev,
  authorId: null,
  createdAt: 1,
  content: { ...newPlanPart('step', { title: id, place: 1 }), ...more },
})
const entry = (command: string, input: object, state: OutboxEntry['state'] = 'waiting'): OutboxEntry => ({
  commandId: 'made',
  personId: 'me',
  command,
  input: { ...input },
  channelId,
  state,
  writtenAt: 1,
  settled: false,
})
const shown = (...[told, held, outbox]: [Item[] | null, Item[], OutboxEntry[]]) =>
  planOf(channelId, told, held.map(hold), outbox).map(({ id, content, owed }) => [id, content.state, owed])

describe('the plan on screen', () => {
  test('L5 L6 is the newest state of each part, told or live', () => {
    const told = [item('a', 5), item('b', 9, { state: 'done' })]
    const live = [item('a', 7, { state: 'busy' }), item('b', 8), item('c', 6)]
    expect(shown(told, live, [])).toEqual([
      ['a', 'busy', false],
      ['b', 'done', false],
      ['c', 'planned', false],
    ])
  })

  test('L12 shows what this device owes laid over it, and not what failed', () => {
    const set = { partId: 'a', set: { state: 'done' }, reason: 'Klaar.' }
    const add = { sort: 'step', title: 'Nieuw', place: 2 }
    expect(shown([item('a', 5)], [], [entry(changePlan.name, set), entry(addToPlan.name, add)])).toEqual([
      ['a', 'done', true],
      ['p.made', 'planned', true],
    ])
    const failed = [entry(changePlan.name, set, 'failed')]
    expect(shown([item('a', 5)], [], failed)).toEqual([['a', 'planned', false]])
    expect(failedOf(channelId, failed)).toEqual(failed)
  })

  test('L12 does not show twice what the log shows already', () => {
    const add = { sort: 'step', title: 'Nieuw', place: 2 }
    expect(shown([], [item('p.made', 3)], [entry(addToPlan.name, add, 'sent')])).toEqual([
      ['p.made', 'planned', false],
    ])
  })
})

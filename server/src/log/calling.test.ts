import { expect, test } from 'vitest'
import { calledAfter, calledSince } from './calling.ts'
import type { StoredItem } from './model.ts'

const item = (more: Partial<StoredItem>): StoredItem => ({
  ...{ _id: 'x/i/m', channelId: 'x', id: 'm', kind: 'message', authorId: 'ann', content: {} },
  ...{ seq: 3, rev: 3, createdAt: 10 },
  ...more,
})
const by = { rev: 7, at: 20 }

test('a change calls whom it adds; who was called stays so, and who is taken out is called anew', () => {
  const before = item({ addresses: ['ben', 'cor'], calledSince: { cor: { rev: 5, at: 15 } } })
  expect(calledSince(before, ['ben', 'cor', 'dik'], by)).toEqual({ cor: { rev: 5, at: 15 }, dik: by })
  expect(calledSince(before, ['ben'], by)).toBeUndefined()
  expect(calledSince(item({ addresses: ['ben'] }), ['cor'], by)).toEqual({ cor: by })
  expect(calledSince(item({}), undefined, by)).toBeUndefined()
})

test('what comes back with an item that was deleted calls nobody anew', () => {
  expect(calledSince(item({ deletedAt: 12 }), ['ben'], by)).toBeUndefined()
})

test('after a rev a new item calls all, and another whom it calls since', () => {
  const changed = item({ addresses: ['ben', 'cor'], calledSince: { cor: by } })
  expect(calledAfter(changed, 2)).toEqual({ addresses: ['ben', 'cor'], at: 10 })
  expect(calledAfter(changed, 3)).toEqual({ addresses: ['cor'], at: 20 })
  expect(calledAfter(changed, 7)).toMatchObject({ addresses: [] })
})

import { saved, savedItemId, saveItem } from '@bijpraat/contract'
import { expect, it } from 'vitest'
import { copyOf, entry, message, stateOf } from '../../replica/made-for-tests.ts'
import type { OutboxEntry } from '../../replica/replica.ts'
import { isSaved, savedBy } from './saved-items.ts'

const channelId = 'x.one'
const kept = (itemId: string, seq: number, more: object = {}) =>
  message(savedItemId(channelId, itemId), seq, {
    kind: saved.kind,
    content: { channelId, itemId, at: seq, on: true, ...more },
  })
const saving = (itemId: string, on: boolean, more: Partial<OutboxEntry> = {}) =>
  entry(`${itemId}-${on}`, { command: saveItem.name, input: { channelId, itemId, on }, ...more })
const ids = (state: ReturnType<typeof stateOf>) => savedBy(state).map(({ itemId }) => itemId)
const own = copyOf([kept('a', 1), kept('b', 3), kept('c', 2), kept('d', 4, { on: false })], {
  channelId: 'me.ann',
})

it('L11 lists what is saved on any device, newest first', () => {
  const state = stateOf([own])
  expect(ids(state)).toEqual(['b', 'c', 'a'])
  expect(isSaved(state, { channelId, itemId: 'a' })).toBe(true)
  expect(isSaved(state, { channelId, itemId: 'd' })).toBe(false)
  expect(savedBy({ ...state })).toBe(savedBy(state))
})

it('L12 lays what is on its way over it, and nothing that failed', () => {
  const outbox = [saving('d', true), saving('a', false), saving('b', false, { state: 'failed' })]
  expect(ids(stateOf([own], { outbox }))).toEqual(['d', 'b', 'c'])
  expect(ids(stateOf([own], { outbox, me: null }))).toEqual([])
})

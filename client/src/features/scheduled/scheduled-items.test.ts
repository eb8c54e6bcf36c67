import { cancelScheduled, putScheduled, scheduled, sendScheduled } from '@bijpraat/contract'
import { expect, it } from 'vitest'
import { copyOf, entry, message, stateOf } from '../../replica/made-for-tests.ts'
import type { OutboxEntry } from '../../replica/replica.ts'
import { scheduledBy } from './scheduled-items.ts'

const channelId = 'x.one'
const kept = (id: string, sendAt: number, more: object = {}) =>
  message(id, sendAt, {
    kind: scheduled.kind,
    content: { channelId, text: id, sendAt, state: 'waiting', ...more },
  })
const own = copyOf([kept('b', 20), kept('a', 10), kept('f', 5, { state: 'failed', code: 'archived' })], {
  channelId: 'me.ann',
})
const put = (commandId: string, more: object = {}, of: Partial<OutboxEntry> = {}) =>
  entry(commandId, {
    command: putScheduled.name,
    input: { commandId, channelId, text: commandId, sendAt: 15, ...more },
    ...of,
  })
const on = (command: { name: string }, itemId: string, of: Partial<OutboxEntry> = {}) =>
  entry(`${command.name} ${itemId}`, { command: command.name, input: { channelId, itemId }, ...of })
const seen = (outbox: OutboxEntry[]) =>
  scheduledBy(stateOf([own], { outbox })).map(({ itemId, state, text }) => `${itemId} ${state} ${text}`)

it('L11 lists what waits, the next one first, and what could not be sent', () => {
  expect(seen([])).toEqual(['f failed f', 'a waiting a', 'b waiting b'])
  expect(scheduledBy(stateOf([own]))[0]?.code).toBe('archived')
})

it('L12 lays over it what is on its way', () => {
  expect(seen([put('c')])).toEqual(['f failed f', 'a waiting a', 'c waiting c', 'b waiting b'])
  expect(seen([put('c', { itemId: 'a', text: 'anders', sendAt: 30 })])).toEqual([
    'f failed f',
    'b waiting b',
    'a waiting anders',
  ])
  expect(seen([on(cancelScheduled, 'a'), on(sendScheduled, 'f')])).toEqual(['f sending f', 'b waiting b'])
  expect(seen([on(cancelScheduled, 'a', { state: 'failed' })])).toHaveLength(3)
})

it('keeps the text of what was refused, with why', () => {
  const state = stateOf([own], { outbox: [put('c', {}, { state: 'failed', code: 'banned' })] })
  expect(scheduledBy(state).find(({ itemId }) => itemId === 'c')).toMatchObject({
    state: 'failed',
    code: 'banned',
    text: 'c',
    entryId: 'c',
  })
})

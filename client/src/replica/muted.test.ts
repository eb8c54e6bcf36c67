import { chooseNotices, mutePerson } from '@bijpraat/contract'
import { expect, it } from 'vitest'
import { copyOf, entry, message, stateOf } from './made-for-tests.ts'
import { isChannelMuted, isPersonMuted, mutedBy } from './muted.ts'
import { unreadInAll, unreadOf } from './unread.ts'

const own = copyOf(
  [
    message('n.x.one', 1, { kind: 'notices', content: { channelId: 'x.one', level: 'muted' } }),
    message('n.x.two', 2, { kind: 'notices', content: { channelId: 'x.two', level: 'none' } }),
    message('m.ben', 3, { kind: 'mute', content: { personId: 'ben', on: true } }),
    message('m.eva', 4, { kind: 'mute', content: { personId: 'eva', on: false } }),
  ],
  { channelId: 'me.ann' },
)

it('L11 knows whom and what one muted, on any device', () => {
  const state = stateOf([own])
  expect([...mutedBy(state).channels, ...mutedBy(state).persons]).toEqual(['x.one', 'ben'])
  expect(mutedBy({ ...state })).toBe(mutedBy(state))
  expect(isPersonMuted(state, null)).toBe(false)
})

it('L12 lays what is on its way over it', () => {
  const outbox = [
    entry('a', { command: chooseNotices.name, input: { channelId: 'x.one', level: 'news' } }),
    entry('b', { command: mutePerson.name, input: { personId: 'eva', on: true }, channelId: '' }),
    entry('c', { command: mutePerson.name, input: { personId: 'ben', on: false }, state: 'failed' }),
  ]
  const state = stateOf([own], { outbox })
  expect([...mutedBy(state).channels, ...mutedBy(state).persons]).toEqual(['ben', 'eva'])
})

it('counts what is unread in a muted channel there alone', () => {
  const state = stateOf([own, copyOf([message('a', 1)]), copyOf([message('b', 1)], { channelId: 'x.two' })])
  expect(isChannelMuted(state, 'x.one')).toBe(true)
  expect(unreadOf(state, 'x.one').count).toBe(1)
  expect(unreadInAll(state)).toBe(1)
})

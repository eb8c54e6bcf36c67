import { chooseNotices, mutePerson } from '@bijpraat/contract'
import { expect, it } from 'vitest'
import { trimmed } from './apply.ts'
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

it('counts nowhere what someone says who is muted, also where only its place is known, but for news', () => {
  const below = { unread: [9, 8, 7], calls: [8], talkBy: { ben: [9, 8], cas: [7] } }
  const said = [
    message('a', 20, { addresses: ['ann'] }),
    message('b', 21, { authorId: 'cas' }),
    message('c', 22, { kind: 'update', content: { title: 'Nieuws', text: '', sharedTo: [] } }),
  ]
  const copy = copyOf(said, { channelId: 'x.two', floor: 20, below })
  expect(unreadOf(stateOf([own, copy]), 'x.two')).toMatchObject({ count: 3, called: 0, firstSeq: 21 })
  expect(unreadOf(stateOf([copy]), 'x.two')).toMatchObject({ count: 6, called: 2, firstSeq: 20 })
  expect(unreadInAll(stateOf([own, copy]))).toBe(3)
})

it('says that there is more where a hundred are known and some of them are not heard', () => {
  const unread = Array.from({ length: 100 }, (_, at) => 100 - at)
  const below = { unread, calls: [], talkBy: { ben: unread.slice(0, 40), cas: unread.slice(40) } }
  const copy = copyOf([], { channelId: 'x.two', floor: 101, upTo: 101, below })
  expect(unreadOf(stateOf([own, copy]), 'x.two')).toMatchObject({ count: 60, atLeast: true })
})

it('knows whose talk it is also below what is kept on disk', () => {
  const said = [1, 2, 3].map((seq) => message(`m${seq}`, seq, { authorId: seq === 2 ? 'cas' : 'ben' }))
  const counts = { position: 0, isUnread: () => true, calls: () => false }
  const kept = trimmed(copyOf(said, { channelId: 'x.two' }), 1, counts)
  expect(kept.below).toEqual({ unread: [2, 1], calls: [], talkBy: { cas: [2], ben: [1] } })
})

it('counts what is unread in a muted channel there alone', () => {
  const one = copyOf([message('a', 1, { authorId: 'cas' })])
  const two = copyOf([message('b', 1, { authorId: 'cas' })], { channelId: 'x.two' })
  const state = stateOf([own, one, two])
  expect(isChannelMuted(state, 'x.one')).toBe(true)
  expect(unreadOf(state, 'x.one').count).toBe(1)
  expect(unreadInAll(state)).toBe(1)
})

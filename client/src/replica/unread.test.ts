import type { Me } from '@bijpraat/contract'
import { describe, expect, it } from 'vitest'
import { withRange } from './apply.ts'
import { copyOf, message, range, stateOf } from './made-for-tests.ts'
import { readPosition, unreadIn, unreadInAll, unreadOf } from './unread.ts'

const positions = (seqByChannel: Record<string, number>) =>
  copyOf([message('positions', 1, { kind: 'positions', content: { seqByChannel } })], { channelId: 'me.ann' })

const shareOf = (id: string, seq: number, homeId: string) =>
  message(id, seq, {
    kind: 'share',
    content: {
      homeChannelId: 'x.home',
      homeId,
      homeKind: 'update',
      homeName: 'Home',
      card: { title: 't', text: 't', sharedTo: [] },
    },
  })

const update = (id: string, seq: number) =>
  message(id, seq, { kind: 'update', content: { title: 't', text: 't', sharedTo: [] } })

describe('what is unread', () => {
  it('L11 counts what others said after my position, and knows where it begins', () => {
    const copy = copyOf([
      message('read', 1),
      message('mine', 2, { authorId: 'ann' }),
      message('gone', 3, { content: null, deletedAt: 9 }),
      message('new', 4),
      message('channel', 5, { kind: 'channel' }),
      message('newer', 6),
    ])
    const state = stateOf([copy, positions({ 'x.one': 1 })])
    expect(unreadOf(state, 'x.one')).toEqual({ count: 2, atLeast: false, called: 0, firstSeq: 4 })
    expect(unreadOf(state, 'x.one')).toBe(unreadOf(state, 'x.one'))
  })

  it('L11 takes what this device said and the log does not show yet', () => {
    const state = stateOf([copyOf([message('a', 1), message('b', 2)]), positions({ 'x.one': 1 })], {
      marks: new Map([['x.one', 2]]),
    })
    expect(readPosition(state, 'x.one')).toBe(2)
    expect(unreadOf(state, 'x.one').count).toBe(0)
  })

  it('L11 adds what the server counted below the loaded range, while my position lies below it', () => {
    const unread = Array.from({ length: 100 }, (_, at) => 109 - at)
    const copy = copyOf([message('a', 110), message('b', 111)], { floor: 110, below: { unread, calls: [] } })
    expect(unreadOf(stateOf([copy, positions({ 'x.one': 4 })]), 'x.one')).toEqual({
      count: 102,
      atLeast: true,
      called: 0,
      firstSeq: 110,
    })
    expect(unreadOf(stateOf([copy, positions({ 'x.one': 107 })]), 'x.one').count).toBe(4)
    expect(unreadOf(stateOf([copy, positions({ 'x.one': 110 })]), 'x.one').count).toBe(1)
  })

  it('L11 puts right what was counted below by what changed there since', () => {
    const below = { unread: [6, 5, 4], calls: [5] }
    const copy = copyOf([message('c', 10)], { floor: 10, upTo: 20, below })
    const changed = withRange(
      copy,
      range(20, 23, [
        message('a', 5, { rev: 21, content: null, deletedAt: 9 }),
        message('b', 6, { rev: 22, addresses: ['ann'] }),
        message('mine', 3, { rev: 23, authorId: 'ann', addresses: ['everyone'] }),
      ]),
    )
    const at = (position: number) => unreadOf(stateOf([changed, positions({ 'x.one': position })]), 'x.one')
    expect(at(0)).toMatchObject({ count: 3, called: 1 })
    expect(at(5)).toMatchObject({ count: 2, called: 1 })
    expect(at(6)).toMatchObject({ count: 1, called: 0 })
  })

  it('counts a home item once over all channels', () => {
    const home = copyOf([update('u', 1)], { channelId: 'x.home' })
    const one = copyOf([shareOf('s.u', 1, 'u')])
    const two = copyOf([shareOf('s.u', 1, 'u'), message('m', 2)], { channelId: 'x.two' })
    const state = stateOf([home, one, two])
    expect(['x.home', 'x.one', 'x.two'].map((id) => unreadOf(state, id).count)).toEqual([1, 1, 2])
    expect(unreadInAll(state)).toBe(2)
    expect(unreadIn(state, ['x.home', 'x.one'])).toBe(1)
  })

  it('takes a share as read once its home, or any other share of it, is read', () => {
    const home = copyOf([update('u', 1)], { channelId: 'x.home' })
    const one = copyOf([shareOf('s.u', 1, 'u')])
    const two = copyOf([shareOf('s.u', 3, 'u')], { channelId: 'x.two' })
    expect(unreadInAll(stateOf([home, one, two, positions({ 'x.home': 1 })]))).toBe(0)
    expect(unreadInAll(stateOf([home, one, two, positions({ 'x.two': 3 })]))).toBe(0)
  })

  it('L11 counts what calls me, by my name or by a word that covers me', () => {
    const to = (seq: number, address: string) => message(`${seq}`, seq, { addresses: [address] })
    const said = ['ann', 'ben', 'everyone', 'officials', 'moderators'].map((address, at) =>
      to(at + 1, address),
    )
    const state = (more: Partial<Me>) => {
      const { me, ...rest } = stateOf([copyOf(said)])
      return { ...rest, me: me ? { ...me, ...more } : null }
    }
    const called = (more: Partial<Me>) => unreadOf(state(more), 'x.one').called
    expect(called({})).toBe(2)
    expect(called({ role: 'official' })).toBe(3)
    expect(called({ moderatorOf: ['x.one'] })).toBe(3)
    expect(called({ role: 'admin' })).toBe(4)
  })

  it('counts nothing for visitors, nor where one only looks in', () => {
    const copy = copyOf([message('a', 1)])
    expect(unreadOf(stateOf([copy], { me: null }), 'x.one').count).toBe(0)
    expect(unreadOf(stateOf([{ ...copy, followed: true }]), 'x.one').count).toBe(0)
  })
})

import { describe, expect, it } from 'vitest'
import { withRange } from './apply.ts'
import { copyOf, entry, message, range, stateOf } from './made-for-tests.ts'
import { timelineOf } from './timeline.ts'

const edit = (commandId: string, itemId: string, text: string, more = {}) =>
  entry(commandId, {
    command: 'message.edit',
    input: { commandId, channelId: 'x.one', itemId, text },
    ...more,
  })

const shown = (rows: ReturnType<typeof timelineOf>) =>
  rows.map(({ item, state }) => [(item.content as { text: string } | null)?.text ?? null, state])

describe('the timeline', () => {
  it('L12 puts own unsent messages at the end, in the order of writing', () => {
    const state = stateOf([copyOf([message('a', 1)])], {
      outbox: [
        entry('m1', { state: 'sending' }),
        entry('m2'),
        entry('m3', { state: 'failed', code: 'archived' }),
      ],
    })
    expect(shown(timelineOf(state, 'x.one'))).toEqual([
      ['a', 'confirmed'],
      ['m1', 'sending'],
      ['m2', 'waiting'],
      ['m3', 'failed'],
    ])
  })

  it('L12 lays pending changes over an item and leaves the confirmed one as it is', () => {
    const copy = copyOf([message('a', 1)])
    const react = entry('r', {
      command: 'item.react',
      input: { commandId: 'r', channelId: 'x.one', itemId: 'a', reaction: 'nice', on: true },
    })
    const state = stateOf([copy], { outbox: [edit('e', 'a', 'better'), react] })
    const [row] = timelineOf(state, 'x.one')
    expect(row?.item).toMatchObject({ content: { text: 'better' }, reactions: { nice: ['ann'] } })
    expect(copy.items.get('a')?.content).toEqual({ text: 'a' })
  })

  it('L12 shows an edit of a message that was not sent yet', () => {
    const state = stateOf([copyOf([])], { outbox: [entry('m'), edit('e', 'm', 'second thoughts')] })
    expect(shown(timelineOf(state, 'x.one'))).toEqual([['second thoughts', 'waiting']])
  })

  it('L12 does not lay over what failed, but says so', () => {
    const failed = edit('e', 'a', 'refused', { state: 'failed', code: 'banned' })
    const state = stateOf([copyOf([message('a', 1)])], { outbox: [failed] })
    expect(shown(timelineOf(state, 'x.one'))).toEqual([['a', 'failed']])
  })

  it('L12 shows a pending deletion as a stub', () => {
    const deletion = entry('d', {
      command: 'item.delete',
      input: { commandId: 'd', channelId: 'x.one', itemId: 'a' },
    })
    const [row] = timelineOf(stateOf([copyOf([message('a', 1)])], { outbox: [deletion] }), 'x.one')
    expect(row?.item).toMatchObject({ content: null, deletedAt: 5 })
  })

  it('shows a message once when it is in the log and still in the outbox', () => {
    const state = stateOf([copyOf([message('m', 1)])], { outbox: [entry('m', { state: 'sending' })] })
    expect(timelineOf(state, 'x.one').map((row) => row.item.id)).toEqual(['m'])
  })

  it('lays a reaction over every share of its home item', () => {
    const content = { homeChannelId: 'x.home', homeId: 'u', homeKind: 'update', homeName: 'Home', card: {} }
    const react = entry('r', {
      command: 'item.react',
      channelId: 'x.home',
      input: { commandId: 'r', channelId: 'x.home', itemId: 'u', reaction: 'nice', on: true },
    })
    const copy = copyOf([message('s.u', 1, { kind: 'share', content })])
    const [row] = timelineOf(stateOf([copy], { outbox: [react] }), 'x.one')
    expect(row?.item).toMatchObject({ kind: 'share', reactions: { nice: ['ann'] }, content: { homeId: 'u' } })
  })

  it('keeps the identity of what did not change', () => {
    const copy = copyOf([message('a', 1), message('b', 2)])
    const before = timelineOf(stateOf([copy]), 'x.one')
    expect(timelineOf(stateOf([copy], { connection: 'offline' }), 'x.one')).toBe(before)
    const elsewhere = entry('m', { channelId: 'x.two' })
    expect(timelineOf(stateOf([copy], { outbox: [elsewhere] }), 'x.one')).toBe(before)
    const now = withRange(copy, range(2, 3, [message('b', 2, { rev: 3 })]))
    const after = timelineOf(stateOf([now]), 'x.one')
    expect(after[0]).toBe(before[0])
    expect(after[1]).not.toBe(before[1])
  })

  it('leaves out what has no place among what was said', () => {
    const copy = copyOf([
      message('channel', 1, { kind: 'channel' }),
      message('x', 2, { kind: 'stub', content: null }),
      message('n', 3, { kind: 'novelty' }),
    ])
    expect(timelineOf(stateOf([copy]), 'x.one').map((row) => row.item.id)).toEqual(['n'])
  })
})

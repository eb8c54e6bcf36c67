import { describe, expect, it } from 'vitest'
import { withRange } from './apply.ts'
import { copyOf, entry, message, range, stateOf } from './made-for-tests.ts'
import { standingIn, timelineOf } from './timeline.ts'

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

describe('what stands', () => {
  const pinned = (id: string, seq: number, more = {}) =>
    message(id, seq, { kind: 'announcement', content: { title: id, text: id }, standing: true, ...more })
  const pin = (itemId: string, more = {}) =>
    entry(`pin ${itemId}`, {
      command: 'announcement.pin',
      input: { commandId: `pin ${itemId}`, channelId: 'x.one', itemId, endsAt: 9 },
      ...more,
    })
  const unpin = (itemId: string) =>
    entry(`unpin ${itemId}`, {
      command: 'announcement.unpin',
      input: { commandId: `unpin ${itemId}`, channelId: 'x.one', itemId },
    })
  const ids = (rows: ReturnType<typeof standingIn>) => rows.map(({ item }) => item.id)

  it('L6 is there from the newest on, also what lies below the loaded range', () => {
    const copy = copyOf([pinned('old', 2), message('b', 12), pinned('new', 13)], { floor: 10, upTo: 13 })
    const state = stateOf([copy])
    expect(ids(standingIn(state, 'x.one'))).toEqual(['new', 'old'])
    expect(timelineOf(state, 'x.one').map(({ item }) => item.id)).toEqual(['b', 'new'])
    expect(standingIn(state, 'x.one')).toBe(standingIn(state, 'x.one'))
  })

  it('L12 follows what this device still owes, and not what was refused', () => {
    const copy = copyOf([pinned('a', 1), pinned('b', 2, { standing: undefined }), pinned('c', 3)])
    const owing = stateOf([copy], { outbox: [unpin('a'), pin('b')] })
    expect(ids(standingIn(owing, 'x.one'))).toEqual(['c', 'b'])
    expect(standingIn(owing, 'x.one')[1]?.item).toMatchObject({ content: { title: 'b', endsAt: 9 } })
    const refused = stateOf([copy], { outbox: [pin('b', { state: 'failed', code: 'too_many_pinned' })] })
    expect(ids(standingIn(refused, 'x.one'))).toEqual(['c', 'a'])
  })

  it('L5 ends when the log says so, wherever it stands', () => {
    const copy = copyOf([pinned('old', 2), message('b', 12)], { floor: 10, upTo: 12 })
    const now = withRange(copy, range(12, 13, [pinned('old', 2, { rev: 13, standing: undefined })]))
    expect(standingIn(stateOf([now]), 'x.one')).toEqual([])
  })
})

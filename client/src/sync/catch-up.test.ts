import type { ChannelAnswer } from '@bijpraat/contract'
import { beforeEach, describe, expect, it } from 'vitest'
import { message, range, reset } from '../replica/made-for-tests.ts'
import { createReplica, type Replica } from '../replica/replica.ts'
import { type CatchUp, createCatchUp } from './catch-up.ts'
import type { CallAnswer } from './ports.ts'
import { createManualClock, type ManualClock } from './testing/manual-clock.ts'

const key = 'members.1.1'

let clock: ManualClock
let replica: Replica
let catchUp: CatchUp
let asked: { cursor: number; answer: (given: CallAnswer<ChannelAnswer>) => void }[]
let resumes: number
let gone: string[]

const delta = (
  after: number,
  upTo: number,
  items: ReturnType<typeof message>[],
  more = false,
): ChannelAnswer => ({
  answer: 'delta',
  channelId: 'x.one',
  key,
  after,
  upTo,
  items,
  more,
})

const resumed = (channels: ChannelAnswer[], epoch = 'e1') => {
  catchUp.resuming()
  catchUp.resumed({ epoch, me: null, channels }, new Set())
}

const copy = () => replica.getState().channels.get('x.one')
const answer = async (at: number, data: ChannelAnswer) => {
  asked[at]?.answer({ ok: true, data })
  await clock.advance(0)
}

beforeEach(() => {
  clock = createManualClock()
  replica = createReplica()
  asked = []
  resumes = 0
  gone = []
  catchUp = createCatchUp({
    replica,
    clock,
    askSince: ({ cursor }) => new Promise((resolve) => asked.push({ cursor, answer: resolve })),
    resumeAgain: () => {
      resumes += 1
    },
    onGone: (channelIds) => {
      gone.push(...channelIds)
    },
  })
})

describe('deliveries', () => {
  beforeEach(() => resumed([reset([message('a', 1)])]))

  it('L6 moves the cursor by a range that begins at or below it', () => {
    catchUp.deliver(range(0, 2, [message('a', 1), message('b', 2)]))
    expect(copy()).toMatchObject({ cursor: 2, timeline: ['a', 'b'] })
  })

  it('L6 never moves the cursor back', () => {
    catchUp.deliver(range(1, 4, [message('d', 4)]))
    catchUp.deliver(range(1, 2, [message('b', 2)]))
    expect(copy()?.cursor).toBe(4)
  })

  it('L6 waits a moment for a missing range, and takes in what it held when that comes', async () => {
    catchUp.deliver(range(2, 3, [message('c', 3)]))
    catchUp.deliver(range(3, 4, [message('d', 4)]))
    expect(copy()).toMatchObject({ cursor: 1, timeline: ['a'] })
    await clock.advance(100)
    catchUp.deliver(range(1, 2, [message('b', 2)]))
    expect(copy()).toMatchObject({ cursor: 4, timeline: ['a', 'b', 'c', 'd'] })
    await clock.advance(1_000)
    expect(asked).toEqual([])
  })

  it('L6 asks for everything since the cursor when the missing range does not come', async () => {
    catchUp.deliver(range(2, 3, [message('c', 3)]))
    await clock.advance(200)
    expect(asked.map(({ cursor }) => cursor)).toEqual([1])
    await answer(0, delta(1, 2, [message('b', 2)]))
    expect(copy()).toMatchObject({ cursor: 3, timeline: ['a', 'b', 'c'] })
  })

  it('L6 does not merge ranges that do not adjoin', async () => {
    catchUp.deliver(range(4, 5, [message('e', 5)]))
    catchUp.deliver(range(2, 3, [message('c', 3)]))
    catchUp.deliver(range(1, 2, [message('b', 2)]))
    expect(copy()).toMatchObject({ cursor: 3, timeline: ['a', 'b', 'c'] })
    await clock.advance(200)
    expect(asked.map(({ cursor }) => cursor)).toEqual([3])
  })

  it('L6 puts off a wait for a gap by nothing that arrives meanwhile', async () => {
    catchUp.deliver(range(9, 10, [message('j', 10)]))
    for (let at = 1; at < 4; at++) {
      await clock.advance(60)
      catchUp.deliver(range(at, at + 1, [message(`m${at}`, at + 1)]))
    }
    expect(asked).toHaveLength(1)
  })

  it('L6 ignores ranges of channels that it has no copy of', () => {
    catchUp.deliver(range(0, 1, [message('a', 1)], 'x.two'))
    expect(replica.getState().channels.has('x.two')).toBe(false)
  })

  it('L8 is behind when what is missing does not come', async () => {
    catchUp.deliver(range(2, 3, [message('c', 3)]))
    await clock.advance(7_000)
    expect(catchUp.isBehind()).toBe(false)
    await clock.advance(2_000)
    expect(catchUp.isBehind()).toBe(true)
  })

  it('L6 asks again after a passing refusal', async () => {
    catchUp.deliver(range(2, 3, [message('c', 3)]))
    await clock.advance(200)
    asked[0]?.answer({ ok: false, code: 'rate_limited', retryAfterMs: 300 })
    await clock.advance(350)
    expect(asked).toHaveLength(2)
  })

  it('L6 asks for all rights anew when it may not ask', async () => {
    catchUp.deliver(range(2, 3, [message('c', 3)]))
    await clock.advance(200)
    asked[0]?.answer({ ok: false, code: 'not_found' })
    await clock.advance(10)
    expect(resumes).toBe(1)
  })
})

describe('answers', () => {
  it('L6 drops every item of a channel before a reset', () => {
    resumed([reset([message('a', 1)])])
    resumed([reset([message('z', 9)], { upTo: 9, floor: 9 })])
    expect([...(copy()?.items.keys() ?? [])]).toEqual(['z'])
  })

  it('L6 goes on by pages until the head is reached', async () => {
    resumed([reset([message('a', 1)], { more: true })])
    await answer(0, delta(1, 2, [message('b', 2)], true))
    await answer(1, delta(2, 3, [message('c', 3)]))
    expect(copy()).toMatchObject({ cursor: 3, timeline: ['a', 'b', 'c'] })
    expect(asked).toHaveLength(2)
  })

  it('L6 deletes the copy of what is gone, and of what nothing was said about', () => {
    resumed([reset([]), reset([], { channelId: 'x.two' })])
    resumed([{ answer: 'gone', channelId: 'x.one' }])
    expect([...replica.getState().channels.keys()]).toEqual([])
    expect(gone).toEqual(['x.one'])
  })

  it('L6 takes in what arrives during a resume only after its answer', () => {
    resumed([reset([message('a', 1)])])
    catchUp.resuming()
    catchUp.deliver(range(1, 2, [message('b', 2, { kind: 'stub', content: null })]))
    expect(copy()?.cursor).toBe(1)
    catchUp.reset()
    resumed([delta(1, 2, [message('b', 2)])])
    expect(copy()?.items.get('b')?.kind).toBe('message')
  })

  it('L6 loses nothing that arrived before a reset that was read earlier', () => {
    catchUp.resuming()
    catchUp.deliver(range(3, 4, [message('d', 4)]))
    catchUp.deliver(range(4, 5, [message('e', 5)]))
    catchUp.resumed({ epoch: 'e1', me: null, channels: [reset([message('c', 3)], { floor: 3 })] }, new Set())
    expect(copy()).toMatchObject({ cursor: 5, timeline: ['c', 'd', 'e'] })
  })

  it('L6 loses nothing that arrived while it asked, though the answer is a reset from before', async () => {
    resumed([reset([message('a', 1)])])
    catchUp.deliver(range(2, 3, [message('c', 3)]))
    await clock.advance(200)
    catchUp.deliver(range(1, 2, [message('b', 2)]))
    catchUp.deliver(range(3, 4, [message('d', 4)]))
    expect(copy()?.cursor).toBe(4)
    await answer(0, reset([message('b', 2)], { floor: 2 }))
    expect(copy()).toMatchObject({ cursor: 4, timeline: ['b', 'c', 'd'] })
    expect(asked).toHaveLength(1)
  })

  it('L6 asks on when a reset lies behind what was held before', () => {
    resumed([reset([message('a', 1), message('d', 4)])])
    resumed([reset([message('b', 2)], { key: 'members.2.1' })])
    expect(asked.map(({ cursor }) => cursor)).toEqual([2])
  })

  it('L6 refuses an answer that was asked before the copy was made anew', async () => {
    resumed([reset([message('a', 1)])])
    catchUp.deliver(range(2, 3, [message('c', 3)]))
    await clock.advance(200)
    resumed([reset([message('x', 8)], { upTo: 9, floor: 8 })])
    await answer(0, delta(1, 7, [message('old', 2, { rev: 6, standing: true })]))
    expect([...(copy()?.items.keys() ?? [])]).toEqual(['x'])
  })

  it('L6 refuses a reset that was asked before a newer one', async () => {
    resumed([reset([message('a', 1)])])
    catchUp.deliver(range(2, 3, [message('c', 3)]))
    await clock.advance(200)
    resumed([reset([message('x', 8)], { upTo: 9, floor: 8 })])
    await answer(0, reset([message('old', 5)], { upTo: 6 }))
    expect(copy()).toMatchObject({ cursor: 9, timeline: ['x'] })
    expect(asked).toHaveLength(1)
  })

  it('L6 does not bring a channel back that went while it asked', async () => {
    resumed([reset([message('a', 1)])])
    catchUp.deliver(range(2, 3, [message('c', 3)]))
    await clock.advance(200)
    resumed([])
    await answer(0, reset([message('a', 1)]))
    expect(copy()).toBeUndefined()
  })

  it('L7 drops every copy when the epoch is another, and asks anew where that leaves a hole', () => {
    resumed([reset([message('a', 1)]), reset([], { channelId: 'x.two' })])
    resumed([delta(1, 1, []), reset([message('z', 1)], { channelId: 'x.two' })], 'e2')
    expect([...replica.getState().channels.keys()]).toEqual(['x.two'])
    expect(resumes).toBe(1)
  })

  it('takes in a resume as one change', () => {
    let changes = 0
    replica.subscribe(() => {
      changes += 1
    })
    resumed([reset([message('a', 1)]), reset([message('b', 1)], { channelId: 'x.two' })])
    expect(changes).toBe(1)
  })
})

import { directoryId } from '@bijpraat/contract'
import { beforeEach, describe, expect, it } from 'vitest'
import { fromReset, withRange } from '../replica/apply.ts'
import { copyOf, message, range, reset, stateOf } from '../replica/made-for-tests.ts'
import { type ChannelCopy, createReplica, type Replica } from '../replica/replica.ts'
import { createKeeper, type Keeper } from './keeper.ts'
import { createMemoryStorage } from './memory-storage.ts'
import type { CopyStorage, CopyWrite } from './ports.ts'
import { createManualClock, type ManualClock } from './testing/manual-clock.ts'

let clock: ManualClock
let replica: Replica
let storage: CopyStorage
let keeper: Keeper
let writes: CopyWrite[]

const messages = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, at) => message(`m${from + at}`, from + at))
const show = (...copies: ChannelCopy[]) =>
  replica.setState({ me: stateOf([]).me, channels: new Map(copies.map((copy) => [copy.channelId, copy])) })
const onDisk = async (channelId = 'x.one') =>
  (await storage.load())?.channels.find((copy) => copy.channelId === channelId)

beforeEach(async () => {
  clock = createManualClock()
  replica = createReplica()
  writes = []
  const inner = createMemoryStorage()
  storage = {
    ...inner,
    save: (writer, write) => {
      writes.push(write)
      return inner.save(writer, write)
    },
  }
  keeper = createKeeper({ replica, storage, clock, writer: 'tab', onFault: () => {} })
  keeper.lead()
  await clock.advance(0)
})

describe('keeping the copy', () => {
  it('L6 writes what came in a short time in one transaction, of one moment', async () => {
    show(copyOf(messages(1, 2)))
    await clock.advance(100)
    show(copyOf(messages(1, 3)))
    await clock.advance(1_000)
    expect(writes).toHaveLength(1)
    expect(await onDisk()).toMatchObject({ cursor: 3, timeline: ['m1', 'm2', 'm3'] })
  })

  it('writes only what changed since it wrote', async () => {
    const [first, other] = [copyOf(messages(1, 2)), copyOf([], { channelId: 'x.two' })]
    show(first, other)
    await clock.advance(1_000)
    const now = withRange(first, range(2, 3, [message('m3', 3)]))
    show(now, other)
    await clock.advance(1_000)
    expect(writes[1]?.changed).toEqual([{ before: first, now }])
    show(now)
    await clock.advance(1_000)
    expect(writes[2]).toMatchObject({ changed: [], gone: ['x.two'] })
  })

  it('keeps nothing of channels that one only looks into, nor of visitors', async () => {
    show({ ...copyOf(messages(1, 2)), followed: true })
    await clock.advance(1_000)
    expect(await onDisk()).toBeUndefined()
    replica.setState({ me: null, channels: new Map([['x.one', copyOf([])]]) })
    await clock.advance(1_000)
    expect(await onDisk()).toBeUndefined()
  })

  it('L6 keeps the newest of a long channel, contiguous, and trims in steps', async () => {
    let copy = copyOf(messages(1, 700))
    show(copy)
    await clock.advance(1_000)
    expect(await onDisk()).toMatchObject({
      floor: 201,
      below: { unread: Array.from({ length: 100 }, (_, at) => 200 - at) },
    })
    copy = withRange(copy, range(700, 750, messages(701, 750)))
    show(copy)
    await clock.advance(1_000)
    expect((await onDisk())?.floor).toBe(201)
    copy = withRange(copy, range(750, 810, messages(751, 810)))
    show(copy)
    await clock.advance(1_000)
    expect(await onDisk()).toMatchObject({ floor: 311, cursor: 810 })
    expect((await onDisk())?.timeline).toHaveLength(500)
  })

  it('never cuts the cards of people', async () => {
    show(fromReset(reset(messages(1, 900), { channelId: directoryId }), false))
    await clock.advance(1_000)
    expect((await onDisk(directoryId))?.timeline).toHaveLength(900)
  })

  it('stops when another tab writes', async () => {
    show(copyOf(messages(1, 1)))
    await clock.advance(1_000)
    await storage.claim('other tab', 'ann')
    show(copyOf(messages(1, 2)))
    await clock.advance(1_000)
    show(copyOf(messages(1, 3)))
    await clock.advance(1_000)
    expect(writes).toHaveLength(2)
    expect(await onDisk()).toMatchObject({ cursor: 1 })
  })

  it('writes everything anew after it was wiped, or when it leads again', async () => {
    const copy = copyOf(messages(1, 2))
    show(copy)
    await clock.advance(1_000)
    await keeper.wipe('ann', 'copy')
    show({ ...copy })
    await clock.advance(1_000)
    keeper.yield()
    keeper.lead()
    await clock.advance(1_000)
    expect(writes.map(({ changed }) => changed.map(({ before }) => before))).toEqual([
      [undefined],
      [undefined],
      [undefined],
    ])
  })
})

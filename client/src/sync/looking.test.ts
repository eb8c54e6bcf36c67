import { listChannels, personalId } from '@bijpraat/contract'
import { beforeEach, describe, expect, it } from 'vitest'
import { createMemoryStorage } from './memory-storage.ts'
import { type Client, createWorld, type World } from './testing/world.ts'

const one = 'x.one'

let world: World
let ann: Client

const until = (holds: () => boolean) => world.clock.until(holds, 120_000)
const connection = () => ann.state().connection

const goOffline = () => world.outage(ann)

beforeEach(async () => {
  world = createWorld()
  world.server.setRight('ann', one, 'members')
  world.fill(3, one)
  ann = await world.client('ann')
  await until(() => connection() === 'live')
})

describe('looking further', () => {
  it('looks into a channel without being a member, and lets it go', async () => {
    const visitor = await world.client(null)
    world.fill(1, 'open')
    expect(await Promise.race([visitor.engine.follow('open'), world.clock.advance(5_000)])).toBe('followed')
    expect(visitor.state().channels.get('open')).toMatchObject({ followed: true, cursor: 1 })
    world.fill(1, 'open')
    await until(() => visitor.state().channels.get('open')?.cursor === 2)
    visitor.engine.unfollow('open')
    expect(visitor.state().channels.has('open')).toBe(false)
  })

  it('lets go what it asked for a moment ago, whether or not the answer is on its way', async () => {
    const visitor = await world.client(null)
    world.fill(1, 'open')
    void visitor.engine.follow('open')
    visitor.engine.unfollow('open')
    await until(() => visitor.state().connection === 'live')
    await world.clock.advance(5_000)
    expect(visitor.state().channels.has('open')).toBe(false)
    void visitor.engine.follow('open')
    await world.clock.advance(1)
    visitor.engine.unfollow('open')
    await world.clock.advance(5_000)
    expect(visitor.state().channels.has('open')).toBe(false)
  })

  it('says that a channel is not there for me', async () => {
    const outcome = ann.engine.follow('x.secret')
    await world.clock.advance(2_000)
    expect(await outcome).toBe('gone')
  })

  it('does not take a channel of mine for one that I only look into', async () => {
    const again = await world.client('ann')
    const outcome = again.engine.follow(one)
    await until(() => again.state().connection === 'live')
    expect(await outcome).toBe('followed')
    expect(again.state().channels.get(one)?.followed).toBe(false)
  })

  it('L6 loads older pages until the beginning', async () => {
    world.fill(200, one)
    await world.clock.advance(1_000)
    ann = await world.client('ann')
    await until(() => connection() === 'live')
    const floor = () => ann.state().channels.get(one)?.floor
    expect(floor()).toBe(196)
    const [first, second] = [ann.engine.loadOlder(one), ann.engine.loadOlder(one)]
    await world.clock.advance(500)
    expect([await first, await second]).toEqual(['loaded', 'loaded'])
    expect(floor()).toBe(146)
    for (let page = 0; page < 3; page++) {
      void ann.engine.loadOlder(one)
      await world.clock.advance(500)
    }
    expect(ann.state().channels.get(one)).toMatchObject({ floor: 1, reachedStart: true })
    expect(ann.texts(one)).toHaveLength(203)
    expect(await ann.engine.loadOlder(one)).toBe('start')
  })

  it('finds an item of long ago, if it is not too long ago', async () => {
    world.fill(2_600, one)
    await world.clock.advance(3_000)
    ann = await world.client('ann')
    await until(() => connection() === 'live')
    const locate = async (itemId: string) => {
      const located = ann.engine.locate(one, itemId)
      await world.clock.advance(5_000)
      return located
    }
    expect(await locate('m.2400')).toMatchObject({ outcome: 'loaded', item: { seq: 2_400 } })
    expect(await locate('m.1')).toMatchObject({ outcome: 'tooFar', item: { seq: 1 } })
    expect(await locate('m.none')).toEqual({ outcome: 'notFound' })
  })

  it('answers offline what it cannot ask', async () => {
    await goOffline()
    expect(await ann.engine.call(listChannels, {})).toEqual({ ok: false, code: 'offline' })
  })
})

describe('reading', () => {
  const marks = () => world.server.calls.filter(({ command }) => command === 'reading.mark')

  it('L11 says how far I have read at most once a second, and shows it at once', async () => {
    for (const seq of [1, 2, 3]) ann.engine.markRead(one, seq)
    expect(ann.state().marks.get(one)).toBe(3)
    await world.clock.advance(3_000)
    expect(marks().map(({ input }) => input)).toEqual([{ positions: [{ channelId: one, seq: 3 }] }])
    const own = ann.state().channels.get(personalId('ann'))
    expect(own?.items.get('positions')?.content).toEqual({ seqByChannel: { [one]: 3 } })
  })

  it('L11 never goes back, nor beyond what is loaded', async () => {
    ann.engine.markRead(one, 3)
    await world.clock.advance(2_000)
    ann.engine.markRead(one, 2)
    ann.engine.markRead(one, 99)
    await world.clock.advance(2_000)
    expect(marks()).toHaveLength(1)
  })

  it('L11 holds much that was marked at once, and says it when it is kept', async () => {
    const held = ann.engine.holdRead([{ channelId: one, seq: 3 }])
    expect(ann.state().marks.get(one)).toBe(3)
    await world.clock.advance(20_000)
    expect(marks()).toEqual([])
    held.keep()
    held.undo()
    await world.clock.advance(1_000)
    expect(marks().map(({ input }) => input)).toEqual([{ positions: [{ channelId: one, seq: 3 }] }])
    expect(ann.state().marks.get(one)).toBe(3)
  })

  it('L11 takes back what it held, but never what was read before or further since', async () => {
    ann.engine.markRead(one, 1)
    const held = ann.engine.holdRead([{ channelId: one, seq: 3 }])
    held.undo()
    held.keep()
    expect(ann.state().marks.get(one)).toBe(1)
    const again = ann.engine.holdRead([{ channelId: one, seq: 3 }])
    world.fill(2, one)
    await until(() => ann.state().channels.get(one)?.cursor === 5)
    ann.engine.markRead(one, 5)
    again.undo()
    await world.clock.advance(3_000)
    expect(ann.state().marks.get(one)).toBe(5)
    expect(
      marks()
        .map(({ input }) => input)
        .at(-1),
    ).toEqual({ positions: [{ channelId: one, seq: 5 }] })
  })

  it('L11 keeps what could not be said until it is acknowledged', async () => {
    const storage = createMemoryStorage()
    ann = await world.client('ann', { storage })
    await until(() => connection() === 'live')
    await goOffline()
    ann.engine.markRead(one, 2)
    await world.clock.advance(2_000)
    await ann.engine.stop()
    world.server.setFaults({})
    ann = await world.client('ann', { storage })
    expect(ann.state().marks.get(one)).toBe(2)
    await world.clock.advance(5_000)
    expect(marks()).toHaveLength(1)
    expect(await storage.marks.all('ann')).toEqual(new Map())
  })
})

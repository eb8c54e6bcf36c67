import { type Item, listChannels, personalId, postMessage, signedOut } from '@bijpraat/contract'
import { beforeEach, describe, expect, it } from 'vitest'
import { createMemoryStorage } from './memory-storage.ts'
import { type Client, createWorld, type World } from './testing/world.ts'

const one = 'x.one'

let world: World
let ann: Client

const until = (holds: () => boolean) => world.clock.until(holds, 120_000)
const connection = () => ann.state().connection

/** Messages of someone else, one commit each. */
const fill = (count: number, channelId = one) => {
  const head = world.server.logOf(channelId).head
  for (let at = head + 1; at <= head + count; at++) {
    const item = (rev: number): Item => ({
      id: `m.${rev}`,
      kind: 'message',
      seq: rev,
      rev,
      authorId: 'ben',
      createdAt: 0,
      content: { text: `m.${rev}` },
    })
    world.server.commit(channelId, [(_, rev) => item(rev)])
  }
}

const goOffline = async () => {
  world.server.setFaults({ refuseHandshake: 'unavailable' })
  world.server.cutAll()
  await until(() => connection() === 'offline')
}

beforeEach(async () => {
  world = createWorld()
  world.server.setRight('ann', one, 'members')
  fill(3)
  ann = await world.client('ann')
  await until(() => connection() === 'live')
})

describe('starting', () => {
  it('opens with the kept copy before there is a network', async () => {
    await world.clock.advance(1_000)
    await ann.engine.stop()
    world.server.setFaults({ refuseHandshake: 'unavailable' })
    ann = await world.client('ann', { storage: ann.storage })
    expect(ann.state()).toMatchObject({ me: { personId: 'ann' }, connection: 'connecting' })
    expect(ann.texts(one)).toEqual(['m.1', 'm.2', 'm.3'])
    await until(() => connection() === 'offline')
    world.server.setFaults({})
    fill(1)
    await until(() => connection() === 'live')
    expect(ann.texts(one)).toEqual(['m.1', 'm.2', 'm.3', 'm.4'])
  })

  it('knows nobody who is not signed in', async () => {
    const visitor = await world.client(null)
    await until(() => visitor.state().connection === 'live')
    expect(visitor.state().me).toBeNull()
  })
})

describe('honesty about the connection', () => {
  it('L8 says so when nothing was heard for 8 s, and connects anew', async () => {
    world.server.setFaults({ mute: true })
    await world.clock.advance(7_000)
    expect(connection()).toBe('live')
    await world.clock.advance(4_000)
    expect(connection()).toBe('connecting')
    world.server.setFaults({})
    fill(1)
    await until(() => connection() === 'live')
    expect(ann.texts(one)).toHaveLength(4)
  })

  it('L8 says so when the server could not check itself for 10 s', async () => {
    world.server.setPulse({ checked: false })
    await world.clock.advance(9_000)
    expect(connection()).toBe('live')
    await world.clock.advance(5_000)
    expect(connection()).toBe('connecting')
    world.server.setPulse({ checked: true })
    await until(() => connection() === 'live')
  })

  it('W6 says that it must be renewed, and keeps what it owes', async () => {
    world.server.setFaults({ refuseHandshake: 'client_too_old' })
    world.server.cutAll()
    await until(() => connection() === 'renew')
    ann.engine.command(postMessage, { channelId: one, text: 'kept' })
    await world.clock.advance(300_000)
    expect(connection()).toBe('renew')
    expect(ann.state().outbox).toHaveLength(1)
    world.server.setFaults({})
    ann.engine.reconnect()
    await until(() => ann.state().outbox.length === 0)
    expect(ann.texts(one)).toContain('kept')
  })

  it('tries again at once when the device comes back', async () => {
    let change = () => {}
    const device = {
      online: () => true,
      visible: () => true,
      onChange: (run: () => void) => {
        change = run
        return () => {}
      },
    }
    ann = await world.client('ann', { device })
    await until(() => connection() === 'live')
    await goOffline()
    await world.clock.advance(60_000)
    world.server.setFaults({})
    change()
    await world.clock.advance(200)
    expect(connection()).toBe('live')
  })
})

describe('rights', () => {
  it('W4 takes a channel in, and lets it go, when its right comes and goes', async () => {
    world.server.setRight('ann', 'x.two', 'members')
    await until(() => ann.state().channels.has('x.two'))
    world.server.setRight('ann', one, null)
    await until(() => !ann.state().channels.has(one))
  })

  it('W4 follows a burst of changes within the limit of the server', async () => {
    for (let at = 0; at < 200; at++) {
      world.server.setRight('ann', 'x.two', at % 2 === 0 ? 'members' : null)
      await world.clock.advance(100)
    }
    const resumes = world.server.calls.filter(({ command }) => command === 'sync.resume').length
    expect(resumes).toBeLessThan(30)
    await world.clock.advance(5_000)
    expect(ann.state().channels.has('x.two')).toBe(false)
  })

  it('W5 replaces the copy when one is of another audience now', async () => {
    world.server.setRight('ann', one, 'public')
    await until(() =>
      [...(ann.state().channels.get(one)?.items.values() ?? [])].every(({ kind }) => kind === 'stub'),
    )
  })
})

describe('the end of a session', () => {
  const kept = async () => ({
    copy: await ann.storage.load(),
    outbox: await ann.storage.outbox.all('ann'),
  })

  it('keeps nothing when the server says that it has ended', async () => {
    world.server.setFaults({ refuseWith: 'unavailable' })
    ann.engine.command(postMessage, { channelId: one, text: 'unsent' })
    await world.clock.advance(1_000)
    world.server.tellAll(signedOut.name, {})
    await until(() => connection() === 'signedOut')
    expect(ann.state()).toMatchObject({ me: null, channels: new Map(), outbox: [] })
    await world.clock.advance(1_000)
    expect(await kept()).toEqual({ copy: null, outbox: [] })
  })

  it('keeps nothing after signing out here', async () => {
    await ann.engine.forget()
    expect(ann.state()).toMatchObject({ me: null, connection: 'signedOut', channels: new Map() })
    expect(await kept()).toEqual({ copy: null, outbox: [] })
  })

  it('keeps only unsent text, for the same person, when it ended unseen', async () => {
    let cookie: string | null = 'ann'
    const openSocket = world.server.openSocket(() => cookie)
    ann = await world.client('ann', { openSocket })
    await until(() => connection() === 'live')
    await goOffline()
    ann.engine.command(postMessage, { channelId: one, text: 'unsent' })
    await world.clock.advance(1_000)
    cookie = null
    world.server.setFaults({})
    await until(() => connection() === 'signedOut')
    expect(ann.state()).toMatchObject({ me: null, channels: new Map(), outbox: [] })
    cookie = 'ann'
    ann.engine.reconnect()
    await until(() => ann.texts(one).includes('unsent'))
  })

  it('shows and sends nothing of one person to the next', async () => {
    let cookie = 'ann'
    const openSocket = world.server.openSocket(() => cookie)
    ann = await world.client('ann', { openSocket })
    await until(() => connection() === 'live')
    await goOffline()
    ann.engine.command(postMessage, { channelId: one, text: 'private' })
    await world.clock.advance(1_000)
    cookie = 'ben'
    world.server.setRight('ben', one, 'members')
    world.server.setFaults({})
    await until(() => ann.state().me?.personId === 'ben')
    await world.clock.advance(5_000)
    expect(ann.state().outbox).toEqual([])
    expect(ann.texts(one)).not.toContain('private')
    expect(await ann.storage.outbox.all('ann')).toEqual([])
    expect((await ann.storage.load())?.me.personId).toBe('ben')
  })
})

describe('looking further', () => {
  it('looks into a channel without being a member, and lets it go', async () => {
    const visitor = await world.client(null)
    fill(1, 'open')
    expect(await Promise.race([visitor.engine.follow('open'), world.clock.advance(5_000)])).toBe('followed')
    expect(visitor.state().channels.get('open')).toMatchObject({ followed: true, cursor: 1 })
    fill(1, 'open')
    await until(() => visitor.state().channels.get('open')?.cursor === 2)
    visitor.engine.unfollow('open')
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
    fill(200)
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
    fill(2_600)
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

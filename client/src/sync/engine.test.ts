import { postMessage, signedOut } from '@bijpraat/contract'
import { beforeEach, describe, expect, it } from 'vitest'
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
    world.fill(1, one)
    await until(() => connection() === 'live')
    expect(ann.texts(one)).toEqual(['m.1', 'm.2', 'm.3', 'm.4'])
  })

  it('knows nobody who is not signed in', async () => {
    const visitor = await world.client(null)
    await until(() => visitor.state().connection === 'live')
    expect(visitor.state().me).toBeNull()
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

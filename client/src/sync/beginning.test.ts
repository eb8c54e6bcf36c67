import { directoryId, postMessage } from '@bijpraat/contract'
import { beforeEach, describe, expect, it } from 'vitest'
import { type Client, createWorld, type World } from './testing/world.ts'

const one = 'x.one'
const two = 'x.two'

let world: World

beforeEach(() => {
  world = createWorld()
  for (const channelId of [one, two, directoryId]) world.server.setRight('ann', channelId, 'members')
  world.fill(30, one)
  world.fill(30, two)
  world.fill(3, directoryId)
})

const until = (holds: () => boolean) => world.clock.until(holds, 120_000)
const isLive = (client: Client) => until(() => client.state().connection === 'live')
const glance = (personId: string | null, open = one) => Promise.resolve(world.server.glance(personId, open))

const resumesAsked = () =>
  world.server.calls
    .filter(({ command }) => command === 'sync.resume')
    .map(({ input }) => (input as { have: { channelId: string; cursor: number }[] }).have)

describe('what was glanced at', () => {
  it('shows before there is a connection, and the first resume goes on from it', async () => {
    const ann = await world.client('ann', { glanced: glance('ann') })
    await world.clock.advance(0)
    expect(ann.state()).toMatchObject({ me: { personId: 'ann' }, connection: 'connecting' })
    expect(ann.texts(one)).toEqual(['m.27', 'm.28', 'm.29', 'm.30'])
    expect(ann.texts(two)).toEqual(['m.30'])
    world.fill(1, one)
    await isLive(ann)
    const [have] = resumesAsked()
    expect(have).toContainEqual(expect.objectContaining({ channelId: one, cursor: 30 }))
    expect(have).toContainEqual(expect.objectContaining({ channelId: directoryId, cursor: 0 }))
    expect(ann.texts(one).at(-1)).toBe('m.31')
    await until(() => ann.texts(directoryId).length === 3)
  })

  it('is written in at once, and sent when there is a connection', async () => {
    const ann = await world.client('ann', { glanced: glance('ann') })
    await world.clock.advance(0)
    ann.engine.command(postMessage, { channelId: one, text: 'hoi' })
    await until(() => ann.texts(one).at(-1) === 'hoi')
  })

  it('is nothing beside what the connection brought, or what is kept here', async () => {
    const late = world.server.glance('ann', one)
    world.fill(1, one)
    let arrive = (_: unknown) => {}
    const glanced = new Promise((resolve) => {
      arrive = resolve
    })
    const ann = await world.client('ann', { glanced })
    await isLive(ann)
    arrive(late)
    await world.clock.advance(1_000)
    expect(ann.texts(one)).toHaveLength(8)
    expect(ann.texts(one).at(-1)).toBe('m.31')
    await ann.engine.stop()

    const again = await world.client('ann', { storage: ann.storage, glanced: Promise.resolve(late) })
    expect(again.texts(one).at(-1)).toBe('m.31')
  })

  it('of another session goes when the connection says who it is', async () => {
    const ben = await world.client('ben', { glanced: glance('ann') })
    await world.clock.advance(0)
    expect(ben.state().me?.personId).toBe('ann')
    await until(() => ben.state().me?.personId === 'ben')
    expect([...ben.state().channels.keys()]).not.toContain(one)
  })

  it('shows who is not signed in what anyone may see', async () => {
    world.fill(3, 'open')
    const visitor = await world.client(null, { glanced: glance(null, 'open') })
    await world.clock.advance(0)
    expect(visitor.state()).toMatchObject({ me: null, connection: 'connecting' })
    expect(visitor.state().channels.get('open')?.followed).toBe(true)
    void visitor.engine.follow('open')
    await isLive(visitor)
    expect(visitor.state().channels.has('open')).toBe(true)
  })

  it('is no answer when the server refused, or is of another version', async () => {
    for (const answer of [null, { ok: false, code: 'unknown_command' }, { ok: true, data: { epoch: 1 } }]) {
      const ann = await world.client('ann', { glanced: Promise.resolve(answer) })
      expect(ann.state().me).toBeUndefined()
      await isLive(ann)
      await ann.engine.stop()
    }
  })
})

describe('a channel that is looked into', () => {
  it('is asked for again when it was opened while the answer was on its way', async () => {
    world.fill(3, 'open')
    const ann = await world.client('ann', { glanced: glance('ann', 'open') })
    // In small steps: the answer to what the handshake asks is soon there.
    while (resumesAsked().length === 0) await world.clock.advance(1)
    expect(await ann.engine.follow('open')).toBe('followed')
    await isLive(ann)
    await world.clock.advance(5_000)
    expect(ann.state().channels.get('open')?.followed).toBe(true)
  })
})

describe('a copy that began short', () => {
  it('grows to a fresh page when all else is done', async () => {
    const ann = await world.client('ann', { glanced: glance('ann') })
    await isLive(ann)
    expect(ann.texts(two)).toHaveLength(1)
    await until(() => ann.texts(two).length === 30 && ann.texts(one).length === 30)
    expect(ann.state().channels.get(two)?.reachedStart).toBe(true)
  })

  it('is tried again on the next connection when this one is lost', async () => {
    const ann = await world.client('ann', { glanced: glance('ann') })
    await isLive(ann)
    await world.outage(ann)
    await world.clock.advance(10_000)
    expect(ann.texts(two)).toHaveLength(1)
    world.server.setFaults({})
    await until(() => ann.texts(two).length === 30)
  })
})

import { beforeEach, expect, it } from 'vitest'
import { type Client, createWorld, type World } from './testing/world.ts'

const one = 'x.one'

let world: World
let ann: Client

const until = (holds: () => boolean) => world.clock.until(holds, 120_000)
const isLive = () => ann.state().connection === 'live'
const isConnected = () => world.server.sockets.size > 0
const asked = () => world.server.calls.filter(({ command }) => command === 'sync.resume')

beforeEach(async () => {
  world = createWorld()
  world.server.setRight('ann', one, 'members')
  world.fill(3, one)
})

it('L6 catches up by what the handshake asks, from what is held when it is sent', async () => {
  ann = await world.client('ann')
  await until(isLive)
  expect(asked()).toHaveLength(1)
  await world.outage(ann)
  world.fill(2, one)
  world.server.setFaults({})
  await until(isLive)
  expect(asked()).toHaveLength(2)
  expect(asked()[1]?.input).toMatchObject({ have: [{ channelId: 'me.ann' }, { channelId: one, cursor: 3 }] })
  expect(ann.texts(one)).toHaveLength(5)
})

it('L6 asks by the command on the same connection when that is refused', async () => {
  world.server.setFaults({ refuse: 1 })
  ann = await world.client('ann')
  await until(() => asked().length > 0)
  const connections = [...world.server.sockets]
  expect(connections).toHaveLength(1)
  world.server.setFaults({})
  await until(isLive)
  expect(asked()).toHaveLength(2)
  expect([...world.server.sockets]).toEqual(connections)
})

it('L8 does not call live what has no answer to it, and connects anew', async () => {
  world.server.setFaults({ loseAnswer: 1 })
  ann = await world.client('ann')
  await until(isConnected)
  const [first] = world.server.sockets
  await world.clock.advance(9_000)
  expect(ann.state().connection).toBe('connecting')
  expect([...world.server.sockets]).toEqual([first])
  world.server.setFaults({})
  await until(isLive)
  expect([...world.server.sockets]).not.toContain(first)
})

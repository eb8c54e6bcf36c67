import { postMessage, resumed } from '@bijpraat/contract'
import { beforeEach, describe, expect, it } from 'vitest'
import type { OpenSocket } from './ports.ts'
import { type Client, createWorld, type World } from './testing/world.ts'

const one = 'x.one'

let world: World
let ann: Client

const until = (holds: () => boolean) => world.clock.until(holds, 120_000)
const connection = () => ann.state().connection

/** Lets the server say once that it has compared its channels. */
const hearPulse = () => world.clock.advance(2_500)

const goOffline = () => world.outage(ann)

beforeEach(async () => {
  world = createWorld()
  world.server.setRight('ann', one, 'members')
  world.fill(3, one)
  ann = await world.client('ann')
  await until(() => connection() === 'live')
})

describe('honesty about the connection', () => {
  it('L8 says so when nothing was heard for 8 s, and connects anew', async () => {
    await hearPulse()
    world.server.setFaults({ mute: true })
    await world.clock.advance(7_000)
    expect(connection()).toBe('live')
    await world.clock.advance(4_000)
    expect(connection()).toBe('connecting')
    world.server.setFaults({})
    world.fill(1, one)
    await until(() => connection() === 'live')
    expect(ann.texts(one)).toHaveLength(4)
  })

  it('L8 says so when the server could not check itself for 8 s', async () => {
    await hearPulse()
    world.server.setPulse({ checked: false })
    await world.clock.advance(5_000)
    expect(connection()).toBe('live')
    await world.clock.advance(5_000)
    expect(connection()).toBe('connecting')
    world.server.setPulse({ checked: true })
    await until(() => connection() === 'live')
  })

  it('L8 says so when it hears of all but a comparison', async () => {
    const hearFor = async (seconds: number) => {
      for (let n = 0; n < seconds; n += 1) {
        world.fill(1, one)
        await world.clock.advance(1_000)
      }
    }
    await hearPulse()
    world.server.setPulse(null)
    await hearFor(5)
    expect(connection()).toBe('live')
    await hearFor(5)
    expect(connection()).toBe('connecting')
    world.server.setPulse({ checked: true })
    await until(() => connection() === 'live')
  })

  it('L8 says so soon when a comparison is not heard of from the beginning', async () => {
    world.server.setPulse(null)
    await world.clock.advance(3_000)
    expect(connection()).toBe('live')
    await world.clock.advance(3_000)
    expect(connection()).toBe('connecting')
  })

  it('L8 says so when nothing that it asks is answered, whatever it hears, and connects anew', async () => {
    await hearPulse()
    world.server.setFaults({ loseRequest: 1 })
    ann.engine.command(postMessage, { channelId: one, text: 'lost on its way' })
    await world.clock.advance(12_000)
    expect(connection()).toBe('connecting')
    world.server.setFaults({})
    await until(() => connection() === 'live' && ann.state().outbox.length === 0)
    expect(ann.texts(one)).toContain('lost on its way')
  })

  it('gives a slow line more time each time', async () => {
    const fast = world.server.openSocket(() => 'ann')
    const openSocket: OpenSocket = (listener) =>
      fast({
        ...listener,
        broadcast: (name, payload) =>
          void world.clock.after(name === resumed.name ? 25_000 : 0, () => listener.broadcast(name, payload)),
      })
    ann = await world.client('ann', { openSocket })
    await until(() => connection() === 'live')
    expect(ann.texts(one)).toHaveLength(3)
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

  it('finds out at once when the device loses its network', async () => {
    let change = () => {}
    let online = true
    const device = {
      online: () => online,
      visible: () => true,
      onChange: (run: () => void) => {
        change = run
        return () => {}
      },
    }
    ann = await world.client('ann', { device })
    await until(() => connection() === 'live')
    online = false
    change()
    await world.clock.advance(1_000)
    expect(connection()).toBe('live')
    world.server.setFaults({ mute: true, refuseHandshake: 'unavailable' })
    change()
    expect(connection()).toBe('connecting')
    await world.clock.advance(2_000)
    expect(connection()).toBe('offline')
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

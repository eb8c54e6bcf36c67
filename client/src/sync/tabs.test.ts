import { type Item, postMessage } from '@bijpraat/contract'
import { beforeEach, describe, expect, it } from 'vitest'
import { createMemoryStorage } from './memory-storage.ts'
import type { CopyStorage } from './ports.ts'
import { createTabsHub } from './testing/tabs-hub.ts'
import { type Client, createWorld, type World } from './testing/world.ts'

const one = 'x.one'

let world: World
let storage: CopyStorage
let hub: ReturnType<typeof createTabsHub>

const open = async () => {
  const tabs = hub.tab()
  // One browser's tabs share what is kept; closing one must not close it for the others.
  const client = await world.client('ann', { storage: { ...storage, kind: 'kept' }, tabs })
  await world.clock.until(() => client.state().connection === 'live')
  return { ...client, tabs }
}

const write = (client: Client, text: string) => client.engine.command(postMessage, { channelId: one, text })
const empty = (...clients: Client[]) =>
  world.clock.until(() => clients.every((client) => client.state().outbox.length === 0))
const texts = () =>
  [...world.server.logOf(one).items.values()].map((item: Item) => (item.content as { text: string }).text)

beforeEach(() => {
  world = createWorld()
  storage = createMemoryStorage()
  hub = createTabsHub()
  world.server.setRight('ann', one, 'members')
})

describe('two tabs', () => {
  it('L12 send by one of them what either wrote, and both show it', async () => {
    const [first, second] = [await open(), await open()]
    world.server.setFaults({ loseAnswer: 1, loseDelivery: 1 })
    write(second, 'from the second')
    await world.clock.advance(1_000)
    expect(first.state().outbox.map(({ state }) => state)).toEqual(['sending'])
    expect(second.state().outbox.map(({ state }) => state)).toEqual(['sending'])
    world.server.setFaults({})
    await empty(first, second)
    write(first, 'from the first')
    await empty(first, second)
    expect(texts()).toEqual(['from the second', 'from the first'])
    await world.clock.until(() => [first, second].every((client) => client.texts(one).length === 2))
  })

  it('L12 keep one order over both', async () => {
    const [first, second] = [await open(), await open()]
    world.server.setFaults({ refuseWith: 'unavailable' })
    for (let at = 0; at < 6; at++) {
      write(at % 2 === 0 ? first : second, String(at))
      await world.clock.advance(10)
    }
    world.server.setFaults({})
    await empty(first, second)
    expect(texts()).toEqual(['0', '1', '2', '3', '4', '5'])
  })

  it('L12 go on when the leading one closes', async () => {
    const [first, second] = [await open(), await open()]
    world.server.setFaults({ refuseWith: 'unavailable' })
    write(second, 'left behind')
    await world.clock.advance(1_000)
    world.server.setFaults({})
    await first.engine.stop()
    await empty(second)
    expect(texts()).toEqual(['left behind'])
  })

  it('L12 do not wait for a leading one that is frozen', async () => {
    const [first, second] = [await open(), await open()]
    first.tabs.freeze()
    write(second, 'not held up')
    await world.clock.advance(10_000)
    expect(texts()).toEqual(['not held up'])
    await empty(second)
  })

  it('show in both what was dropped in one', async () => {
    const [first, second] = [await open(), await open()]
    world.server.setFaults({ refuseWith: 'banned' })
    const commandId = write(first, 'refused')
    await world.clock.until(() => second.state().outbox[0]?.state === 'failed')
    second.engine.discard(commandId)
    await world.clock.advance(100)
    expect(first.state().outbox).toEqual([])
    expect(await storage.outbox.all('ann')).toEqual([])
  })

  it('keep the copy by one writer, and the next takes it over whole', async () => {
    const [first, second] = [await open(), await open()]
    const third = await world.client('ben', {})
    world.server.setRight('ben', one, 'members')
    await world.clock.advance(1_000)
    await first.engine.stop()
    third.engine.command(postMessage, { channelId: one, text: 'after the change of writer' })
    await world.clock.until(() => second.texts(one).length === 1)
    await world.clock.advance(1_000)
    const kept = (await storage.load())?.channels.find(({ channelId }) => channelId === one)
    expect(kept?.timeline).toEqual(second.state().channels.get(one)?.timeline)
  })

  it('L12 lose nothing that the browser had no room for', async () => {
    const [first, second] = [await open(), await open()]
    world.server.setFaults({ refuseWith: 'unavailable' })
    const { add } = storage.outbox
    storage.outbox.add = () => Promise.reject(new Error('no room'))
    write(first, 'only in memory')
    await world.clock.advance(100)
    storage.outbox.add = add
    write(second, 'kept')
    await world.clock.advance(100)
    world.server.setFaults({})
    await empty(first, second)
    expect(texts().sort()).toEqual(['kept', 'only in memory'])
  })

  it('both forget when one signs out', async () => {
    const [first, second] = [await open(), await open()]
    await first.engine.forget()
    await world.clock.until(() => second.state().connection === 'signedOut')
    expect(second.state()).toMatchObject({ me: null, channels: new Map() })
    await world.clock.advance(1_000)
    expect(await storage.load()).toBeNull()
  })
})

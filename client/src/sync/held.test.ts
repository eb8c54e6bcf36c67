import { acknowledge, postMessage } from '@bijpraat/contract'
import { beforeEach, describe, expect, it } from 'vitest'
import { createMemoryStorage } from './memory-storage.ts'
import { createTabsHub } from './testing/tabs-hub.ts'
import { type Client, createWorld, type World } from './testing/world.ts'

const channelId = 'x.one'

let world: World
let ann: Client

beforeEach(async () => {
  world = createWorld()
  world.server.setRight('ann', channelId, 'members')
  world.fill(1, channelId)
})

const open = async (parts: Parameters<World['client']>[1] = {}) => {
  const client = await world.client('ann', parts)
  await world.clock.until(() => client.state().connection === 'live')
  return client
}
const given = () =>
  world.server.calls.filter(({ command }) => command === acknowledge.name || command === postMessage.name)
const hold = () => ann.engine.hold(acknowledge, { channelId, itemId: 'm.1' })
const owed = () => ann.state().outbox.map(({ command }) => command)

describe('what can be taken back', () => {
  it('L12 is shown at once and sent when it is kept', async () => {
    ann = await open()
    const { keep } = hold()
    expect(owed()).toEqual([acknowledge.name])
    await world.clock.advance(10_000)
    expect(given()).toEqual([])
    keep()
    await world.clock.advance(1_000)
    expect(given()).toHaveLength(1)
  })

  it('L12 is never sent when it is taken back, and keeps nothing waiting meanwhile', async () => {
    ann = await open()
    const { keep, undo } = hold()
    ann.engine.command(postMessage, { channelId, text: 'goes on' })
    await world.clock.until(() => ann.texts(channelId).includes('goes on'))
    undo()
    keep()
    await world.clock.advance(60_000)
    expect(given().map(({ command }) => command)).toEqual([postMessage.name])
    expect(await ann.storage.outbox.all('ann')).toEqual([])
  })

  it('L12 is sent when its page is out of sight', async () => {
    let hide = () => {}
    const onChange = (run: () => void) => {
      const before = hide
      hide = () => {
        before()
        run()
      }
      return () => {}
    }
    let visible = true
    ann = await open({ device: { online: () => true, visible: () => visible, onChange } })
    hold()
    visible = false
    hide()
    await world.clock.advance(1_000)
    expect(given()).toHaveLength(1)
  })

  it('L12 is sent by the next page where its own went at once, or by another tab', async () => {
    const storage = createMemoryStorage()
    const hub = createTabsHub()
    await open({ storage: { ...storage, kind: 'kept' }, tabs: hub.tab() })
    ann = await open({ storage: { ...storage, kind: 'kept' }, tabs: hub.tab() })
    hold()
    await world.clock.advance(10_000)
    expect(given()).toEqual([])
    await world.clock.advance(30_000)
    expect(given()).toHaveLength(1)
  })

  it('L12 is let go in one tab and sent by the other that leads', async () => {
    const storage = createMemoryStorage()
    const hub = createTabsHub()
    await open({ storage: { ...storage, kind: 'kept' }, tabs: hub.tab() })
    ann = await open({ storage: { ...storage, kind: 'kept' }, tabs: hub.tab() })
    const { keep } = hold()
    await world.clock.advance(1_000)
    keep()
    await world.clock.advance(1_000)
    expect(given()).toHaveLength(1)
  })
})

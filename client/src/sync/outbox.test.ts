import { channelItemId, editMessage, type Item, postMessage } from '@bijpraat/contract'
import { beforeEach, describe, expect, it } from 'vitest'
import { timelineOf } from '../replica/timeline.ts'
import { createMemoryStorage } from './memory-storage.ts'
import type { CopyStorage } from './ports.ts'
import { type Client, createWorld, type World } from './testing/world.ts'

const one = 'x.one'
const minutes = 60_000

let world: World
let ann: Client

const posts = () => world.server.calls.filter(({ command }) => command === postMessage.name)
const logTexts = (channelId = one) =>
  [...world.server.logOf(channelId).items.values()]
    .filter((item: Item) => item.id !== channelItemId)
    .map((item) => (item.content as { text: string }).text)
const states = () => ann.state().outbox.map(({ state, code }) => (code ? `${state}: ${code}` : state))
const write = (text: string, channelId = one) => ann.engine.command(postMessage, { channelId, text })
const live = () => world.clock.until(() => ann.state().connection === 'live')
const empty = () => world.clock.until(() => ann.state().outbox.length === 0, 10 * minutes)

beforeEach(async () => {
  world = createWorld()
  world.server.setRight('ann', one, 'members')
  world.server.setRight('ann', 'x.two', 'members')
  ann = await world.client('ann')
  await live()
})

const goOffline = () => world.outage(ann)

describe('sending', () => {
  it('L12 shows what was written at once and sends it in order, one at a time per channel', async () => {
    write('1')
    write('2')
    write('elsewhere', 'x.two')
    expect(timelineOf(ann.state(), one)).toHaveLength(2)
    await world.clock.advance(0)
    expect(states()).toEqual(['sending', 'waiting', 'sending'])
    await empty()
    expect(logTexts()).toEqual(['1', '2'])
    expect(ann.texts(one)).toEqual(['1', '2'])
    expect(posts()).toHaveLength(3)
  })

  it('L12 keeps an entry before it sends it', async () => {
    const inner = createMemoryStorage()
    let release = () => {}
    const storage: CopyStorage = {
      ...inner,
      outbox: {
        ...inner.outbox,
        add: (entry) => new Promise((resolve) => (release = () => resolve(inner.outbox.add(entry)))),
      },
    }
    ann = await world.client('ann', { storage })
    await live()
    write('kept first')
    world.server.cutAll()
    await world.clock.advance(5_000)
    expect(posts()).toEqual([])
    release()
    await empty()
    expect(logTexts()).toEqual(['kept first'])
  })

  it('L12 keeps an entry until the copy that shows it is kept', async () => {
    const inner = createMemoryStorage()
    let isHeld = false
    let release = () => {}
    const storage: CopyStorage = {
      ...inner,
      save: async (...write) => {
        if (isHeld) await new Promise<void>((resolve) => (release = resolve))
        return inner.save(...write)
      },
    }
    ann = await world.client('ann', { storage })
    await live()
    isHeld = true
    write('shown, but not on disk')
    await empty()
    const kept = async () => (await inner.outbox.all('ann')).map(({ input }) => input.text)
    expect(ann.texts(one)).toEqual(['shown, but not on disk'])
    expect(await kept()).toEqual(['shown, but not on disk'])
    isHeld = false
    release()
    await world.clock.advance(0)
    expect(await kept()).toEqual([])
  })

  it('L4 repeats what got no answer under the same id with the same content', async () => {
    // Neither by an answer nor by the log does it hear that the first was done.
    world.server.setFaults({ loseAnswer: 1, loseDelivery: 1 })
    for (const text of ['1', '2', '3', '4']) write(text)
    await world.clock.until(() => posts().length > 1)
    world.server.setFaults({ loseRequest: 0.5, loseAnswer: 0.4, loseDelivery: 1 })
    await world.clock.advance(3 * minutes)
    world.server.setFaults({})
    await empty()
    expect(logTexts()).toEqual(['1', '2', '3', '4'])
    expect(posts().length).toBeGreaterThan(4)
  })

  it('L12 sends an edit of what was not sent yet after it', async () => {
    await goOffline()
    const itemId = write('first')
    ann.engine.command(editMessage, { channelId: one, itemId, text: 'second' })
    world.server.setFaults({})
    await empty()
    expect(logTexts()).toEqual(['second'])
  })

  it('L12 goes on after a restart with what was not sent', async () => {
    await goOffline()
    write('1')
    write('2')
    await world.clock.advance(0)
    await ann.engine.stop()
    world.server.setFaults({})
    ann = await world.client('ann', { storage: ann.storage })
    expect(ann.state().outbox.map(({ input }) => input.text)).toEqual(['1', '2'])
    await empty()
    expect(logTexts()).toEqual(['1', '2'])
  })

  it('clears what the log shows although no answer came', async () => {
    world.server.setFaults({ loseAnswer: 1 })
    write('seen')
    await world.clock.advance(1_000)
    expect(states()).toEqual([])
  })

  it('shows what was acknowledged until the log shows it', async () => {
    world.server.setFaults({ loseDelivery: 1 })
    write('acknowledged')
    await world.clock.until(() => states()[0] === 'sent')
    expect(timelineOf(ann.state(), one)).toMatchObject([{ state: 'sent' }])
    world.server.setFaults({})
    await empty()
    expect(timelineOf(ann.state(), one)).toMatchObject([{ state: 'confirmed' }])
  })
})

describe('a log that was put back', () => {
  it('L7 gets what it acknowledged and lost again', async () => {
    const backup = world.server.backup()
    world.server.setFaults({ loseDelivery: 1 })
    write('acknowledged')
    await world.clock.until(() => states()[0] === 'sent')
    world.server.restore(backup)
    expect(logTexts()).toEqual([])
    world.server.setFaults({})
    await empty()
    expect(logTexts()).toEqual(['acknowledged'])
  })
})

describe('when it was written', () => {
  it('is said of what waited for more than two minutes', async () => {
    await goOffline()
    write('long ago')
    const writtenAt = world.clock.now()
    await world.clock.advance(3 * minutes)
    world.server.setFaults({})
    await empty()
    expect(posts()[0]?.input).toMatchObject({ writtenAt })
  })

  it('L4 is not added to what may have reached the server without it', async () => {
    world.server.setFaults({ refuseWith: 'unavailable' })
    write('tried at once')
    await world.clock.until(() => posts().length === 1)
    await ann.engine.stop()
    await world.clock.advance(5 * minutes)
    world.server.setFaults({})
    ann = await world.client('ann', { storage: ann.storage })
    await empty()
    expect(posts()).toHaveLength(2)
    expect(posts()[1]?.input).toEqual(posts()[0]?.input)
  })
})

describe('refusals', () => {
  it('L12 waits in its place while a refusal passes', async () => {
    world.server.setFaults({ refuseWith: 'unavailable' })
    write('1')
    write('2')
    await world.clock.advance(20_000)
    expect(states()).toEqual(['waiting: unavailable', 'waiting'])
    expect(posts().length).toBeLessThan(10)
    world.server.setFaults({})
    await empty()
    expect(logTexts()).toEqual(['1', '2'])
  })

  it('L12 fails what is refused for good, and goes on with the next', async () => {
    ann.engine.command(editMessage, { channelId: one, itemId: 'nothing', text: 'x' })
    write('after it')
    await world.clock.until(() => logTexts().includes('after it'))
    expect(states()[0]).toBe('failed: not_found')
  })

  it('L12 fails what the server cannot do, after trying for long', async () => {
    world.server.setFaults({ refuseWith: 'internal' })
    write('poison')
    await world.clock.until(() => states()[0] === 'failed: internal', 10 * minutes)
    world.server.setFaults({})
    const [failed] = ann.state().outbox
    ann.engine.retry(failed?.commandId ?? '')
    await empty()
    expect(logTexts()).toEqual(['poison'])
  })

  it('keeps what failed over a restart', async () => {
    world.server.setFaults({ refuseWith: 'banned' })
    write('refused')
    await world.clock.until(() => states()[0] === 'failed: banned')
    await ann.engine.stop()
    ann = await world.client('ann', { storage: ann.storage })
    expect(states()).toEqual(['failed: banned'])
  })

  it('drops an entry with what was queued upon it', async () => {
    await goOffline()
    const itemId = write('not this')
    ann.engine.command(editMessage, { channelId: one, itemId, text: 'nor this' })
    write('but this')
    await world.clock.advance(0)
    ann.engine.discard(itemId)
    world.server.setFaults({})
    await empty()
    expect(logTexts()).toEqual(['but this'])
  })

  it('keeps text that does not fit, to be copied', () => {
    write('x'.repeat(5_000))
    expect(states()).toEqual(['failed: invalid_input'])
    expect(ann.state().outbox[0]?.input.text).toHaveLength(5_000)
  })

  it('L6 keeps unsent text of a channel that is gone', async () => {
    await goOffline()
    write('nowhere to go')
    world.server.setRight('ann', one, null)
    world.server.setFaults({})
    await world.clock.until(() => ann.state().connection === 'live')
    expect(ann.state().channels.has(one)).toBe(false)
    expect(states()).toEqual(['failed: forbidden'])
  })

  it('L4 calls nothing failed that was done before its channel went', async () => {
    world.server.setFaults({ loseAnswer: 1, loseDelivery: 1 })
    write('done')
    await world.clock.until(() => logTexts().length === 1)
    await goOffline()
    world.server.setRight('ann', one, null)
    world.server.setFaults({})
    await empty()
    expect(logTexts()).toEqual(['done'])
  })
})

describe('storage that fails', () => {
  it('goes on in memory, and says so', async () => {
    const broken = () => Promise.reject(new Error('no room'))
    const inner = createMemoryStorage()
    const storage: CopyStorage = {
      ...inner,
      kind: 'kept',
      save: broken,
      outbox: { ...inner.outbox, add: broken, put: broken },
    }
    ann = await world.client('ann', { storage })
    await live()
    write('still sent')
    await empty()
    expect(ann.state().storage).toBe('memory')
    expect(logTexts()).toEqual(['still sent'])
  })
})

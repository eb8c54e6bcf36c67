import 'fake-indexeddb/auto'
import { postMessage } from '@bijpraat/contract'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { entry } from '../replica/made-for-tests.ts'
import { openStorage } from './copy.ts'
import type { CopyStorage } from './ports.ts'
import { createWorld } from './testing/world.ts'

/** As a browser's: keys are its own properties. */
const createShelf = (): Storage => {
  const methods = {
    getItem: (key: string) => (Object.hasOwn(shelf, key) ? shelf[key] : null),
    setItem: (key: string, value: string) => void Object.assign(shelf, { [key]: value }),
    removeItem: (key: string) => void delete shelf[key],
  }
  const shelf: Storage = Object.create(methods)
  return shelf
}

let names = 0
let name: string
let shelf: Storage
let underWay: IDBTransaction[]
const { transaction } = IDBDatabase.prototype

/** What browsers do with a page that goes: what its database has not committed is undone, and nothing runs any more. */
const goAtOnce = () => {
  for (const tx of underWay) {
    try {
      tx.abort()
    } catch {
      // It was committed.
    }
  }
  underWay = []
}

const open = (): Promise<CopyStorage> => openStorage({ name, shelf: () => shelf })
const owed = async () => (await (await open()).outbox.all('ann')).map(({ commandId }) => commandId)
const readUpTo = async () => (await open()).marks.all('ann')
const undone = (task: Promise<unknown>) => expect(task).rejects.toThrow()

beforeEach(() => {
  name = `owed-${++names}`
  shelf = createShelf()
  underWay = []
  IDBDatabase.prototype.transaction = function (...how) {
    const tx = transaction.apply(this, how)
    if (tx.mode === 'readwrite') underWay.push(tx)
    return tx
  }
})

afterEach(() => {
  IDBDatabase.prototype.transaction = transaction
})

describe('a page that goes in the moment of a press', () => {
  it('L12 leaves what it owes, in order', async () => {
    const storage = await open()
    await storage.outbox.add(entry('m1'))
    const adding = ['m3', 'm2'].map((id) => undone(storage.outbox.add(entry(id))))
    goAtOnce()
    await Promise.all(adding)
    expect(await owed()).toEqual(['m1', 'm3', 'm2'])
    // From now on the database has it.
    expect(Object.keys(shelf)).toEqual([])
    expect(await owed()).toEqual(['m1', 'm3', 'm2'])
  })

  it('L12 does not bring back what was dropped', async () => {
    const storage = await open()
    await storage.outbox.add(entry('m1'))
    await storage.outbox.add(entry('m2'))
    const removing = undone(storage.outbox.remove(['m1']))
    goAtOnce()
    await removing
    expect(await owed()).toEqual(['m2'])
  })

  it('L4 leaves it with the content that it was settled on', async () => {
    const storage = await open()
    const adding = undone(storage.outbox.add(entry('m1')))
    const settled = entry('m1', { settled: true, input: { commandId: 'm1', writtenAt: 5 } })
    const putting = undone(storage.outbox.put(settled))
    goAtOnce()
    await Promise.all([adding, putting])
    expect(await (await open()).outbox.all('ann')).toEqual([settled])
  })

  it('L12 leaves that it was let go, also where it was kept before', async () => {
    const storage = await open()
    await storage.outbox.add(entry('m1', { heldUntil: 9 }))
    const adding = storage.outbox.add(entry('m2', { heldUntil: 9 }))
    const putting = ['m1', 'm2'].map((id) => undone(storage.outbox.put(entry(id))))
    await adding
    goAtOnce()
    await Promise.all(putting)
    expect(await (await open()).outbox.all('ann')).toEqual([entry('m1'), entry('m2')])
  })

  it('L11 leaves how far was read', async () => {
    const storage = await open()
    await storage.marks.raise('ann', new Map([['x.one', 3]]))
    const raising = undone(storage.marks.raise('ann', new Map([['x.one', 5]])))
    goAtOnce()
    await raising
    expect(await readUpTo()).toEqual(new Map([['x.one', 5]]))
    await storage.marks.settle('ann', new Map([['x.one', 5]]))
    expect(await readUpTo()).toEqual(new Map())
  })

  it('leaves nothing of one person for the next', async () => {
    const storage = await open()
    await storage.claim('tab', 'ann')
    const writing = [storage.outbox.add(entry('m1')), storage.marks.raise('ann', new Map([['x.one', 5]]))]
    const undoing = writing.map(undone)
    goAtOnce()
    await Promise.all(undoing)
    await (await open()).claim('tab', 'ben')
    expect(Object.keys(shelf)).toEqual([])
    expect(await owed()).toEqual([])
  })

  it('L12 finds all again that it showed as done, and does it once', async () => {
    const world = createWorld()
    world.server.setRight('ann', 'x.one', 'members')
    world.fill(3, 'x.one')
    const onChange: (() => void)[] = []
    const device = {
      online: () => true,
      visible: () => false,
      onChange: (run: () => void) => {
        onChange.push(run)
        return () => {}
      },
    }
    const page = await world.client('ann', { storage: await open(), device })
    await world.clock.until(() => page.state().channels.get('x.one')?.cursor === 3)
    await world.outage(page)
    await vi.waitFor(async () => expect(await (await open()).load()).not.toBeNull())
    page.engine.command(postMessage, { channelId: 'x.one', text: 'not lost' })
    page.engine.markRead('x.one', 3)
    for (const run of onChange) run()
    goAtOnce()

    const next = await world.client('ann', { storage: await open() })
    expect(next.state().outbox.map(({ input }) => input.text)).toEqual(['not lost'])
    expect(next.state().marks.get('x.one')).toBe(3)
    world.server.setFaults({})
    await world.clock.until(() => next.state().outbox.length === 0)
    await world.clock.until(() => next.texts('x.one').includes('not lost'))
    expect(world.server.logOf('x.one').items.size).toBe(4)
  })
})

describe('another tab', () => {
  it('L4 does not bring back what was sent meanwhile', async () => {
    const [one, other] = [await open(), await open()]
    const adding = one.outbox.add(entry('m1'))
    // It has looked before that was done, and comes to the database after it.
    const looking = other.outbox.all('ann')
    await adding
    await one.outbox.remove(['m1'])
    await looking
    expect(await owed()).toEqual([])
  })
})

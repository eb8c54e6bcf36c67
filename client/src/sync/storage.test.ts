import 'fake-indexeddb/auto'
import { beforeEach, describe, expect, it } from 'vitest'
import { fromReset, withRange } from '../replica/apply.ts'
import { copyOf, entry, message, range, reset, stateOf } from '../replica/made-for-tests.ts'
import { openStorage } from './copy.ts'
import { createMemoryStorage } from './memory-storage.ts'
import type { CopyStorage } from './ports.ts'

const me = stateOf([]).me
if (!me) throw new Error('the maker of states knows who is signed in')

let names = 0
const kinds: [string, () => Promise<CopyStorage>][] = [
  ['memory', async () => createMemoryStorage()],
  ['IndexedDB', () => openStorage({ name: `test-${++names}` })],
]

describe.each(kinds)('storage in %s', (_, open) => {
  let storage: CopyStorage

  beforeEach(async () => {
    storage = await open()
    await storage.claim('tab', 'ann')
  })

  const save = (write: Partial<Parameters<CopyStorage['save']>[1]>, writer = 'tab') =>
    storage.save(writer, { me, epoch: 'e1', changed: [], gone: [], ...write })
  const items = async () => {
    const [copy] = (await storage.load())?.channels ?? []
    return [...(copy?.items.values() ?? [])].map(({ id, rev }) => `${id}@${rev}`).sort()
  }

  it('gives back what was kept', async () => {
    const copy = copyOf(
      [message('p', 1, { standing: true }), message('a', 5), message('b', 6, { content: 7 })],
      {
        floor: 5,
        below: { unread: [4, 3, 2], calls: [3] },
      },
    )
    await save({ changed: [{ before: undefined, now: copy }] })
    expect(await storage.load()).toEqual({ me, epoch: 'e1', channels: [copy] })
  })

  it('knows nothing before anything was kept', async () => {
    expect(await (await open()).load()).toBeNull()
    expect(await storage.load()).toBeNull()
  })

  it('L6 writes what differs: changed, new and dropped items with the cursor that belongs to them', async () => {
    const before = copyOf([message('a', 1), message('b', 2)])
    await save({ changed: [{ before: undefined, now: before }] })
    const now = withRange(before, range(2, 4, [message('a', 1, { rev: 3 }), message('d', 4)]))
    await save({ changed: [{ before, now }] })
    expect(await items()).toEqual(['a@3', 'b@2', 'd@4'])
    const renewed = fromReset(reset([message('d', 4)], { floor: 4 }), false)
    await save({ changed: [{ before: now, now: renewed }] })
    expect(await items()).toEqual(['d@4'])
    expect((await storage.load())?.channels[0]).toMatchObject({ cursor: 4, floor: 4 })
  })

  it('replaces a channel whole for a writer that did not write it before', async () => {
    await save({ changed: [{ before: undefined, now: copyOf([message('a', 1), message('b', 2)]) }] })
    await save({ changed: [{ before: undefined, now: copyOf([message('b', 2)]) }] })
    expect(await items()).toEqual(['b@2'])
  })

  it('deletes channels that are gone, and none whose id begins alike', async () => {
    const longer = copyOf([message('a', 1)], { channelId: 'x.one.more' })
    const now = copyOf([message('a', 1)])
    await save({ changed: [now, longer].map((copy) => ({ before: undefined, now: copy })) })
    await save({ gone: ['x.one'] })
    expect((await storage.load())?.channels.map(({ channelId }) => channelId)).toEqual(['x.one.more'])
    expect(await items()).toEqual(['a@1'])
  })

  it('takes the copy from its last writer only', async () => {
    await storage.claim('other tab', 'ann')
    expect(await save({})).toBe(false)
    expect(await save({}, 'other tab')).toBe(true)
  })

  it('keeps nothing of one person for the next', async () => {
    await save({ changed: [{ before: undefined, now: copyOf([message('a', 1)]) }] })
    await storage.outbox.add(entry('m1'))
    await storage.marks.raise('ann', new Map([['x.one', 3]]))
    await storage.claim('tab', 'ben')
    expect(await storage.load()).toBeNull()
    expect(await storage.outbox.all('ann')).toEqual([])
    expect(await storage.marks.all('ann')).toEqual(new Map())
  })

  it('drops the copy and keeps what is owed, or wipes all', async () => {
    await save({ changed: [{ before: undefined, now: copyOf([message('a', 1)]) }] })
    await storage.outbox.add(entry('m1'))
    await storage.dropCopy('ann')
    expect(await storage.load()).toBeNull()
    expect(await storage.outbox.all('ann')).toHaveLength(1)
    await storage.wipe('ann')
    expect(await storage.outbox.all('ann')).toEqual([])
  })

  it('leaves alone what is of someone else by now', async () => {
    await save({ changed: [{ before: undefined, now: copyOf([message('a', 1)]) }] })
    await storage.outbox.add(entry('m1'))
    await storage.wipe('ben')
    await storage.dropCopy('ben')
    expect(await items()).toEqual(['a@1'])
    expect(await storage.outbox.all('ann')).toHaveLength(1)
  })

  it('L12 keeps the order of the outbox, over changes and additions', async () => {
    for (const id of ['m1', 'm2', 'm3']) await storage.outbox.add(entry(id))
    await storage.outbox.put(entry('m1', { state: 'failed', code: 'banned' }))
    await storage.outbox.put(entry('nowhere'))
    await storage.outbox.remove(['m2', 'nowhere'])
    await storage.outbox.add(entry('m1'))
    expect((await storage.outbox.all('ann')).map(({ commandId, state }) => [commandId, state])).toEqual([
      ['m3', 'waiting'],
      ['m1', 'waiting'],
    ])
    expect(await storage.outbox.all('ben')).toEqual([])
  })

  it('L11 only raises positions, and forgets what was acknowledged', async () => {
    await storage.marks.raise(
      'ann',
      new Map([
        ['x.one', 5],
        ['x.two', 1],
      ]),
    )
    await storage.marks.raise('ann', new Map([['x.one', 3]]))
    expect(await storage.marks.all('ann')).toEqual(
      new Map([
        ['x.one', 5],
        ['x.two', 1],
      ]),
    )
    await storage.marks.settle(
      'ann',
      new Map([
        ['x.one', 4],
        ['x.two', 1],
      ]),
    )
    expect(await storage.marks.all('ann')).toEqual(new Map([['x.one', 5]]))
  })
})

describe('a browser that refuses storage', () => {
  it('gets one in memory', async () => {
    const refusing = {
      open: () => {
        throw new Error('refused')
      },
    }
    const before = globalThis.indexedDB
    Object.assign(globalThis, { indexedDB: refusing })
    const storage = await openStorage({ name: 'refused' })
    Object.assign(globalThis, { indexedDB: before })
    expect(storage.kind).toBe('memory')
  })
})

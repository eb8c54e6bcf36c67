import { randomUUID } from 'node:crypto'
import type { Connection } from 'mongoose'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { Refusal } from '../refusal.ts'
import { openDatabase } from '../testing/database.ts'
import { openLog, type TestLog } from '../testing/log.ts'
import { createLog } from './log.ts'
import type { Change, Draft, StoredItem } from './model.ts'
import type { Page } from './read.ts'

let database: Connection & AsyncDisposable
let here: TestLog
let there: TestLog

beforeAll(async () => {
  database = await openDatabase(inject('mongoUrl'))
  here = await openLog(database)
  there = await openLog(database)
})
afterAll(() => database[Symbol.asyncDispose]())

const post = (
  channelId: string,
  id: string = randomUUID(),
  text = 'Hoi',
): Change<{ rev: number; seq: number }> => ({
  channelId,
  authorId: 'p1',
  commandId: id,
  said: { text },
  itemIds: [id],
  apply: (draft) => {
    const { rev, seq } = draft.create({ id, kind: 'message', authorId: 'p1', content: { text } })
    return { rev, seq }
  },
})

const onItem = (channelId: string, itemId: string, apply: (draft: Draft, item: StoredItem) => unknown) => ({
  channelId,
  authorId: 'p1',
  commandId: randomUUID(),
  said: {},
  itemIds: [itemId],
  apply: (draft: Draft) => apply(draft, draft.item(itemId)),
})

const add = (channelId: string, itemId: string) =>
  onItem(channelId, itemId, (draft, item) => {
    const { n = 0 } = item.content as { n?: number }
    return draft.amend(itemId, { content: { n: n + 1 } }).rev
  })

const itemsOf = async (channelId: string) =>
  (await here.reader.changesAfter(channelId, 0, 10_000))?.items ?? []

describe('order', () => {
  test('L1 L2: two processes give out revs without a hole or a double', async () => {
    const channelId = randomUUID()
    const results = await Promise.all(
      Array.from({ length: 400 }, (_, i) => (i % 2 ? here : there).log.change(post(channelId))),
    )
    expect(results.map(({ rev }) => rev).sort((a, b) => a - b)).toEqual(
      Array.from({ length: 400 }, (_, i) => i + 1),
    )
    const items = await itemsOf(channelId)
    expect(items.map(({ seq }) => seq)).toEqual(Array.from({ length: 400 }, (_, i) => i + 1))
    const times = items.map(({ createdAt }) => createdAt)
    expect(times).toEqual([...times].sort((a, b) => a - b))
  })

  test('L2: many amend one item at once from two processes and each change counts', async () => {
    const channelId = randomUUID()
    const itemId = randomUUID()
    await here.log.change(post(channelId, itemId))
    await Promise.all(
      Array.from({ length: 200 }, (_, i) => (i % 2 ? here : there).log.change(add(channelId, itemId))),
    )
    const item = await here.reader.item(channelId, itemId)
    expect(item?.content).toEqual({ n: 200 })
    expect(item).toMatchObject({ seq: 1, rev: 201 })
  })

  test('L2: changes that wait go together, and what is published adjoins', async () => {
    const channelId = randomUUID()
    const before = here.published.length
    await Promise.all(Array.from({ length: 300 }, () => here.log.change(post(channelId))))
    const ranges = here.published.slice(before)
    expect(ranges.length).toBeLessThan(10)
    expect(ranges[0]?.after).toBe(0)
    for (const [i, range] of ranges.entries()) expect(range.after).toBe(ranges[i - 1]?.upTo ?? 0)
    expect(ranges.at(-1)?.upTo).toBe(300)
  })
})

describe('behind a commit that is stuck', () => {
  test('no more wait than memory bears, and who comes after them is asked to come back', async () => {
    const stuck = createLog({ commit: () => new Promise(() => {}), publish: () => {}, onUnknown: () => {} })
    const channelId = randomUUID()
    let refused: unknown
    for (let n = 0; n < 20_000 && refused === undefined; n += 1) {
      stuck.change(post(channelId)).catch((error: unknown) => {
        refused = error
      })
      if (n % 1_000 === 0) await new Promise((resolve) => setImmediate(resolve))
    }
    expect(refused).toMatchObject({ code: 'unavailable' })
  })
})

describe('exactly once', () => {
  test('L4: the same command again gives the first result, also while the first try is in flight', async () => {
    const channelId = randomUUID()
    const id = randomUUID()
    const tries = [here, there, here, there].map(({ log }) => log.change(post(channelId, id)))
    const results = await Promise.all(tries)
    expect(new Set(results.map(({ rev }) => rev))).toEqual(new Set([1]))
    expect(await here.log.change(post(channelId, id))).toEqual({ rev: 1, seq: 1 })
    expect(await itemsOf(channelId)).toHaveLength(1)
  })

  test('L4: the same id with another content is refused', async () => {
    const channelId = randomUUID()
    const id = randomUUID()
    await here.log.change(post(channelId, id, 'Een'))
    await expect(there.log.change(post(channelId, id, 'Twee'))).rejects.toMatchObject({ code: 'id_reused' })
  })

  test('L4: another person cannot take an id that exists', async () => {
    const channelId = randomUUID()
    const id = randomUUID()
    await here.log.change(post(channelId, id))
    await expect(here.log.change({ ...post(channelId, id), authorId: 'p2' })).rejects.toMatchObject({
      code: 'id_reused',
    })
  })

  test('L4: a refusal takes no rev, is not recorded, and leaves its neighbours in the batch alone', async () => {
    const channelId = randomUUID()
    const refused: Change<never> = {
      ...post(channelId),
      itemIds: ['a', 'b'],
      apply: (draft) => {
        draft.create({ id: 'a', kind: 'message', authorId: 'p1', content: {} })
        throw new Refusal('forbidden')
      },
    }
    const [first, second, third] = await Promise.allSettled([
      here.log.change(post(channelId)),
      here.log.change(refused),
      here.log.change(post(channelId)),
    ])
    expect(first).toMatchObject({ status: 'fulfilled', value: { rev: 1 } })
    expect(second).toMatchObject({ status: 'rejected', reason: { code: 'forbidden' } })
    expect(third).toMatchObject({ status: 'fulfilled', value: { rev: 2 } })
    expect(await here.log.done(refused)).toBeUndefined()
    expect(await here.reader.item(channelId, 'a')).toBeUndefined()
  })

  test('L4: done answers what was carried out, and nothing for what was not', async () => {
    const change = post(randomUUID())
    expect(await here.log.done(change)).toBeUndefined()
    await there.log.change(change)
    expect(await here.log.done(change)).toEqual({ result: { rev: 1, seq: 1 } })
    await expect(here.log.done({ ...change, said: {} })).rejects.toMatchObject({ code: 'id_reused' })
  })
})

describe('reading', () => {
  test('L3 L6: a page and its head are of one snapshot, whatever is written meanwhile', async () => {
    const channelId = randomUUID()
    await here.log.change(post(channelId))
    const pages: Page[] = []
    let writing = true
    const reading = (async () => {
      while (writing)
        pages.push(...((await here.reader.page(channelId, 50).then((page) => page && [page])) ?? []))
    })()
    for (let i = 0; i < 150; i += 1) await there.log.change(post(channelId))
    writing = false
    await reading
    expect(pages.length).toBeGreaterThan(20)
    for (const { asOf, items } of pages) expect(items.at(-1)?.seq).toBe(asOf)
  })
})

describe('faults', () => {
  test('L2: a change that can never be stored fails alone', async () => {
    const channelId = randomUUID()
    const id = randomUUID()
    const content = 'x'.repeat(17_000_000)
    const guilty: Change<unknown> = {
      channelId,
      authorId: 'p1',
      commandId: id,
      said: {},
      itemIds: [id],
      apply: (draft) => draft.create({ id, kind: 'message', authorId: 'p1', content }).rev,
    }
    const settled = await Promise.allSettled([
      here.log.change(post(channelId)),
      here.log.change(post(channelId)),
      here.log.change(guilty),
      here.log.change(post(channelId)),
    ])
    expect(settled.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled'])
    expect((await itemsOf(channelId)).map(({ rev }) => rev)).toEqual([1, 2, 3])
  })

  test('L2: a transaction that a dead process left open is ended and the channel goes on', async () => {
    const channelId = randomUUID()
    await here.log.change(post(channelId))
    const session = database.getClient().startSession()
    session.startTransaction()
    await here.collection.updateOne({ _id: `${channelId}/h` }, { $set: { rev: 99 } }, { session })
    expect(await here.log.change(post(channelId))).toEqual({ rev: 2, seq: 2 })
    await session.endSession()
  })

  test('effects are written in the same transaction, and undo it when they refuse', async () => {
    const channelId = randomUUID()
    const side = database.collection<{ _id: string }>('side')
    const good = randomUUID()
    await here.log.change({
      ...post(channelId, good),
      effects: async (session) => void (await side.insertOne({ _id: good }, { session })),
    })
    const bad = randomUUID()
    const refused = here.log.change({
      ...post(channelId, bad),
      effects: async (session) => {
        await side.insertOne({ _id: bad }, { session })
        throw new Refusal('last_admin')
      },
    })
    await expect(refused).rejects.toMatchObject({ code: 'last_admin' })
    expect(await side.countDocuments()).toBe(1)
    expect(await itemsOf(channelId)).toHaveLength(1)
  })
})

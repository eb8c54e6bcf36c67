import { randomUUID } from 'node:crypto'
import type { Connection } from 'mongoose'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { openDatabase } from '../testing/database.ts'
import { openLog, type TestLog } from '../testing/log.ts'
import { until } from '../testing/wait.ts'
import { type Consumer, consumerRevs, createConsumer } from './consumer.ts'
import type { StoredItem } from './model.ts'

let database: Connection & AsyncDisposable
let testLog: TestLog
let channelId: string
let name: string

beforeAll(async () => {
  database = await openDatabase(inject('mongoUrl'))
  testLog = await openLog(database)
})
afterAll(() => database[Symbol.asyncDispose]())
beforeEach(() => {
  channelId = randomUUID()
  name = randomUUID()
})

const post = () => {
  const id = randomUUID()
  return testLog.log.change({
    channelId,
    authorId: 'p1',
    commandId: id,
    said: {},
    itemIds: [id],
    apply: (draft) => draft.create({ id, kind: 'message', authorId: 'p1', content: {} }).rev,
  })
}

type Worker = { consumer: Consumer; handled: number[]; faults: unknown[] }

/** One of the workers of a consumer, which may all be at it at once. */
const startWorker = (before?: (items: readonly StoredItem[]) => Promise<void>): Worker => {
  const { db } = database
  if (!db) throw new Error('not connected')
  const handled: number[] = []
  const faults: unknown[] = []
  const consumer = createConsumer({
    name,
    revs: consumerRevs(db),
    reader: testLog.reader,
    channels: async () => [channelId],
    handle: async (_, items) => {
      await before?.(items)
      handled.push(...items.map(({ rev }) => rev))
    },
    onError: (error) => faults.push(error),
  })
  return { consumer, handled, faults }
}

const upTo = (count: number) => Array.from({ length: count }, (_, i) => i + 1)

test('L10: a wake hands on what was committed, in order, once', async () => {
  const { consumer, handled } = startWorker()
  for (let i = 0; i < 5; i += 1) {
    await post()
    consumer.wake(channelId)
  }
  await until(() => handled.length === 5)
  expect(handled).toEqual(upTo(5))
  await consumer.close()
})

test('L10: a sweep finds what no wake told of, and another worker goes on where one stopped', async () => {
  for (let i = 0; i < 3; i += 1) await post()
  const first = startWorker()
  await first.consumer.sweep()
  await first.consumer.close()
  expect(first.handled).toEqual([1, 2, 3])
  await post()
  const second = startWorker()
  await second.consumer.sweep()
  expect(second.handled).toEqual([4])
  await second.consumer.close()
})

test('L10: what failed is given again, and nothing after it is taken for done', async () => {
  for (let i = 0; i < 3; i += 1) await post()
  let failing = true
  const { consumer, handled, faults } = startWorker(async () => {
    if (failing) throw new Error('not now')
  })
  await consumer.sweep()
  expect([handled, faults.length]).toEqual([[], 1])
  failing = false
  await consumer.sweep()
  expect(handled).toEqual([1, 2, 3])
  await consumer.close()
})

test('L10: a change that comes while others are handled is handled, too', async () => {
  await post()
  const { consumer, handled } = startWorker(async (items) => {
    if (items.some(({ rev }) => rev === 1)) {
      await post()
      consumer.wake(channelId)
    }
  })
  consumer.wake(channelId)
  await until(() => handled.length === 2)
  expect(handled).toEqual([1, 2])
  await consumer.close()
})

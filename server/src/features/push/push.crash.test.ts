import { randomUUID } from 'node:crypto'
import type { Db } from 'mongodb'
import type { Connection } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { kinds } from '../../kinds.ts'
import type { PushLetter, PushOutcome, PushTarget } from '../../platform/push.ts'
import type { Actor, ChannelFacts } from '../../rights/rights.ts'
import { openDatabase } from '../../testing/database.ts'
import { openLog, type TestLog } from '../../testing/log.ts'
import { createDeliveryStore, leaseMs, tellWithinMs } from './deliveries.store.ts'
import { createLevelStore } from './levels.store.ts'
import { createPushConsumer } from './push.consumer.ts'
import { waitBefore } from './push.retries.ts'
import { createPushWorker } from './push.worker.ts'
import { createSubscriptionStore } from './subscriptions.store.ts'

let database: Connection & AsyncDisposable
let db: Db
let testLog: TestLog
let channelId: string
/** What the service was asked to send, by device, and how it answers. */
let sent: { endpoint: string; letter: PushLetter }[]
let answer: (endpoint: string) => Promise<PushOutcome>
const time = { now: Date.now() }
const clock = () => time.now

beforeAll(async () => {
  database = await openDatabase(inject('mongoUrl'))
  testLog = await openLog(database)
  if (!database.db) throw new Error('not connected')
  db = database.db
  await Promise.all(
    [createDeliveryStore({ db, clock }), createSubscriptionStore(db)].map((one) => one.prepare()),
  )
})
afterAll(() => database[Symbol.asyncDispose]())

const devices = ['d1', 'd2', 'd3']

beforeEach(async () => {
  time.now = Date.now()
  channelId = randomUUID()
  sent = []
  answer = async () => ({ outcome: 'accepted' })
  await db.collection('pushDeliveries').deleteMany({})
  const store = createSubscriptionStore(db)
  for (const device of devices) {
    const keys = { endpoint: `https://push.test/${device}`, p256dh: '', auth: '' }
    const of = {
      personId: device.replace('d', 'p'),
      language: 'nl',
      since: 0,
      repairedAt: new Date(),
    } as const
    await store.put({ _id: device, ...of, ...keys })
  }
})

const factsOf = async () => {
  const facts = { kind: 'village', readers: 'members', posters: 'members', archived: false } as const
  const channel: ChannelFacts = { ...facts, channelId, villageIds: [], topicIds: [] }
  return new Map([[channelId, channel]])
}
const actorNow = async ({
  personId,
  sessionId,
}: {
  personId: string
  sessionId: string
}): Promise<Actor> => ({
  personId,
  sessionId,
  role: 'villager',
  moderatorOf: new Set(),
  memberOf: new Set([channelId]),
  bannedFrom: new Set(),
  unconfirmed: false,
})

/** A process: it has nothing of its own but what it is in the middle of. */
const startProcess = ({ dying = false } = {}) => {
  const faults: unknown[] = []
  const [levels, subscriptions] = [createLevelStore(db), createSubscriptionStore(db)]
  const deliveries = createDeliveryStore({ db, clock })
  const consumer = createPushConsumer({
    kinds,
    levels,
    subscriptions,
    deliveries,
    factsOf,
    memberIdsOf: async () => ['p1', 'p2', 'p3'].map((personId) => ({ personId, memberOf: [channelId] })),
    idsOf: async () => [],
    clock,
    // What is handed over to a process that dies, stays with it.
    sender: dying ? { room: () => 10, takeUp: () => undefined, wake: () => undefined } : null,
  })
  const worker = createPushWorker({
    kinds,
    reader: testLog.reader,
    levels,
    subscriptions,
    deliveries,
    notes: { keep: () => undefined, read: async (keys) => keys.map(() => []) },
    service: {
      send: async ({ endpoint }: PushTarget, letter) => {
        sent.push({ endpoint, letter })
        return answer(endpoint)
      },
    },
    factsOf,
    nameOf: async () => 'Oostdorp',
    namesOf: async () => new Map(),
    mutedAmong: async () => () => false,
    actorNow,
    clock,
    random: () => 0.5,
    onTold: () => undefined,
    onError: (error) => faults.push(error),
  })
  /** Sends all that is due, and waits for the answers. */
  const tell = async () => {
    await worker.sweep()
    await worker.close()
  }
  const follow = async (after = 0) => {
    const changes = await testLog.reader.changesAfter(channelId, after, 100)
    await consumer.handle(channelId, changes?.items ?? [], after)
  }
  return { deliveries, follow, tell, faults }
}

const announce = async (more: { writtenAt?: number } = {}) => {
  const id = randomUUID()
  const content = { title: 'Weg dicht', text: '' }
  return testLog.log.change({
    channelId,
    authorId: 'p3',
    commandId: id,
    said: {},
    itemIds: [id],
    apply: (draft) => draft.create({ id, kind: 'announcement', authorId: 'p3', content, ...more }),
  })
}
const told = () => sent.map(({ endpoint }) => endpoint.slice(-2)).sort()
const left = () => db.collection('pushDeliveries').countDocuments({ dueAt: { $exists: true } })

describe('whoever dies', () => {
  test('L10: before its rev moved leaves the same for the next, and nothing twice', async () => {
    await announce()
    await startProcess().follow()
    const next = startProcess()
    await next.follow()
    await next.tell()
    await startProcess().follow()
    await startProcess().tell()
    expect(told()).toEqual(['d1', 'd2'])
    expect(await left()).toBe(0)
  })

  test('L10: half way through writing leaves the rest for the next', async () => {
    const item = await announce()
    const one = { channelId, itemId: item.id, reason: 'news', personId: 'p1', sessionId: 'd1' } as const
    await startProcess().deliveries.add([{ ...one, at: item.createdAt }])
    const next = startProcess()
    await next.follow()
    await next.tell()
    expect(told()).toEqual(['d1', 'd2'])
  })

  test('L10: after it took something up leaves it until its lease is over', async () => {
    await announce()
    await startProcess().follow()
    expect(await startProcess().deliveries.claim(10)).toHaveLength(2)
    await startProcess().tell()
    expect(told()).toEqual([])
    time.now += leaseMs + 1
    await startProcess().tell()
    expect(told()).toEqual(['d1', 'd2'])
  })

  test('L10: with what it wrote for itself to send leaves that until its lease is over', async () => {
    await announce()
    await startProcess({ dying: true }).follow()
    const next = startProcess()
    await next.follow()
    await next.tell()
    expect(told()).toEqual([])
    time.now += leaseMs + 1
    await startProcess().tell()
    expect(told()).toEqual(['d1', 'd2'])
  })

  test('L10: after it was sent and before that was written sends it again, to be shown in the same place', async () => {
    await announce()
    await startProcess().follow()
    // The process ends while the service has it already.
    answer = () => new Promise(() => undefined)
    const dying = startProcess()
    void dying.tell()
    await expect.poll(told).toEqual(['d1', 'd2'])
    answer = async () => ({ outcome: 'accepted' })
    time.now += leaseMs + 1
    await startProcess().tell()
    expect(told()).toEqual(['d1', 'd1', 'd2', 'd2'])
    const ofOne = sent.filter(({ endpoint }) => endpoint.endsWith('d1')).map(({ letter }) => letter)
    expect(new Set(ofOne.map(({ topic }) => topic)).size).toBe(1)
    expect(new Set(ofOne.map(({ payload }) => JSON.parse(payload).tag)).size).toBe(1)
    expect(await left()).toBe(0)
  })

  test('L10: and comes back late writes nothing over what another has done', async () => {
    await announce()
    await startProcess().follow()
    const [late] = await startProcess().deliveries.claim(1)
    time.now += leaseMs + 1
    await startProcess().tell()
    const claim = late?.claim === undefined ? {} : { claim: late.claim }
    await startProcess().deliveries.settle([{ _id: late?._id ?? '', ...claim, dueAt: 0, tries: 1 }])
    expect(await left()).toBe(0)
  })
})

test('L10: each is sent by one of several workers', async () => {
  for (let n = 0; n < 20; n += 1) await announce()
  await startProcess().follow()
  await Promise.all([1, 2, 3].map(() => startProcess().tell()))
  expect(sent).toHaveLength(40)
  expect(new Set(sent.map(({ endpoint, letter }) => endpoint + letter.topic)).size).toBe(40)
})

describe('what is told', () => {
  test('is new: neither what changed later, nor what was written long ago', async () => {
    const first = await announce()
    await announce({ writtenAt: Date.now() - tellWithinMs - 1_000 })
    const process = startProcess()
    await process.follow(first.rev)
    await process.tell()
    expect(told()).toEqual([])
  })

  test('is not told any more after a day', async () => {
    await announce()
    await startProcess().follow()
    answer = async () => ({ outcome: 'later', why: '503', afterMs: null })
    await startProcess().tell()
    time.now += tellWithinMs + 1_000
    answer = async () => ({ outcome: 'accepted' })
    await startProcess().tell()
    expect(sent).toHaveLength(2)
    expect(await left()).toBe(0)
  })
})

describe('a service that has trouble', () => {
  test('is asked ever more seldom, and in the end not any more', async () => {
    await announce()
    await startProcess().follow()
    answer = async () => ({ outcome: 'later', why: '500', afterMs: null })
    for (let n = 0; n < 20; n += 1) {
      await startProcess().tell()
      time.now += 2 * 3600 * 1000
    }
    expect(sent).toHaveLength(2 * 7)
    expect(await left()).toBe(0)
  })

  test('and says when to come back is not asked for anyone until then', async () => {
    await announce()
    const process = startProcess()
    await process.follow()
    answer = async () => ({ outcome: 'later', why: '429', afterMs: 60_000 })
    await process.tell()
    expect(sent.length).toBeGreaterThan(0)
    const asked = sent.length
    time.now += 59_000
    await startProcess().tell()
    expect(sent).toHaveLength(asked)
    time.now += 1_500
    answer = async () => ({ outcome: 'accepted' })
    await startProcess().tell()
    expect(await left()).toBe(0)
  })

  test('waits between seconds and hours', () => {
    const waits = [1, 2, 3, 4, 5, 6, 7].map((tries) => waitBefore(tries, null, () => 0.5))
    expect(waits).toEqual([5_000, 20_000, 80_000, 320_000, 1_280_000, 5_120_000, null])
    expect(waitBefore(1, 0, () => 0)).toBe(1_000)
    expect(waitBefore(1, 10 ** 12, () => 0)).toBe(6 * 3600 * 1000)
  })
})

import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import type { Connection } from 'mongoose'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type Bus, createRedisBus } from '../platform/bus.ts'
import { openDatabase } from '../testing/database.ts'
import { openLog, type TestLog } from '../testing/log.ts'
import { until } from '../testing/wait.ts'
import { createFeed, type Feed } from './feed.ts'
import type { Change, Committed } from './model.ts'
import type { LogReader } from './read.ts'

let database: Connection & AsyncDisposable
let testLog: TestLog
const connections: Redis[] = []

beforeAll(async () => {
  database = await openDatabase(inject('mongoUrl'))
  testLog = await openLog(database)
})
afterAll(async () => {
  for (const redis of connections) redis.disconnect()
  await database[Symbol.asyncDispose]()
})

/** The real bus, on which a test can lose messages. */
const openBus = async (prefix: string): Promise<{ bus: Bus; lose: (on: boolean) => void }> => {
  const [publisher, subscriber] = [new Redis(inject('redisUrl')), new Redis(inject('redisUrl'))]
  connections.push(publisher, subscriber)
  await Promise.all([publisher, subscriber].map((redis) => redis.ping()))
  const real = createRedisBus({ publisher, subscriber, prefix })
  let losing = false
  const publish: Bus['publish'] = (topic, message) => {
    if (!losing) real.publish(topic, message)
  }
  const lose = (on: boolean) => {
    losing = on
  }
  return { bus: { ...real, publish }, lose }
}

const subscribersOf = async (topic: string): Promise<number> => {
  const [redis] = connections
  const [, count] = (await redis?.pubsub('NUMSUB', topic)) ?? []
  return Number(count)
}

type Reader = Pick<LogReader, 'revs' | 'changesAfter'>
type Node = { feed: Feed; emitted: Committed[]; lose: (on: boolean) => void; follow: (on: boolean) => void }

const startNode = async (prefix: string, reader: Reader = testLog.reader): Promise<Node> => {
  const { bus, lose } = await openBus(prefix)
  const emitted: Committed[] = []
  let followed = true
  const feed = createFeed({
    reader,
    bus,
    emit: (range) => emitted.push(range),
    isFollowed: () => followed,
    lingerMs: 0,
    onError: (error) => {
      throw error
    },
  })
  const follow = (on: boolean) => {
    followed = on
  }
  return { feed, emitted, lose, follow }
}

const twoNodes = async () => {
  const prefix = `${randomUUID()}:`
  return [await startNode(prefix), await startNode(prefix)] as const
}

const post = (channelId: string, text = 'Hoi'): Change<number> => {
  const id = randomUUID()
  return {
    channelId,
    authorId: 'p1',
    commandId: id,
    said: {},
    itemIds: [id],
    apply: (draft) => draft.create({ id, kind: 'message', authorId: 'p1', content: { text } }).rev,
  }
}

/** Commits as the process of that node would: the log's ranges go to its feed. */
const commitAt = async (node: Node, channelId: string, text?: string) => {
  await testLog.log.change(post(channelId, text))
  const range = testLog.published.at(-1)
  if (range) node.feed.committed(range)
}

const adjoin = (ranges: readonly Committed[]) =>
  ranges.every((range, i) => i === 0 || range.after === ranges[i - 1]?.upTo)

describe('a node knows what it emitted', () => {
  test('L8: what the bus brings is emitted once, in adjoining ranges, at both nodes', async () => {
    const channelId = randomUUID()
    const [here, there] = await twoNodes()
    await Promise.all([here.feed.serve([channelId]), there.feed.serve([channelId])])
    for (let i = 0; i < 5; i += 1) await commitAt(i % 2 ? here : there, channelId)
    await until(() => there.emitted.at(-1)?.upTo === 5 && here.emitted.at(-1)?.upTo === 5)
    for (const node of [here, there]) {
      expect(node.emitted.flatMap(({ items }) => items.map(({ rev }) => rev))).toEqual([1, 2, 3, 4, 5])
      expect(adjoin(node.emitted)).toBe(true)
    }
  })

  test('L6 L8: a lost message is found by the next one, from the log', async () => {
    const channelId = randomUUID()
    const [here, there] = await twoNodes()
    await Promise.all([here.feed.serve([channelId]), there.feed.serve([channelId])])
    here.lose(true)
    await commitAt(here, channelId)
    here.lose(false)
    await commitAt(here, channelId)
    await until(() => there.emitted.at(-1)?.upTo === 2)
    expect(there.emitted.flatMap(({ items }) => items.map(({ rev }) => rev))).toEqual([1, 2])
  })

  test('L8: with every message lost the comparison of heads finds it', async () => {
    const channelId = randomUUID()
    const [here, there] = await twoNodes()
    await there.feed.serve([channelId])
    here.lose(true)
    await commitAt(here, channelId)
    expect(there.emitted).toEqual([])
    expect(await there.feed.sweep()).toBe(true)
    expect(there.emitted.at(-1)).toMatchObject({ after: 0, upTo: 1 })
  })

  test('a range too large for the bus is announced, and read from the log', async () => {
    const channelId = randomUUID()
    const [here, there] = await twoNodes()
    await there.feed.serve([channelId])
    await commitAt(here, channelId, 'x'.repeat(70_000))
    await until(() => there.emitted.at(-1)?.upTo === 1)
    expect(there.emitted[0]?.items).toHaveLength(1)
  })

  test('L3 L6: what changed lately is known without a read, until an outcome is unknown', async () => {
    const a = randomUUID()
    const [here, there] = await twoNodes()
    await commitAt(here, a)
    await there.feed.serve([a])
    expect(there.feed.recent(a, 1)).toEqual({ upTo: 1, generation: 1, items: [] })
    await commitAt(here, a)
    await until(() => there.emitted.at(-1)?.upTo === 2)
    expect(there.feed.recent(a, 1)).toMatchObject({ upTo: 2, items: [{ rev: 2 }] })
    expect(there.feed.recent(a, 0)).toBeUndefined()
    expect(there.feed.recent(a, 3)).toBeUndefined()
    there.feed.doubt(a)
    expect(there.feed.recent(a, 1)).toBeUndefined()
  })

  test('what nobody follows is not served, and serving again starts at the head', async () => {
    const [a, b] = [randomUUID(), randomUUID()]
    const [here, there] = await twoNodes()
    await there.feed.serve([a])
    there.follow(false)
    await there.feed.sweep()
    await commitAt(here, a)
    there.follow(true)
    await there.feed.serve([a, b])
    await commitAt(here, a)
    await until(() => there.emitted.at(-1)?.upTo === 2)
    expect(there.emitted).toMatchObject([{ channelId: a, after: 1, upTo: 2 }])
  })

  test('what stops being served while it is read is read no further', async () => {
    const channelId = randomUUID()
    const { reader } = testLog
    const whileRead: (() => void)[] = []
    let reads = 0
    const there = await startNode(`${randomUUID()}:`, {
      revs: reader.revs,
      changesAfter: async (id, cursor) => {
        reads += 1
        const changes = await reader.changesAfter(id, cursor, 1)
        for (const act of whileRead.splice(0)) act()
        return changes
      },
    })
    await there.feed.serve([channelId])
    for (let i = 0; i < 3; i += 1) await testLog.log.change(post(channelId))
    whileRead.push(() => there.feed.close())
    expect(await there.feed.sweep()).toBe(true)
    expect(reads).toBe(1)
    expect(there.emitted).toEqual([])
  })

  test('L8: a channel whose head could not be read is heard no more, and served when it can', async () => {
    const channelId = randomUUID()
    const { reader } = testLog
    let down = true
    const prefix = `${randomUUID()}:`
    const there = await startNode(prefix, {
      revs: (ids) => (down ? Promise.reject(new Error('away')) : reader.revs(ids)),
      changesAfter: reader.changesAfter,
    })
    await expect(there.feed.serve([channelId])).rejects.toThrow('away')
    await until(async () => (await subscribersOf(`${prefix}channel:${channelId}`)) === 0)
    down = false
    await there.feed.serve([channelId])
    expect(await subscribersOf(`${prefix}channel:${channelId}`)).toBe(1)
  })
})

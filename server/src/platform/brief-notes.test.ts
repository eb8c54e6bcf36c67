import { randomUUID } from 'node:crypto'
import { Redis } from 'ioredis'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { until } from '../testing/wait.ts'
import { type BriefNotes, createBriefNotes } from './brief-notes.ts'

let redis: Redis
let there: BriefNotes
let elsewhere: BriefNotes
const time = { now: 1_000 }
const clock = () => time.now

beforeAll(async () => {
  redis = new Redis(inject('redisUrl'))
  await until(() => redis.status === 'ready')
})
afterAll(() => redis.disconnect())
beforeEach(() => {
  const prefix = `${randomUUID()}:`
  there = createBriefNotes({ redis, prefix, clock })
  elsewhere = createBriefNotes({ redis, prefix, clock })
})

test('what is said here is read elsewhere, by whoever said it, with when', async () => {
  there.keep('device', 'tab 1', 'village', 60_000)
  there.keep('device', 'tab 2', 'project', 60_000)
  there.keep('other', 'tab', 'topic', 60_000)
  const [device, none, other] = await elsewhere.read(['device', 'nobody', 'other'])
  expect(device?.map(({ value, at }) => [value, at]).sort()).toEqual([
    ['project', 1_000],
    ['village', 1_000],
  ])
  expect([none, other]).toMatchObject([[], [{ value: 'topic' }]])
})

test('what is said again takes its place, and it is forgotten when it is not', async () => {
  there.keep('device', 'tab 1', 'village', 60_000)
  there.keep('device', 'tab 2', 'project', 5_000)
  there.keep('device', 'tab 1', 'topic', 60_000)
  time.now += 5_000
  expect(await elsewhere.read(['device'])).toMatchObject([[{ value: 'topic' }]])
})

test('L8: without Redis nothing was said', async () => {
  const away = new Redis(inject('redisUrl'), { lazyConnect: true })
  const notes = createBriefNotes({ redis: away, prefix: 'away:', clock })
  notes.keep('device', 'tab', 'village', 60_000)
  expect(await notes.read(['device'])).toEqual([[]])
  away.disconnect()
})

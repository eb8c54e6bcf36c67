import { randomUUID } from 'node:crypto'
import type { Redis } from 'ioredis'
import { beforeEach, expect, inject, test } from 'vitest'
import { untilTestEnds } from '../testing/dispose.ts'
import { until } from '../testing/wait.ts'
import { createLimits } from './limits.ts'
import { connectRedis, firstReady } from './redis.ts'

const perSeconds = 1_000_000
let prefix = ''
beforeEach(() => {
  prefix = `${randomUUID()}:`
})

const openNode = async () => {
  const redis = connectRedis(inject('redisUrl'), () => undefined)
  untilTestEnds({ [Symbol.dispose]: () => redis.disconnect() })
  await firstReady(redis, 5_000)
  return { redis, limits: createLimits(redis, prefix, Date.now) }
}
type Node = Awaited<ReturnType<typeof openNode>>

/** How many of so many tries one after the other are let through. */
const letThrough = async ({ limits }: Node, tries: number, limit: number) => {
  let passed = 0
  for (let i = 0; i < tries; i += 1) if ((await limits.take('a', limit, perSeconds)) === 0) passed += 1
  return passed
}

const counted = async (redis: Redis) => {
  const [key] = await redis.keys(`${prefix}*`)
  return key === undefined ? 0 : Number(await redis.get(key))
}

test('on one node a limit is exact', async () => {
  const node = await openNode()
  expect(await letThrough(node, 30, 20)).toBe(20)
  expect(await letThrough(node, 5, 20)).toBe(0)
})

test('two nodes at the same moment let through what one of them did not know yet, and then nothing', async () => {
  const nodes = await Promise.all([openNode(), openNode()])
  const passed = await Promise.all(nodes.map((node) => letThrough(node, 40, 20)))
  const both = passed.reduce((sum, n) => sum + n)
  expect(both).toBeGreaterThanOrEqual(20)
  expect(both).toBeLessThanOrEqual(30)
  expect(await Promise.all(nodes.map((node) => letThrough(node, 5, 20)))).toEqual([0, 0])
})

test('what one node counted for itself, the other knows a moment later', async () => {
  const [here, there] = await Promise.all([openNode(), openNode()])
  expect(await letThrough(here, 8, 20)).toBe(8)
  await until(async () => (await counted(here.redis)) === 8)
  expect(await letThrough(there, 40, 20)).toBe(12)
})

test('L8: a Redis that is flushed gives the window anew, and one that is away leaves each node its own count', async () => {
  const node = await openNode()
  expect(await letThrough(node, 30, 20)).toBe(20)
  await node.redis.del(...(await node.redis.keys(`${prefix}*`)))
  expect(await letThrough(node, 5, 20)).toBe(5)
  node.redis.disconnect()
  await until(() => node.redis.status === 'end')
  expect(await letThrough(node, 40, 20)).toBeLessThanOrEqual(20)
})

import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { describe, expect, inject, test } from 'vitest'
import { untilTestEnds } from '../testing/dispose.ts'
import { until } from '../testing/wait.ts'
import { createRedisBus } from './bus.ts'
import { createLimits } from './limits.ts'
import { connectRedis, firstReady } from './redis.ts'

/** The way to Redis, which can fall silent, and break. */
const openWay = async (url: string) => {
  const target = Number(new URL(url).port)
  const sockets = new Set<Socket>()
  let silent = false
  const server = createServer((near) => {
    const far = connect(target, '127.0.0.1')
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.on('data', (data) => silent || far.write(data))
    far.on('data', (data) => silent || near.write(data))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const cut = () => {
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: `redis://127.0.0.1:${(server.address() as AddressInfo).port}`,
    fallSilent: (on: boolean) => {
      silent = on
    },
    cut,
    [Symbol.asyncDispose]: async () => {
      cut()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

const open = async (url: string) => {
  const redis = connectRedis(url, () => undefined)
  await firstReady(redis, 5_000)
  return { redis, [Symbol.dispose]: () => redis.disconnect() }
}

describe('a connection to Redis', () => {
  test('L8: silence is taken for absence, so that nothing waits for it any more, until it speaks again', async () => {
    const way = untilTestEnds(await openWay(inject('redisUrl')))
    const connection = untilTestEnds(await open(way.url))
    const { redis } = connection
    const limits = createLimits(redis, `${randomUUID()}:`, Date.now)
    way.fallSilent(true)
    expect(await limits.take('a', 1, 1_000_000)).toBe(0)
    await until(() => redis.status !== 'ready')
    const startedAt = performance.now()
    for (let i = 0; i < 50; i += 1) await limits.take(`b${i}`, 1, 1_000_000)
    expect(performance.now() - startedAt).toBeLessThan(1_000)
    way.fallSilent(false)
    await until(() => redis.status === 'ready')
  })

  test('L8: after it was away the bus hears what is wanted by then, and nothing else', async () => {
    const way = untilTestEnds(await openWay(inject('redisUrl')))
    const publishing = untilTestEnds(await open(inject('redisUrl')))
    const subscribing = untilTestEnds(await open(way.url))
    const [publisher, subscriber] = [publishing.redis, subscribing.redis]
    const prefix = `${randomUUID()}:`
    const bus = createRedisBus({ publisher, subscriber, prefix })
    await Promise.all(['stays', 'goes'].map((topic) => bus.subscribe(topic, () => undefined)))
    way.cut()
    await until(() => subscriber.status !== 'ready')
    bus.unsubscribe('goes')
    await bus.subscribe('comes', () => undefined)

    const subscribers = async () => (await publisher.pubsub('CHANNELS', `${prefix}*`)) as string[]
    await until(async () => (await subscribers()).includes(`${prefix}comes`))
    expect((await subscribers()).sort()).toEqual([`${prefix}comes`, `${prefix}stays`])
  })

  test('L8: one that breaks again while the bus subscribes anew takes nothing with it', async () => {
    const way = untilTestEnds(await openWay(inject('redisUrl')))
    const subscribing = untilTestEnds(await open(way.url))
    const { redis: subscriber } = subscribing
    const bus = createRedisBus({ publisher: subscriber, subscriber, prefix: `${randomUUID()}:` })
    await bus.subscribe('a', () => undefined)
    const faults: unknown[] = []
    const onFault = (fault: unknown) => faults.push(fault)
    process.on('unhandledRejection', onFault)
    let readied = 0
    subscriber.on('ready', () => {
      readied += 1
      if (readied === 1) way.cut()
    })
    way.cut()
    await until(() => readied === 2)
    process.off('unhandledRejection', onFault)
    expect(faults).toEqual([])
  })
})

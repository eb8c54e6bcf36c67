import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Redis } from 'ioredis'
import { MongoClient } from 'mongodb'
import { afterEach, beforeEach, expect, inject, onTestFinished, test, vi } from 'vitest'
import { startServices } from './services.ts'
import { keptDir } from './testing.fixture.ts'

beforeEach(() => {
  vi.stubEnv('MONGODB_URL', '')
  vi.stubEnv('REDIS_URL', '')
})
afterEach(() => vi.unstubAllEnvs())

test('both answer, and their folders name engine and series', async () => {
  const dataDir = keptDir()
  const services = await startServices({ dataDir })
  onTestFinished(services.stop)
  const client = await MongoClient.connect(services.mongoUrl)
  await client.db('test').collection('items').insertOne({ kept: true })
  await client.close()
  const redis = new Redis(services.redisUrl)
  expect(await redis.ping()).toBe('PONG')
  redis.disconnect()
  await services.stop()
  await services.stop()
  const names = readdirSync(dataDir).sort()
  expect(names[0]).toMatch(/^mongodb-\d+\.\d+$/)
  expect(names[1]).toMatch(/^(valkey|redis)-\d+$/)
})

test('what the environment names is used and not started', async () => {
  vi.stubEnv('MONGODB_URL', inject('mongoUrl'))
  vi.stubEnv('REDIS_URL', inject('redisUrl'))
  const dataDir = keptDir()
  const services = await startServices({ dataDir })
  expect(services).toMatchObject({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') })
  await services.stop()
  expect(readdirSync(dataDir)).toHaveLength(0)
})

test('a server that ends by itself is reported, one that we stop is not', async () => {
  const services = await startServices({ dataDir: keptDir() })
  onTestFinished(services.stop)
  const redis = new Redis(services.redisUrl)
  redis.on('error', () => {})
  redis.shutdown('NOSAVE').catch(() => {})
  expect(await services.lost).toBe('Redis has ended by itself (exit code 0).')
  redis.disconnect()
})

test('data of another MongoDB series is not passed by in silence', async () => {
  const dataDir = keptDir()
  mkdirSync(join(dataDir, 'mongodb-4.2'))
  await expect(startServices({ dataDir })).rejects.toThrow(
    `The data in ${join(dataDir, 'mongodb-4.2')} is of another MongoDB`,
  )
})

test('a folder that cannot be made is one clear sentence', async () => {
  const file = join(keptDir(), 'file')
  writeFileSync(file, '')
  await expect(startServices({ dataDir: join(file, 'data') })).rejects.toThrow("can't be a folder")
})

import { mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { MongoClient } from 'mongodb'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startMongo } from './mongo.ts'
import { freePort } from './ports.ts'
import { keptDir, occupy } from './testing.fixture.ts'

async function useMongo(options: Parameters<typeof startMongo>[0]) {
  const mongo = await startMongo(options)
  const client = new MongoClient(mongo.url)
  const close = async () => {
    await client.close()
    await mongo.stop()
  }
  onTestFinished(close)
  return {
    mongo,
    client,
    items: client.db('test').collection<{ _id: string }>('items'),
    admin: client.db('admin'),
    close,
  }
}

test('what was committed outlives kill -9, on the same port and on another', async () => {
  const dir = keptDir()
  const first = await useMongo({ dir })
  await first.items.insertOne({ _id: 'kept' }, { writeConcern: { w: 'majority', j: true } })
  await first.mongo.kill('SIGKILL')

  const second = await useMongo({ dir })
  expect(second.mongo.port).toBe(first.mongo.port)
  expect(await second.items.countDocuments()).toBe(1)
  await second.close()

  const elsewhere = await useMongo({ dir, port: await freePort() })
  expect(elsewhere.mongo.port).not.toBe(first.mongo.port)
  expect(await elsewhere.items.countDocuments()).toBe(1)
})

test('transactions work, and a forgotten one is ended after 5 s', async () => {
  const { client, items, admin } = await useMongo({})
  const limit = await admin.command({ getParameter: 1, transactionLifetimeLimitSeconds: 1 })
  expect(limit.transactionLifetimeLimitSeconds).toBe(5)
  await items.insertOne({ _id: 'before' })
  await client.withSession((session) =>
    session.withTransaction(() => items.insertOne({ _id: 'within' }, { session })),
  )
  expect(await items.countDocuments()).toBe(2)
})

test('a taken port is one clear sentence', async () => {
  const port = await occupy()
  await expect(startMongo({ port })).rejects.toThrow(`MongoDB did not start: port ${port} is taken.`)
})

test('data that it can not read ends the start at once, and names the log', async () => {
  const dir = keptDir()
  mkdirSync(join(dir, 'db'))
  writeFileSync(join(dir, 'db/WiredTiger'), 'not what it was')
  writeFileSync(join(dir, 'db/WiredTiger.turtle'), 'nor this')
  await expect(startMongo({ dir })).rejects.toThrow(
    /^MongoDB did not start \(.+\)\. Its log says why: .+server\.log$/,
  )
})

test('a folder of its own is gone after stop', async () => {
  const parent = keptDir()
  vi.stubEnv('TMPDIR', parent)
  onTestFinished(() => void vi.unstubAllEnvs())
  const mongo = await startMongo()
  expect(readdirSync(parent)).toHaveLength(1)
  await mongo.stop()
  expect(readdirSync(parent)).toHaveLength(0)
})

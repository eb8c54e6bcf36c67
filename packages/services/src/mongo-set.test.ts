import { readdirSync } from 'node:fs'
import { MongoClient } from 'mongodb'
import { expect, onTestFinished, test, vi } from 'vitest'
import { startMongoSet } from './mongo-set.ts'
import { keptDir } from './testing.fixture.ts'

test('three nodes are one set, that goes on under another primary, and leave nothing behind', async () => {
  const parent = keptDir()
  vi.stubEnv('TMPDIR', parent)
  onTestFinished(() => void vi.unstubAllEnvs())
  const set = await startMongoSet({ nodes: 3 })
  onTestFinished(set.stop)
  const client = new MongoClient(set.url)
  onTestFinished(() => client.close())
  const admin = client.db('admin')
  const primary = async (): Promise<unknown> => (await admin.command({ hello: 1 })).primary
  const items = client.db('test').collection<{ _id: string }>('items')
  await items.insertOne({ _id: 'before' }, { writeConcern: { w: 'majority', j: true } })

  const before = await primary()
  await admin.command({ replSetStepDown: 20, secondaryCatchUpPeriodSecs: 10 })
  await items.insertOne({ _id: 'after' }, { writeConcern: { w: 'majority', j: true } })
  expect(await primary()).not.toBe(before)
  expect(await items.countDocuments()).toBe(2)

  await client.close()
  await set.stop()
  expect(readdirSync(parent)).toEqual([])
}, 120_000)

import { randomUUID } from 'node:crypto'
import { MongoClient } from 'mongodb'
import { expect, inject, test } from 'vitest'
import { compose } from './compose.ts'
import { readConfig } from './config.ts'
import { ContentError } from './features/content/content.problems.ts'
import { databaseUrl } from './testing/database.ts'
import { untilTestEnds } from './testing/dispose.ts'
import { until } from './testing/wait.ts'

/** How many connections to MongoDB an application of that name has. */
const openLook = async () => {
  const client = await new MongoClient(inject('mongoUrl')).connect()
  const connectionsOf = async (appName: string): Promise<number> => {
    const operations = client
      .db('admin')
      .aggregate([{ $currentOp: { idleConnections: true, allUsers: true } }, { $match: { appName } }])
    return (await operations.toArray()).length
  }
  return { connectionsOf, [Symbol.asyncDispose]: () => client.close() }
}

const configOf = (appName: string, more: Record<string, string> = {}) => {
  const url = new URL(databaseUrl(inject('mongoUrl')))
  url.searchParams.set('appName', appName)
  return readConfig({
    PORT: '0',
    MONGODB_URL: url.href,
    REDIS_URL: inject('redisUrl'),
    LOG_LEVEL: 'silent',
    ...more,
  })
}

test('P1: a start that fails half way leaves nothing open', async () => {
  const look = untilTestEnds(await openLook())
  const appName = randomUUID()
  const starting = compose(configOf(appName, { CONTENT_DIR: import.meta.dirname }))
  await until(async () => (await look.connectionsOf(appName)) > 0)
  await expect(starting).rejects.toThrow(ContentError)
  await until(async () => (await look.connectionsOf(appName)) === 0)
})

test('P1: what never listened is closed like anything', async () => {
  const look = untilTestEnds(await openLook())
  const appName = randomUUID()
  const app = await compose(configOf(appName))
  await app.close()
  await until(async () => (await look.connectionsOf(appName)) === 0)
})

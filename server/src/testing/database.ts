import { randomUUID } from 'node:crypto'
import type { Connection } from 'mongoose'
import { connectMongo } from '../platform/mongo.ts'

/** A database of its own on the test run's MongoDB (or the one that the URL names); dropped at the end. */
export const openDatabase = async (
  mongoUrl: string,
  { as = 'fresh' }: { as?: 'fresh' | 'given' } = {},
): Promise<Connection & AsyncDisposable> => {
  const connection = await connectMongo(as === 'fresh' ? databaseUrl(mongoUrl) : mongoUrl)
  return Object.assign(connection, {
    [Symbol.asyncDispose]: async () => {
      await connection.dropDatabase()
      await connection.close()
    },
  })
}

/** The same server's URL with a database name that nobody else uses. */
export const databaseUrl = (mongoUrl: string): string => {
  const url = new URL(mongoUrl)
  url.pathname = `/t-${randomUUID().slice(0, 13)}`
  return url.href
}

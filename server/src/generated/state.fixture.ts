import { MongoClient } from 'mongodb'

/**
 * What the database holds, byte for byte: MongoDB's own hash of each collection. Left out is how far consumers
 * have come, which moves by itself after every change of a project. Rate limits lie in Redis, and a session's
 * last use is written once an hour.
 */
export const openState = async (mongoUrl: string) => {
  const client = await MongoClient.connect(mongoUrl)
  const hash = async (): Promise<Record<string, string>> => {
    const { collections } = await client.db().command({ dbHash: 1 })
    const { consumers: _, ...held } = collections as Record<string, string>
    return held
  }
  return { hash, db: client.db(), [Symbol.asyncDispose]: () => client.close() }
}

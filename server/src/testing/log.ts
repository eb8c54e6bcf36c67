import type { Connection } from 'mongoose'
import { type LogCollection, logCollection, prepareLog } from '../log/collection.ts'
import { createCommit } from '../log/commit.ts'
import { createLog, type Log } from '../log/log.ts'
import type { Committed } from '../log/model.ts'
import { createLogReader, type LogReader } from '../log/read.ts'
import { endIdleTransactions } from '../log/unlock.ts'

export type TestLog = {
  log: Log
  reader: LogReader
  collection: LogCollection
  /** Every range that this log published, in order. */
  published: Committed[]
}

/** The real log on a real database; what it publishes is kept. Several on one database are several processes. */
export const openLog = async (connection: Connection): Promise<TestLog> => {
  const client = connection.getClient()
  if (!connection.db) throw new Error('not connected')
  const collection = logCollection(connection.db)
  await prepareLog(collection)
  const published: Committed[] = []
  const commit = createCommit({
    client,
    log: collection,
    now: Date.now,
    onStuck: async () => void (await endIdleTransactions(client.db('admin'))),
  })
  const log = createLog({ commit, publish: (range) => published.push(range), onUnknown: () => undefined })
  return { log, reader: createLogReader({ client, log: collection }), collection, published }
}

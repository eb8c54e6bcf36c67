import type { Collection, Db } from 'mongodb'
import type { CommandRecord, Head, StoredItem } from './model.ts'

/** Everything of a channel in one collection under one shard key: a commit stays on one shard (sync.md). */
export type LogDocument = StoredItem | Head | CommandRecord
export type LogCollection = Collection<LogDocument>

export const logCollection = (db: Db): LogCollection => db.collection<LogDocument>('log')

/**
 * Creates what the log needs. `seq` is on items only and `rev` on items and heads, so that command records,
 * the bulk of the collection, are in no index but `_id`.
 */
export const prepareLog = async (log: LogCollection): Promise<void> => {
  await log.createIndexes([
    { key: { channelId: 1, seq: 1 }, unique: true, partialFilterExpression: { seq: { $exists: true } } },
    { key: { channelId: 1, rev: 1, generation: 1 }, partialFilterExpression: { rev: { $exists: true } } },
    {
      key: { channelId: 1, kind: 1, seq: 1 },
      name: 'standing',
      partialFilterExpression: { standing: true },
    },
    // What calls someone, for catching up.
    {
      key: { channelId: 1, addresses: 1, seq: 1 },
      partialFilterExpression: { addresses: { $exists: true } },
    },
    { key: { sharedTo: 1 }, partialFilterExpression: { sharedTo: { $exists: true } } },
    // What a deletion can still be undone with, by age.
    { key: { deletedAt: 1 }, partialFilterExpression: { removed: { $exists: true } } },
  ])
}

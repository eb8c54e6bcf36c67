import { randomUUID } from 'node:crypto'
import type { Notifies } from '@bijpraat/contract'
import { type Db, MongoBulkWriteError } from 'mongodb'

/**
 * That a device is to be told of an item, once: `_id` is `channelId/itemId/reason/sessionId`. Kept after it was done,
 * for longer than anything asks for it again.
 */
export type Delivery = {
  _id: string
  channelId: string
  itemId: string
  reason: Notifies
  personId: string
  sessionId: string
  /** When the item came to be. */
  at: number
  /** When somebody takes it up, or does so again; absent when it is done. */
  dueAt?: number
  claim?: string
  /** How often it was sent in vain. */
  tries: number
  /** Why it is done. */
  outcome?: string
  expiresAt: Date
}

export type NewDelivery = Pick<Delivery, 'channelId' | 'itemId' | 'reason' | 'personId' | 'sessionId' | 'at'>

/** What is not told within a day is not news any more. */
export const tellWithinMs = 24 * 3600 * 1000
/** Longer than it takes to send to all that are claimed at once; then somebody else may. */
export const leaseMs = 30_000

const writtenAtOnce = 1_000

type Store = {
  db: Db
  clock: () => number
}

export const createDeliveryStore = ({ db, clock }: Store) => {
  const deliveries = db.collection<Delivery>('pushDeliveries')

  const insert = async (made: readonly Delivery[]): Promise<void> => {
    try {
      await deliveries.insertMany([...made], { ordered: false })
    } catch (error) {
      // Written before, by another node or before a crash.
      if (!(error instanceof MongoBulkWriteError) || error.code !== 11_000) throw error
    }
  }

  return {
    prepare: async (): Promise<void> => {
      await deliveries.createIndexes([
        { key: { dueAt: 1 }, partialFilterExpression: { dueAt: { $exists: true } } },
        { key: { claim: 1 }, partialFilterExpression: { claim: { $exists: true } } },
        { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
      ])
    },

    /** Those that exist are left as they are. */
    add: async (wanted: readonly NewDelivery[]): Promise<void> => {
      const now = clock()
      const made = wanted.map(
        (delivery): Delivery => ({
          _id: [delivery.channelId, delivery.itemId, delivery.reason, delivery.sessionId].join('/'),
          ...delivery,
          dueAt: now,
          tries: 0,
          expiresAt: new Date(now + 2 * tellWithinMs),
        }),
      )
      for (let at = 0; at < made.length; at += writtenAtOnce) await insert(made.slice(at, at + writtenAtOnce))
    },

    /** Takes up what is due, at most so many: each goes to one worker until its lease is over. */
    claim: async (most: number): Promise<Delivery[]> => {
      const now = clock()
      const due = await deliveries
        .find({ dueAt: { $lte: now } }, { projection: { _id: 1 } })
        .sort({ dueAt: 1 })
        .limit(most)
        .toArray()
      if (due.length === 0) return []
      const claim = randomUUID()
      await deliveries.updateMany(
        { _id: { $in: due.map(({ _id }) => _id) }, dueAt: { $lte: now } },
        { $set: { claim, dueAt: now + leaseMs } },
      )
      return deliveries.find({ claim }).toArray()
    },

    /** Writes what became of those that were claimed; one that somebody else has claimed by now is left alone. */
    settle: async (settled: readonly Settled[]): Promise<void> => {
      if (settled.length === 0) return
      await deliveries.bulkWrite(settled.map(asUpdate), { ordered: false })
    },
  }
}

export type Settled = Pick<Delivery, '_id' | 'claim'> & ({ done: string } | { dueAt: number; tries: number })

const asUpdate = ({ _id, claim, ...settled }: Settled) => ({
  updateOne: {
    filter: { _id, ...(claim === undefined ? {} : { claim }) },
    update:
      'done' in settled
        ? { $set: { outcome: settled.done }, $unset: { dueAt: 1 as const, claim: 1 as const } }
        : { $set: { dueAt: settled.dueAt, tries: settled.tries }, $unset: { claim: 1 as const } },
  },
})

export type DeliveryStore = ReturnType<typeof createDeliveryStore>

import { randomUUID } from 'node:crypto'
import type { NoticeReason } from '@bijpraat/contract'
import { type Db, MongoBulkWriteError } from 'mongodb'

/**
 * That a device is to be told of an item, once: `_id` is `channelId/itemId/reason/sessionId`. Kept after it was done,
 * for longer than anything asks for it again.
 */
export type Delivery = {
  _id: string
  channelId: string
  itemId: string
  reason: NoticeReason
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

  /** Gives those that were not there yet. */
  const insert = async (made: readonly Delivery[]): Promise<readonly Delivery[]> => {
    try {
      await deliveries.insertMany([...made], { ordered: false })
      return made
    } catch (error) {
      // Written before, by another node or before a crash.
      if (!(error instanceof MongoBulkWriteError) || error.code !== 11_000) throw error
      const refused = new Set([error.writeErrors].flat().map(({ index }) => index))
      return made.filter((_, index) => !refused.has(index))
    }
  }

  return {
    prepare: async (): Promise<void> => {
      await deliveries.createIndexes([
        { key: { dueAt: 1 }, partialFilterExpression: { dueAt: { $exists: true } } },
        { key: { expiresAt: 1 }, expireAfterSeconds: 0 },
      ])
    },

    /**
     * Those that exist are left as they are. With `claimed` the new ones are taken up already, and given back:
     * who writes them sends them, without asking for them again.
     */
    add: async (
      wanted: readonly NewDelivery[],
      { claimed }: { claimed: boolean } = { claimed: false },
    ): Promise<Delivery[]> => {
      const now = clock()
      const taken = claimed ? { claim: randomUUID(), dueAt: now + leaseMs } : { dueAt: now }
      const made = wanted.map(
        (delivery): Delivery => ({
          _id: [delivery.channelId, delivery.itemId, delivery.reason, delivery.sessionId].join('/'),
          ...delivery,
          ...taken,
          tries: 0,
          expiresAt: new Date(now + 2 * tellWithinMs),
        }),
      )
      const added: Delivery[] = []
      for (let at = 0; at < made.length; at += writtenAtOnce)
        added.push(...(await insert(made.slice(at, at + writtenAtOnce))))
      return added
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
      const among = { _id: { $in: due.map(({ _id }) => _id) } }
      await deliveries.updateMany(
        { ...among, dueAt: { $lte: now } },
        { $set: { claim, dueAt: now + leaseMs } },
      )
      return deliveries.find({ ...among, claim }).toArray()
    },

    /** Writes what became of those that were claimed; one that somebody else has claimed by now is left alone. */
    settle: async (settled: readonly Settled[]): Promise<void> => {
      if (settled.length === 0) return
      await deliveries.bulkWrite([...doneTogether(settled), ...putOff(settled)], { ordered: false })
    },
  }
}

type Claimed = Pick<Delivery, '_id' | 'claim'>
type Done = Claimed & { done: string }
type PutOff = Claimed & { dueAt: number; tries: number }
export type Settled = Done | PutOff

/** Most come out alike: one write for all of a claim that did. */
const doneTogether = (settled: readonly Settled[]) => {
  const alike = new Map<string, Done[]>()
  for (const one of settled) {
    if (!('done' in one)) continue
    const key = `${one.claim} ${one.done}`
    alike.set(key, [...(alike.get(key) ?? []), one])
  }
  return [...alike.values()].flatMap((all) => {
    const [first] = all
    if (!first) return []
    const filter = { _id: { $in: all.map(({ _id }) => _id) }, ...heldBy(first) }
    const update = { $set: { outcome: first.done }, $unset: { dueAt: 1 as const, claim: 1 as const } }
    return [{ updateMany: { filter, update } }]
  })
}

const putOff = (settled: readonly Settled[]) =>
  settled.flatMap((one) => {
    if ('done' in one) return []
    const update = { $set: { dueAt: one.dueAt, tries: one.tries }, $unset: { claim: 1 as const } }
    return [{ updateOne: { filter: { _id: one._id, ...heldBy(one) }, update } }]
  })

const heldBy = ({ claim }: Claimed) => (claim === undefined ? {} : { claim })

export type DeliveryStore = ReturnType<typeof createDeliveryStore>

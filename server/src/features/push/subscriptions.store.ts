import type { Db } from 'mongodb'
import { MongoServerError } from 'mongodb'
import type { PushTarget } from '../../platform/push.ts'

/** A device that is told things: `_id` is that of its session, so that it is told nothing without one. */
export type Subscription = PushTarget & {
  _id: string
  personId: string
  language: 'nl' | 'en'
  /** Nothing older is told. */
  since: number
  repairedAt: Date
}

/** Of one person, those that were used last; a session and with it a subscription can be left behind anywhere. */
const mostPerPerson = 10
/** Longer than a session lives without use; each start of the app repairs it. */
const livesSeconds = 200 * 24 * 3600

const isDuplicate = (error: unknown) => error instanceof MongoServerError && error.code === 11_000

export const createSubscriptionStore = (db: Db) => {
  const subscriptions = db.collection<Subscription>('pushSubscriptions')

  const put = async ({ _id, since, ...device }: Subscription): Promise<void> => {
    // A browser has one subscription, whoever is signed in there: it is of who was so last.
    await subscriptions.deleteMany({ endpoint: device.endpoint, _id: { $ne: _id } })
    await subscriptions.updateOne({ _id }, { $set: device, $setOnInsert: { since } }, { upsert: true })
  }

  const dropOldest = async (personId: string): Promise<void> => {
    const superfluous = await subscriptions
      .find({ personId }, { projection: { _id: 1 } })
      .sort({ repairedAt: -1, _id: 1 })
      .skip(mostPerPerson)
      .toArray()
    if (superfluous.length === 0) return
    await subscriptions.deleteMany({ _id: { $in: superfluous.map(({ _id }) => _id) } })
  }

  return {
    prepare: async (): Promise<void> => {
      await subscriptions.createIndexes([
        { key: { endpoint: 1 }, unique: true },
        { key: { personId: 1, repairedAt: -1 } },
        { key: { repairedAt: 1 }, expireAfterSeconds: livesSeconds },
      ])
    },

    put: async (subscription: Subscription): Promise<void> => {
      // Another session may have taken the same address between the two steps.
      await put(subscription).catch((error: unknown) =>
        isDuplicate(error) ? put(subscription) : Promise.reject(error),
      )
      await dropOldest(subscription.personId)
    },

    delete: async (sessionId: string): Promise<void> => {
      await subscriptions.deleteOne({ _id: sessionId })
    },

    /** Only while it has this address: the device may have been given another meanwhile. */
    deleteAt: async (sessionId: string, endpoint: string): Promise<void> => {
      await subscriptions.deleteOne({ _id: sessionId, endpoint })
    },

    isEmpty: async (): Promise<boolean> =>
      (await subscriptions.findOne({}, { projection: { _id: 1 } })) === null,

    /** Devices of these persons that were there before a moment. */
    ofPersons: (personIds: readonly string[], before: number) =>
      subscriptions
        .find({ personId: { $in: [...personIds] }, since: { $lte: before } })
        .project<Pick<Subscription, '_id' | 'personId'>>({ personId: 1 })
        .toArray(),

    ofSessions: async (sessionIds: readonly string[]): Promise<Map<string, Subscription>> => {
      const found = await subscriptions.find({ _id: { $in: [...sessionIds] } }).toArray()
      return new Map(found.map((subscription) => [subscription._id, subscription]))
    },

    /** Takes away those whose session has ended. */
    purge: async (): Promise<void> => {
      const orphans = await subscriptions
        .aggregate<{ _id: string }>([
          { $lookup: { from: 'sessions', localField: '_id', foreignField: '_id', as: 'session' } },
          { $match: { session: [] } },
          { $limit: 1_000 },
          { $project: { _id: 1 } },
        ])
        .toArray()
      if (orphans.length > 0) await subscriptions.deleteMany({ _id: { $in: orphans.map(({ _id }) => _id) } })
    },
  }
}

export type SubscriptionStore = ReturnType<typeof createSubscriptionStore>

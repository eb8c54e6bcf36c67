import type { ClientSession, Db, Filter } from 'mongodb'
import type { LogCollection } from '../../log/collection.ts'
import { itemKey } from '../../log/fold.ts'
import type { StoredItem } from '../../log/model.ts'
import type { NewAct, StoredAct, StoredReport, Turn } from './moderation.schema.ts'

/** Channels of which someone sees what is reported; null for all. */
export type Scope = readonly string[] | null

type Desk = { open: number; turn: number }

const idOf = (channelId: string, itemId: string, by: string) => `${channelId}/${itemId}/${by}`

/**
 * Reports and acts. What takes a session belongs to the transaction of a change of the log. Each such write raises
 * its scope's turn, so that they come one after the other, and followers find what they have not seen (L10).
 */
export const createModerationStore = (db: Db, log: LogCollection) => {
  const reports = db.collection<StoredReport>('reports')
  const acts = db.collection<StoredAct>('moderationActs')
  const turns = db.collection<Turn>('moderationTurns')

  const raise = async (scope: string, session: ClientSession): Promise<number> => {
    const raised = await turns.findOneAndUpdate(
      { _id: scope },
      { $inc: { turn: 1 } },
      { upsert: true, returnDocument: 'after', session },
    )
    return raised?.turn ?? 0
  }

  const within = (scope: Scope) => (scope === null ? {} : { channelId: { $in: [...scope] } })

  return {
    prepare: async (): Promise<void> => {
      await reports.createIndexes([
        { key: { channelId: 1, itemId: 1, state: 1 } },
        { key: { state: 1, at: -1 } },
        { key: { channelId: 1, told: 1 }, partialFilterExpression: { told: false } },
      ])
      await acts.createIndexes([
        { key: { at: -1 } },
        { key: { scope: 1, at: -1 } },
        { key: { scope: 1, told: 1, turn: 1 }, partialFilterExpression: { told: false } },
      ])
      await turns.createIndex({ turn: 1 })
    },

    put: async (report: Omit<StoredReport, '_id' | 'state' | 'told'>, session: ClientSession) => {
      const _id = idOf(report.channelId, report.itemId, report.by)
      await raise(report.channelId, session)
      await reports.replaceOne({ _id }, { ...report, state: 'open', told: true }, { upsert: true, session })
    },

    /** Whether there was an open one. */
    withdraw: async (channelId: string, itemId: string, by: string, session: ClientSession) => {
      const open: Filter<StoredReport> = { _id: idOf(channelId, itemId, by), state: 'open' }
      const { matchedCount } = await reports.updateOne(open, { $set: { state: 'withdrawn' } }, { session })
      if (matchedCount > 0) await raise(channelId, session)
      return matchedCount > 0
    },

    /** Deals with all open reports of an item; how many there were. */
    close: async (channelId: string, itemId: string, session: ClientSession): Promise<number> => {
      const { matchedCount } = await reports.updateMany(
        { channelId, itemId, state: 'open' },
        { $set: { state: 'handled', told: false } },
        { session },
      )
      return matchedCount
    },

    note: async ({ commandId, ...act }: NewAct, session: ClientSession): Promise<void> => {
      const turn = await raise(act.scope, session)
      await acts.insertOne({ _id: `${act.by}/${commandId}`, ...act, turn, told: false }, { session })
    },

    /** An item as it is in the transaction. */
    item: (channelId: string, itemId: string, session: ClientSession) =>
      log.findOne({ _id: itemKey(channelId, itemId), channelId }, { session }) as Promise<StoredItem | null>,

    turns: async (scopes: readonly string[]) =>
      (await turns.find({ _id: { $in: [...scopes] } }).toArray()).map(({ _id, turn }) => ({
        channelId: _id,
        rev: turn,
      })),

    scopes: async (): Promise<string[]> =>
      (await turns.find({}, { projection: { _id: 1 } }).toArray()).map(({ _id }) => _id),

    untoldActs: (scope: string): Promise<StoredAct[]> =>
      acts.find({ scope, told: false }).sort({ turn: 1 }).toArray(),

    untoldReports: (channelId: string): Promise<StoredReport[]> =>
      reports.find({ channelId, told: false }).toArray(),

    toldAct: async (actId: string): Promise<void> =>
      void (await acts.updateOne({ _id: actId }, { $set: { told: true } })),

    /** Whether a report is still as it was when it was dealt with: the same may be reported again. */
    isHandled: async ({ _id, at }: StoredReport, session: ClientSession): Promise<boolean> =>
      (await reports.findOne({ _id, at, state: 'handled' }, { session })) !== null,

    toldReport: async ({ _id, at }: StoredReport): Promise<void> =>
      void (await reports.updateOne({ _id, at }, { $set: { told: true } })),

    /** Open reports of the items that were reported last, each item's together; of items that are not `notBy`. */
    open: async (scope: Scope, notBy: string | null, limit: number): Promise<StoredReport[][]> => {
      const found = await reports
        .aggregate<{ all: StoredReport[] }>([
          {
            $match: { state: 'open', ...within(scope), ...(notBy === null ? {} : { about: { $ne: notBy } }) },
          },
          { $sort: { at: 1 } },
          {
            $group: {
              _id: { channelId: '$channelId', itemId: '$itemId' },
              all: { $push: '$$ROOT' },
              last: { $max: '$at' },
            },
          },
          { $sort: { last: -1 } },
          { $limit: limit },
        ])
        .toArray()
      return found.map(({ all }) => all)
    },

    /** What waits in a scope, and a number that rises with all that befalls it. */
    desk: async (scope: Scope, notBy: string | null, session?: ClientSession): Promise<Desk> => {
      const options = session ? { session } : {}
      const match = { state: 'open', ...within(scope), ...(notBy === null ? {} : { about: { $ne: notBy } }) }
      const items = await reports
        .aggregate(
          [{ $match: match }, { $group: { _id: ['$channelId', '$itemId'] } }, { $count: 'n' }],
          options,
        )
        .toArray()
      const [raised] = await turns
        .aggregate<{ turn: number }>(
          [
            ...(scope === null ? [] : [{ $match: { _id: { $in: [...scope] } } }]),
            { $group: { _id: null, turn: { $sum: '$turn' } } },
          ],
          options,
        )
        .toArray()
      return { open: items[0]?.n ?? 0, turn: raised?.turn ?? 0 }
    },

    acts: (scope: Scope, before: number | undefined, limit: number): Promise<StoredAct[]> =>
      acts
        .find({
          ...(scope === null ? {} : { scope: { $in: [...scope] } }),
          ...(before === undefined ? {} : { at: { $lt: before } }),
        })
        .sort({ at: -1, _id: 1 })
        .limit(limit)
        .toArray(),
  }
}

export type ModerationStore = ReturnType<typeof createModerationStore>

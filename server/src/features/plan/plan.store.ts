import { planChange, planPart } from '@bijpraat/contract'
import type { MongoClient } from 'mongodb'
import type { LogCollection } from '../../log/collection.ts'
import { headId } from '../../log/fold.ts'
import type { Head, StoredItem } from '../../log/model.ts'

const snapshot = { readConcern: { level: 'snapshot' } } as const
const kinds = [planPart.kind, planChange.kind]

/** Finds what is of the plan in a channel, however much was said around it. */
export const createPlanStore = ({ client, log }: { client: MongoClient; log: LogCollection }) => {
  const found = (channelId: string, kind: string, upTo: number) =>
    log.find<StoredItem>({ channelId, kind, seq: { $lte: upTo } }, snapshot)

  return {
    createIndexes: async (): Promise<void> => {
      await log.createIndex(
        { channelId: 1, kind: 1, seq: 1 },
        { name: 'plan', partialFilterExpression: { kind: { $in: kinds } } },
      )
      await log.createIndex(
        { channelId: 1, 'content.until': 1 },
        { name: 'planDates', partialFilterExpression: { kind: planPart.kind } },
      )
    },

    /** What is not done and has a last day, the earliest first. */
    ahead: (channelId: string, limit: number): Promise<StoredItem[]> =>
      log
        .find<StoredItem>({
          channelId,
          kind: planPart.kind,
          'content.until': { $gt: '' },
          'content.state': { $in: ['planned', 'busy'] },
        })
        .sort({ 'content.until': 1 })
        .limit(limit)
        .toArray(),

    hasParts: async (channelId: string): Promise<boolean> =>
      (await log.findOne({ channelId, kind: planPart.kind, seq: { $gt: 0 } }, { projection: { _id: 1 } })) !==
      null,

    /** Every part as it is now, and of which rev of the channel that is. */
    parts: async (channelId: string): Promise<{ asOf: number; parts: StoredItem[] }> => {
      const session = client.startSession({ snapshot: true })
      try {
        const options = { ...snapshot, session }
        const head = await log.findOne<Head>({ _id: headId(channelId), channelId }, options)
        const parts = await log
          .find<StoredItem>({ channelId, kind: planPart.kind, seq: { $gt: 0 } }, options)
          .sort({ seq: 1 })
          .toArray()
        return { asOf: head?.rev ?? 0, parts }
      } finally {
        await session.endSession()
      }
    },

    /** All changes up to a place, the first first. */
    changesUpTo: (channelId: string, upTo: number): Promise<StoredItem[]> =>
      found(channelId, planChange.kind, upTo).sort({ seq: 1 }).toArray(),

    /** Changes below a place, the newest first. */
    changesBefore: (channelId: string, before: number, limit: number): Promise<StoredItem[]> =>
      found(channelId, planChange.kind, before - 1)
        .sort({ seq: -1 })
        .limit(limit)
        .toArray(),
  }
}

export type PlanStore = ReturnType<typeof createPlanStore>

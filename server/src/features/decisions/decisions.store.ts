import { decision } from '@bijpraat/contract'
import type { LogCollection } from '../../log/collection.ts'
import type { StoredItem } from '../../log/model.ts'

/** Finds decisions in channels, however much was said around them. */
export const createDecisionStore = (log: LogCollection) => ({
  createIndexes: async (): Promise<void> => {
    await log.createIndex(
      { channelId: 1, createdAt: -1 },
      { name: 'decisions', partialFilterExpression: { kind: decision.kind } },
    )
  },
  /** Of any of these channels what was written down before a moment, the newest first. */
  before: (channelIds: readonly string[], before: number, limit: number): Promise<StoredItem[]> =>
    log
      .find<StoredItem>({
        channelId: { $in: [...channelIds] },
        kind: decision.kind,
        createdAt: { $lt: before },
        deletedAt: { $exists: false },
      })
      .sort({ createdAt: -1 })
      .limit(limit)
      .toArray(),
})

export type DecisionStore = ReturnType<typeof createDecisionStore>

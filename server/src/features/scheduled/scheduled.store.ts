import { scheduled } from '@bijpraat/contract'
import type { LogCollection } from '../../log/collection.ts'
import type { StoredItem } from '../../log/model.ts'

const atOnce = 100

/** Finds what is to be sent, in any person's own channel. */
export const createScheduledStore = (log: LogCollection) => ({
  createIndexes: async (): Promise<void> => {
    await log.createIndex(
      { kind: 1, 'content.sendAt': 1 },
      { name: 'due', partialFilterExpression: { standing: true } },
    )
  },
  /** The first hundred whose time has come, earliest first. */
  due: (now: number): Promise<StoredItem[]> =>
    log
      .find<StoredItem>({ standing: true, kind: scheduled.kind, 'content.sendAt': { $lte: now } })
      .sort({ 'content.sendAt': 1 })
      .limit(atOnce)
      .toArray(),
})

export type ScheduledStore = ReturnType<typeof createScheduledStore>

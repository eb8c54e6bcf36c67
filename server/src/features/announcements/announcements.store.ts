import { announcement } from '@bijpraat/contract'
import type { LogCollection } from '../../log/collection.ts'
import type { StoredItem } from '../../log/model.ts'

const atOnce = 100

/** Finds what is pinned in any channel and whose end has come. */
export const createAnnouncementStore = (log: LogCollection) => ({
  createIndexes: async (): Promise<void> => {
    await log.createIndex(
      { 'content.endsAt': 1 },
      { name: 'ends', partialFilterExpression: { standing: true } },
    )
  },
  /** The first hundred, earliest end first. */
  ended: (now: number): Promise<StoredItem[]> =>
    log
      .find<StoredItem>({ standing: true, kind: announcement.kind, 'content.endsAt': { $lte: now } })
      .sort({ 'content.endsAt': 1 })
      .limit(atOnce)
      .toArray(),
})

export type AnnouncementStore = ReturnType<typeof createAnnouncementStore>

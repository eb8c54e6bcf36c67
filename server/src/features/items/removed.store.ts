import { undoDeleteMs } from '@bijpraat/contract'
import type { LogCollection } from '../../log/collection.ts'

/**
 * Takes away for good what was deleted and can no longer be brought back. Nobody sees a difference, so no rev
 * is taken.
 */
export const purgeRemoved = async (log: LogCollection, now: number): Promise<number> => {
  const { modifiedCount } = await log.updateMany(
    { removed: { $exists: true }, deletedAt: { $lt: now - undoDeleteMs } },
    { $unset: { removed: '' } },
  )
  return modifiedCount
}

import { agreementChange, workingAgreement } from '@bijpraat/contract'
import type { LogCollection } from '../../log/collection.ts'
import type { StoredItem } from '../../log/model.ts'

const snapshot = { readConcern: { level: 'snapshot' } } as const
const atOnce = 100

/** Finds what is of an agreement, however much was said around it; and whose moments have come, in any channel. */
export const createAgreementStore = (log: LogCollection) => {
  const found = (channelId: string, more: object) =>
    log.find<StoredItem>({ channelId, kind: agreementChange.kind, ...more }, snapshot)

  return {
    createIndexes: async (): Promise<void> => {
      await log.createIndex(
        { channelId: 1, 'content.version': 1, seq: 1 },
        { name: 'agreement', partialFilterExpression: { kind: agreementChange.kind } },
      )
      await log.createIndex(
        { 'content.remindAt': 1, seq: 1 },
        {
          name: 'remindAgreed',
          partialFilterExpression: { kind: workingAgreement.kind, 'content.remindAt': { $gt: 0 } },
        },
      )
    },

    /** All that made an agreement a version and what was confirmed of it, the first first. */
    changesUpTo: (channelId: string, version: number): Promise<StoredItem[]> =>
      found(channelId, { 'content.version': { $lte: version } })
        .sort({ 'content.version': 1, seq: 1 })
        .toArray(),

    /** Changes below a place, the newest first. */
    changesBefore: (channelId: string, before: number, limit: number): Promise<StoredItem[]> =>
      found(channelId, { 'content.version': { $gt: 0 }, seq: { $lt: before } })
        // Versions never decrease along seq.
        .sort({ 'content.version': -1, seq: -1 })
        .limit(limit)
        .toArray(),

    /** The first hundred of which somebody is to be reminded, earliest first. */
    due: (now: number): Promise<StoredItem[]> =>
      log
        .find<StoredItem>({ kind: workingAgreement.kind, 'content.remindAt': { $gt: 0, $lte: now } })
        .sort({ 'content.remindAt': 1 })
        .limit(atOnce)
        .toArray(),
  }
}

export type AgreementStore = ReturnType<typeof createAgreementStore>

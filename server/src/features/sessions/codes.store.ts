import { type Connection, trusted } from 'mongoose'
import { codeModel, type StoredCode } from './codes.schema.ts'

type Purpose = StoredCode['purpose']

export const createCodesStore = (connection: Connection) => {
  const codes = codeModel(connection)
  const open = (now: Date) => ({ usedAt: null, expiresAt: trusted({ $gt: now }) })

  return {
    prepare: async () => {
      await codes.createCollection()
      await codes.createIndexes()
    },

    insert: async (code: StoredCode): Promise<void> => {
      await codes.create(code)
    },

    /** Those of the last day, used and expired ones too. */
    recent: (purpose: Purpose, addressKey: string): Promise<StoredCode[]> =>
      codes.find({ purpose, addressKey }).sort({ createdAt: -1 }).limit(500).lean<StoredCode[]>().exec(),

    /** Counts a try before anything is compared, so that tries at the same time can't pass the limit together. */
    countTry: (id: string, maxTries: number, now: Date): Promise<StoredCode | null> =>
      codes
        .findOneAndUpdate(
          { _id: id, tries: trusted({ $lt: maxTries }), ...open(now) },
          { $inc: { tries: 1 } },
          { returnDocument: 'after' },
        )
        .lean<StoredCode>()
        .exec(),

    findByLink: (linkHash: string, now: Date): Promise<StoredCode | null> =>
      codes
        .findOne({ linkHash, ...open(now) })
        .lean<StoredCode>()
        .exec(),

    /** True for one caller only. */
    use: async (id: string, now: Date): Promise<boolean> =>
      (await codes.updateOne({ _id: id, ...open(now) }, { $set: { usedAt: now } })).modifiedCount === 1,
  }
}

export type CodesStore = ReturnType<typeof createCodesStore>

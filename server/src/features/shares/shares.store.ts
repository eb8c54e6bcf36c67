import type { ClientSession, Collection, Db } from 'mongodb'
import { Refusal } from '../../refusal.ts'

/** `_id` names the channel and the share in it. */
type Looked = { _id: string; homeRev: number }

/**
 * At which state of its home a share was last looked at, also where none is shown: without it a stalled worker
 * would make one of an older state.
 */
export const createShareStore = (db: Db) => {
  const looked: Collection<Looked> = db.collection<Looked>('shares')

  return {
    /** In the transaction that writes the share; refuses when a newer state was looked at. */
    raise: async (
      targetId: string,
      shareId: string,
      homeRev: number,
      session: ClientSession,
    ): Promise<void> => {
      const _id = `${targetId}/${shareId}`
      const last = await looked.findOne({ _id }, { session })
      if (last !== null && last.homeRev > homeRev) throw new Refusal('too_late')
      await looked.updateOne({ _id }, { $set: { homeRev } }, { upsert: true, session })
    },
  }
}

export type ShareStore = ReturnType<typeof createShareStore>

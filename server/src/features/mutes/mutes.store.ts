import type { ClientSession, Db } from 'mongodb'

/** Who muted whom, as the log has it in their own: found from both sides. */
type Mute = { _id: string; personId: string; mutedId: string }

export type Hearing = { personId: string; authorId: string }

const idOf = (personId: string, mutedId: string) => `${personId}/${mutedId}`

export const createMuteStore = (db: Db) => {
  const mutes = db.collection<Mute>('mutes')
  return {
    prepare: async (): Promise<void> => {
      await mutes.createIndex({ personId: 1 })
    },

    /** In the transaction that writes the item of the person's own channel. */
    write: async (personId: string, mutedId: string, on: boolean, session: ClientSession): Promise<void> => {
      const _id = idOf(personId, mutedId)
      if (on) await mutes.updateOne({ _id }, { $set: { personId, mutedId } }, { upsert: true, session })
      else await mutes.deleteOne({ _id }, { session })
    },

    mutedBy: async (personId: string): Promise<string[]> => {
      const found = await mutes.find({ personId }, { projection: { mutedId: 1 } }).toArray()
      return found.map(({ mutedId }) => mutedId)
    },

    /** Which of these do not hear that author; a function that answers for each of them. */
    among: async (pairs: readonly Hearing[]): Promise<(of: Hearing) => boolean> => {
      const ids = [...new Set(pairs.map(({ personId, authorId }) => idOf(personId, authorId)))]
      const found = await mutes.find({ _id: { $in: ids } }, { projection: { _id: 1 } }).toArray()
      const muted = new Set(found.map(({ _id }) => _id))
      return ({ personId, authorId }) => muted.has(idOf(personId, authorId))
    },
  }
}

export type MuteStore = ReturnType<typeof createMuteStore>

import type { ClientSession } from 'mongodb'
import { type Connection, trusted } from 'mongoose'
import { createGather } from '../../platform/gather.ts'
import { presentOf } from '../../platform/present.ts'
import { type StoredSession, sessionModel } from './sessions.schema.ts'

export const createSessionsStore = (connection: Connection) => {
  const sessions = sessionModel(connection)
  const present = presentOf(connection)
  const byToken = createGather(async (hashes: readonly string[]) => {
    const found = await sessions.find({ tokenHash: trusted({ $in: hashes }) }).lean<StoredSession[]>()
    const byHash = new Map(found.map((session) => [session.tokenHash, session]))
    return hashes.map((hash) => byHash.get(hash) ?? null)
  })
  const alive = (now: number) => ({ expiresAt: trusted({ $gt: new Date(now) }) })

  return {
    settled: present.settled,
    prepare: async () => {
      await sessions.createCollection()
      await sessions.createIndexes()
    },

    insert: async (session: StoredSession): Promise<void> => {
      await sessions.create(session)
    },

    findByToken: async (tokenHash: string, now: number): Promise<StoredSession | null> => {
      const session = await present.get(tokenKey(tokenHash), () => byToken(tokenHash))
      return session && session.expiresAt.getTime() > now ? session : null
    },

    exists: async (sessionId: string, personId: string, now: number): Promise<boolean> => {
      const session = await present.document<StoredSession>(sessions.collection.name, sessionId)
      return session !== null && session.personId === personId && session.expiresAt.getTime() > now
    },

    /** Only if nobody wrote a later time meanwhile; it must not bring a deleted session back. */
    touch: async (tokenHash: string, lastSeenAt: Date, expiresAt: Date): Promise<void> => {
      await sessions.updateOne(
        { tokenHash, lastSeenAt: trusted({ $lt: lastSeenAt }) },
        { $set: { lastSeenAt, expiresAt } },
      )
      present.drop(tokenKey(tokenHash))
    },

    /** Newest use first. */
    listOf: (personId: string, now: number): Promise<StoredSession[]> =>
      sessions
        .find({ personId, ...alive(now) })
        .sort({ lastSeenAt: -1, _id: 1 })
        .limit(200)
        .lean<StoredSession[]>()
        .exec(),

    delete: async (sessionId: string, personId: string, session: ClientSession): Promise<void> => {
      await sessions.deleteOne({ _id: sessionId, personId }, { session })
      await present.changed(session)
    },

    deleteAllOf: async (personId: string, session: ClientSession): Promise<void> => {
      await sessions.deleteMany({ personId }, { session })
      await present.changed(session)
    },
  }
}

const tokenKey = (tokenHash: string) => `token/${tokenHash}`

export type SessionsStore = ReturnType<typeof createSessionsStore>

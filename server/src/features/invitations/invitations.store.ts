import type { ClientSession } from 'mongodb'
import { type Connection, trusted } from 'mongoose'
import { invitationModel, type StoredInvitation } from './invitations.schema.ts'

export const createInvitationsStore = (connection: Connection) => {
  const invitations = invitationModel(connection)
  const open = (now: Date) => ({ revokedAt: null, expiresAt: trusted({ $gt: now }) })

  return {
    prepare: async () => {
      await invitations.createCollection()
      await invitations.createIndexes()
    },

    insert: async (invitation: StoredInvitation, session?: ClientSession): Promise<void> => {
      await invitations.create([invitation], session ? { session } : {})
    },

    exists: async (id: string, session: ClientSession): Promise<boolean> =>
      (await invitations.exists({ _id: id }).session(session)) !== null,

    find: (id: string): Promise<StoredInvitation | null> =>
      invitations.findOne({ _id: id }).lean<StoredInvitation>().exec(),

    findByToken: (tokenHash: string): Promise<StoredInvitation | null> =>
      invitations.findOne({ tokenHash }).lean<StoredInvitation>().exec(),

    /** Takes one use, within a transaction; false when there is none left. */
    spend: async (id: string, uses: number, now: Date, session: ClientSession): Promise<boolean> => {
      const spent = await invitations.updateOne(
        { _id: id, used: trusted({ $lt: uses }), ...open(now) },
        { $inc: { used: 1 } },
        { session },
      )
      return spent.modifiedCount === 1
    },

    /** Newest first. */
    listOpen: async (channelId: string, now: Date): Promise<StoredInvitation[]> => {
      const found = await invitations
        .find({ channelIds: channelId, ...open(now) })
        .sort({ createdAt: -1, _id: 1 })
        .limit(500)
        .lean<StoredInvitation[]>()
        .exec()
      return found.filter(({ used, uses }) => used < uses)
    },

    revoke: async (id: string, now: Date): Promise<void> => {
      await invitations.updateOne({ _id: id, revokedAt: null }, { $set: { revokedAt: now } })
    },

    /** Those that make the first administrator. */
    revokeFirst: async (now: Date): Promise<void> => {
      await invitations.updateMany({ by: null, revokedAt: null }, { $set: { revokedAt: now } })
    },

    /**
     * Claims one invitation whose mail is due. It is due again after a pause that doubles with each try, unless
     * `mailed` is said.
     */
    claimMail: (now: number, firstPauseMs: number): Promise<StoredInvitation | null> =>
      invitations
        .findOneAndUpdate(
          { mailDueAt: trusted({ $lte: new Date(now) }), ...open(new Date(now)) },
          [
            {
              $set: {
                mailDueAt: {
                  $add: [new Date(now), { $multiply: [firstPauseMs, { $pow: [2, '$mailTries'] }] }],
                },
                mailTries: { $add: ['$mailTries', 1] },
              },
            },
          ],
          { returnDocument: 'after', updatePipeline: true },
        )
        .lean<StoredInvitation>()
        .exec(),

    mailed: async (id: string): Promise<void> => {
      await invitations.updateOne({ _id: id }, { $unset: { mailDueAt: 1 } })
    },
  }
}

export type InvitationsStore = ReturnType<typeof createInvitationsStore>

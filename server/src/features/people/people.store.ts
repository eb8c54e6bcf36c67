import type { Role } from '@bijpraat/contract'
import type { ClientSession } from 'mongodb'
import { type Connection, trusted, type UpdateQuery } from 'mongoose'
import { presentOf } from '../../platform/present.ts'
import { personModel, type StoredPerson } from './people.schema.ts'

/**
 * How people are kept. What takes a session belongs to a transaction of the directory's log: these all write the
 * directory's head, so they come one after the other, and what was looked up in one still holds when it commits.
 */
export type PeopleStore = ReturnType<typeof createPeopleStore>

/** Whom words for several cover. */
export type Working = { staff: boolean; moderatorOf: readonly string[] }

const staff: Role[] = ['official', 'admin']

export const createPeopleStore = (connection: Connection) => {
  const persons = personModel(connection)
  const present = presentOf(connection)
  const among = (session?: ClientSession) => (session ? { session } : {})

  return {
    settled: present.settled,
    prepare: async () => {
      await persons.createCollection()
      await persons.createIndexes()
    },

    find: (personId: string, session?: ClientSession): Promise<StoredPerson | null> =>
      session
        ? persons.findOne({ _id: personId }, null, { session }).lean<StoredPerson>().exec()
        : present.document<StoredPerson>(persons.collection.name, personId),

    findByEmail: (email: string, session?: ClientSession): Promise<StoredPerson | null> =>
      persons.findOne({ email }, null, among(session)).lean<StoredPerson>().exec(),

    hasOtherAdmin: async (personId: string, session?: ClientSession): Promise<boolean> => {
      const other = { role: 'admin', goneAt: null, _id: trusted({ $ne: personId }) } as const
      return (await persons.exists(other).session(session ?? null)) !== null
    },

    /** Whether someone else who shows a badge looks the same. */
    isNameOfStaff: async (nameKey: string, personId: string, session: ClientSession): Promise<boolean> => {
      const found = await persons
        .exists({
          nameKey,
          goneAt: null,
          _id: trusted({ $ne: personId }),
          $or: [{ role: trusted({ $in: staff }) }, { moderatorOf: trusted({ $ne: [] }) }],
        })
        .session(session)
      return found !== null
    },

    /** Members by record, oldest first. */
    membersOf: async (channelId: string) => {
      const members = await persons
        .find({ 'memberships.channelId': channelId, goneAt: null })
        .select({ moderatorOf: 1, memberships: 1 })
        .lean<Pick<StoredPerson, '_id' | 'moderatorOf' | 'memberships'>[]>()
        .exec()
      return members
        .map(({ _id, moderatorOf, memberships }) => ({
          personId: _id,
          since: memberships.find((membership) => membership.channelId === channelId)?.since ?? 0,
          moderator: moderatorOf.includes(channelId),
        }))
        .sort((a, b) => a.since - b.since || (a.personId < b.personId ? -1 : 1))
    },

    /** Members by record of any of these channels, and of which. */
    memberIdsOf: async (channelIds: readonly string[]) => {
      const among = new Set(channelIds)
      const members = await persons
        .find({ 'memberships.channelId': trusted({ $in: [...among] }), goneAt: null })
        .select({ 'memberships.channelId': 1 })
        .lean<{ _id: string; memberships: { channelId: string }[] }[]>()
        .exec()
      return members.map(({ _id, memberships }) => ({
        personId: _id,
        memberOf: memberships.map(({ channelId }) => channelId).filter((channelId) => among.has(channelId)),
      }))
    },

    /** Administrators, and whose right to moderate names one of these scopes. */
    moderatorIdsOf: async (scopes: readonly string[]): Promise<string[]> => {
      const found = await persons
        .find({ goneAt: null, $or: [{ role: 'admin' }, { moderatorOf: trusted({ $in: [...scopes] }) }] })
        .select({ _id: 1 })
        .lean<{ _id: string }[]>()
        .exec()
      return found.map(({ _id }) => _id)
    },

    /** Who works for the municipality, or moderates one of these scopes; administrators do both. */
    idsOf: async ({ staff: isStaff, moderatorOf }: Working): Promise<string[]> => {
      const roles: Role[] = isStaff ? staff : ['admin']
      const found = await persons
        .find({
          goneAt: null,
          $or: [{ role: trusted({ $in: roles }) }, { moderatorOf: trusted({ $in: [...moderatorOf] }) }],
        })
        .select({ _id: 1 })
        .lean<{ _id: string }[]>()
        .exec()
      return found.map(({ _id }) => _id)
    },

    /** By id the present names of those who are there. */
    namesOf: async (personIds: readonly string[]): Promise<Map<string, string>> => {
      const found = await persons
        .find({ _id: trusted({ $in: [...personIds] }), goneAt: null })
        .select({ name: 1 })
        .lean<{ _id: string; name: string }[]>()
        .exec()
      return new Map(found.map(({ _id, name }) => [_id, name]))
    },

    insert: async (person: StoredPerson, session: ClientSession): Promise<void> => {
      await persons.create([person], { session })
    },

    update: async (
      personId: string,
      update: UpdateQuery<StoredPerson>,
      session: ClientSession,
    ): Promise<void> => {
      await persons.updateOne({ _id: personId }, update, { session, runValidators: true })
      await present.changed(session)
    },

    addMembership: async (personId: string, channelId: string, since: number, session: ClientSession) => {
      await persons.updateOne(
        { _id: personId, 'memberships.channelId': trusted({ $ne: channelId }) },
        { $push: { memberships: { channelId, since } } },
        { session },
      )
      await present.changed(session)
    },
  }
}

import { randomUUID } from 'node:crypto'
import type { Role } from '@bijpraat/contract'
import type { ClientSession } from 'mongodb'
import { Refusal } from '../../refusal.ts'
import type { ChannelFacts } from '../../rights/rights.ts'
import type { Alongside, Directory, Under } from './people.directory.ts'
import { nameKey } from './people.names.ts'
import type { StoredPerson } from './people.schema.ts'
import { refuseLookAlike } from './people.service.ts'
import type { PeopleStore } from './people.store.ts'
import { cardView } from './people.view.ts'

export type NewPerson = Pick<StoredPerson, 'name' | 'role' | 'language' | 'agreedAt' | 'confirmBy'> & {
  personId: string
  email?: string
  channelIds: readonly string[]
}

/** What an account gains; it never loses anything by it. */
export type Admission = {
  personId: string
  channelIds: readonly string[]
  /** Raises the role, never lowers it. */
  role?: Role
  /** An address that this person has just proved: becomes the account's address, confirmed. */
  provedEmail?: string
}

export type MembershipChange = Under & { personId: string; channelId: string }

type AccountsParts = {
  directory: Directory
  store: PeopleStore
  factsOf: (channelId: string) => Promise<ChannelFacts | null>
  clock: () => number
}

const ranks: Record<Role, number> = { villager: 0, official: 1, admin: 2 }
const higher = (a: Role, b: Role): Role => (ranks[a] >= ranks[b] ? a : b)
const union = (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])]

/** A change that is nobody's command: its id is made here. */
const ofPerson = (personId: string, commandId: string = randomUUID()): Under => ({
  authorId: personId,
  commandId,
  said: { account: personId },
})

/** Accounts come to be, gain and lose memberships, and prove addresses: ports for other features. */
export const createAccounts = ({ directory, store, factsOf, clock }: AccountsParts) => {
  const villagesAmong = async (channelIds: readonly string[]): Promise<string[]> => {
    const facts = await Promise.all(channelIds.map(factsOf))
    return facts.flatMap((channel) => (channel?.kind === 'village' ? [channel.channelId] : []))
  }

  const refuseTaken = async (email: string, personId: string, session: ClientSession) => {
    const holder = await store.findByEmail(email, session)
    if (holder !== null && holder._id !== personId) throw new Refusal('address_taken')
  }

  const documentOf = (person: NewPerson, now: number): StoredPerson => ({
    _id: person.personId,
    name: person.name,
    nameKey: nameKey(person.name),
    ...(person.email === undefined ? {} : { email: person.email }),
    emailConfirmedAt: person.email !== undefined && person.confirmBy === null ? now : null,
    confirmBy: person.confirmBy,
    role: person.role,
    moderatorOf: [],
    memberships: union(person.channelIds, []).map((channelId) => ({ channelId, since: now })),
    bans: [],
    language: person.language,
    agreedAt: person.agreedAt,
    createdAt: now,
    goneAt: null,
  })

  const create = async (person: NewPerson, alongside?: Alongside): Promise<void> => {
    const { personId, email } = person
    const stored = documentOf(person, clock())
    const villages = await villagesAmong(person.channelIds)
    await directory.create(
      personId,
      cardView(stored, villages),
      ofPerson(personId, personId),
      async (session) => {
        await alongside?.(session)
        await refuseLookAlike(store, stored, session)
        if (email !== undefined) await refuseTaken(email, personId, session)
        await store.insert(stored, session)
      },
    )
  }

  return {
    /** Throws `name_refused`, or `address_taken` when the address has an account. */
    create,

    /** Creates someone once, under an id of our own (example content); what exists is left as it is. */
    ensure: async (person: NewPerson): Promise<void> => {
      if ((await store.find(person.personId)) === null) await create(person)
    },

    /** Throws `not_found`, or `address_taken` when the proved address is another account's. */
    admit: async (admission: Admission, alongside?: Alongside): Promise<void> => {
      const { personId, channelIds, role = 'villager', provedEmail } = admission
      const villages = await villagesAmong(channelIds)
      const now = clock()
      await directory.change({
        under: ofPerson(personId),
        personId,
        card: (card) => ({
          ...card,
          role: higher(card.role, role),
          villageIds: union(card.villageIds, villages),
        }),
        write: async (session) => {
          await alongside?.(session)
          const person = await store.find(personId, session)
          if (person === null) throw new Refusal('not_found')
          for (const channelId of channelIds) await store.addMembership(personId, channelId, now, session)
          if (provedEmail !== undefined) await refuseTaken(provedEmail, personId, session)
          const proved =
            provedEmail === undefined ? {} : { email: provedEmail, emailConfirmedAt: now, confirmBy: null }
          await store.update(personId, { $set: { role: higher(person.role, role), ...proved } }, session)
        },
      })
    },

    addMembership: async ({ personId, channelId, ...under }: MembershipChange): Promise<void> => {
      const villages = await villagesAmong([channelId])
      const now = clock()
      await directory.change({
        under,
        personId,
        card: (card) => ({ ...card, villageIds: union(card.villageIds, villages) }),
        write: (session) => store.addMembership(personId, channelId, now, session),
      })
    },

    removeMembership: async ({ personId, channelId, ...under }: MembershipChange): Promise<void> => {
      await directory.change({
        under,
        personId,
        card: (card) => ({ ...card, villageIds: card.villageIds.filter((id) => id !== channelId) }),
        write: (session) => store.update(personId, { $pull: { memberships: { channelId } } }, session),
      })
    },
  }
}

export type Accounts = ReturnType<typeof createAccounts>

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

/** Someone whom content speaks for, under an id of our own. */
type Described = Omit<NewPerson, 'email' | 'agreedAt' | 'confirmBy'>

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

  const createUnder = async (under: Under, person: NewPerson, alongside?: Alongside): Promise<void> => {
    const { personId, email } = person
    const stored = documentOf(person, clock())
    const villages = await villagesAmong(person.channelIds)
    await directory.create(personId, cardView(stored, villages), under, async (session) => {
      await alongside?.(session)
      await refuseLookAlike(store, stored, session)
      if (email !== undefined) await refuseTaken(email, personId, session)
      await store.insert(stored, session)
    })
  }

  const describeAnew = async (
    under: Under,
    { personId, name, role, channelIds }: Described,
  ): Promise<void> => {
    const villages = await villagesAmong(channelIds)
    const now = clock()
    await directory.change({
      under,
      personId,
      card: (card) => ({ ...card, name, role, villageIds: union(card.villageIds, villages) }),
      write: async (session) => {
        const person = await store.find(personId, session)
        if (person === null) throw new Refusal('not_found')
        await refuseLookAlike(store, { ...person, name, role }, session)
        for (const channelId of channelIds) await store.addMembership(personId, channelId, now, session)
        await store.update(personId, { $set: { name, nameKey: nameKey(name), role } }, session)
      },
    })
  }

  return {
    /** Throws `name_refused`, or `address_taken` when the address has an account. */
    create: (person: NewPerson, alongside?: Alongside): Promise<void> =>
      createUnder(ofPerson(person.personId, person.personId), person, alongside),

    /**
     * Makes an account without an address as content describes it, or gives it another name, role and more
     * memberships. One that somebody took over (it has an address) or that is gone is left alone. Throws
     * `name_refused`.
     */
    put: async (described: Described, under: Under): Promise<void> => {
      const held = await store.find(described.personId)
      if (held === null) return createUnder(under, { ...described, agreedAt: null, confirmBy: null })
      if (held.email === undefined && held.goneAt === null) await describeAnew(under, described)
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

import type {
  banPerson,
  changeMe,
  InputOf,
  liftBan,
  PersonContent,
  setModerator,
  setRole,
} from '@bijpraat/contract'
import type { ClientSession } from 'mongodb'
import { Refusal } from '../../refusal.ts'
import { type Actor, type ChannelFacts, mayRead } from '../../rights/rights.ts'
import type { Directory, Under } from './people.directory.ts'
import { claimsBadge, nameKey } from './people.names.ts'
import { mayBan, mayModerate } from './people.policy.ts'
import type { StoredPerson } from './people.schema.ts'
import type { PeopleStore } from './people.store.ts'
import { bansView } from './people.view.ts'

/** A ban, or its end, as the log of moderators' acts has it. */
export type NoteAct = (
  act: {
    act: 'ban' | 'lift'
    commandId: string
    scope: string
    itemId: null
    personId: string
    by: string
    at: number
    reason: string
    until: number | null
  },
  session: ClientSession,
) => Promise<void>

type ServiceParts = {
  directory: Directory
  store: PeopleStore
  factsOf: (channelId: string) => Promise<ChannelFacts | null>
  clock: () => number
  noteAct: NoteAct
}

const withIt = (list: readonly string[], it: string) => (list.includes(it) ? [...list] : [...list, it])
const withoutIt = (list: readonly string[], it: string) => list.filter((other) => other !== it)

/** Refuses the name of someone without a badge that looks like the name of one who has it, or like the badge. */
export const refuseLookAlike = async (
  store: PeopleStore,
  person: Pick<StoredPerson, '_id' | 'name' | 'role' | 'moderatorOf'>,
  session: ClientSession,
): Promise<void> => {
  if (person.role !== 'villager' || person.moderatorOf.length > 0) return
  const key = nameKey(person.name)
  if (claimsBadge(key) || (await store.isNameOfStaff(key, person._id, session)))
    throw new Refusal('name_refused')
}

/** What people and those over them change: names, roles, moderators, bans. */
export const createPeopleService = ({ directory, store, factsOf, clock, noteAct }: ServiceParts) => {
  const existing = async (personId: string, session: ClientSession): Promise<StoredPerson> => {
    const person = await store.find(personId, session)
    if (person === null) throw new Refusal('not_found')
    return person
  }

  /** The channel of a scope, or null for `all`. Undefined when there is no such channel. */
  const channelOfScope = async (scope: string): Promise<ChannelFacts | null | undefined> =>
    scope === 'all' ? null : ((await factsOf(scope)) ?? undefined)

  /** The same, where one that this actor may not see is none. */
  const channelSeenBy = async (actor: Actor, scope: string): Promise<ChannelFacts | null | undefined> => {
    const channel = await channelOfScope(scope)
    return channel && mayRead(actor, channel) !== 'ok' ? undefined : channel
  }

  const target = (personId: string, card: PersonContent) => ({ personId, ...card })

  return {
    rename: async (actor: Actor, { name }: InputOf<typeof changeMe>, under: Under) =>
      directory.change({
        under,
        personId: actor.personId,
        card: (card) => ({ ...card, name }),
        write: async (session) => {
          await refuseLookAlike(store, { ...(await existing(actor.personId, session)), name }, session)
          await store.update(actor.personId, { $set: { name, nameKey: nameKey(name) } }, session)
        },
      }),

    setRole: async ({ personId, role }: InputOf<typeof setRole>, under: Under) =>
      directory.change({
        under,
        personId,
        card: (card) => ({ ...card, role }),
        write: async (session) => {
          const person = await existing(personId, session)
          // Whoever proves the address later takes the account over, with whatever it may do by then.
          if (role !== 'villager' && person.confirmBy !== null) throw new Refusal('forbidden')
          const last = role !== 'admin' && !(await store.hasOtherAdmin(personId, session))
          if (last) throw new Refusal('last_admin')
          // Bans are for villagers.
          const bans = role === 'villager' ? person.bans : []
          await store.update(personId, { $set: { role, bans } }, session)
        },
      }),

    setModerator: async ({ personId, scope, on }: InputOf<typeof setModerator>, under: Under) => {
      const channel = await channelOfScope(scope)
      const changed = on ? withIt : withoutIt
      return directory.change({
        under,
        personId,
        card: (card) => {
          if (channel === undefined && on) throw new Refusal('not_found')
          return { ...card, moderatorOf: changed(card.moderatorOf, scope) }
        },
        write: async (session) => {
          const person = await existing(personId, session)
          if (on && person.confirmBy !== null) throw new Refusal('forbidden')
          await store.update(personId, { $set: { moderatorOf: changed(person.moderatorOf, scope) } }, session)
        },
      })
    },

    ban: async (actor: Actor, input: InputOf<typeof banPerson>, under: Under) => {
      const { personId, scope, reason, until = null } = input
      const channel = await channelSeenBy(actor, scope)
      const at = clock()
      return directory.change({
        under,
        personId,
        card: (card) => {
          if (channel === undefined) throw new Refusal('not_found')
          if (!mayBan(actor, channel, target(personId, card))) throw new Refusal('forbidden')
          return card
        },
        write: async (session) => {
          const { bans } = await existing(personId, session)
          const others = bans.filter((ban) => ban.scope !== scope)
          const fresh = { scope, reason, until, by: actor.personId, at }
          await store.update(personId, { $set: { bans: [...others, fresh] } }, session)
          const { commandId } = under
          await noteAct({ act: 'ban', commandId, itemId: null, personId, ...fresh }, session)
        },
      })
    },

    liftBan: async (actor: Actor, { personId, scope }: InputOf<typeof liftBan>, under: Under) => {
      const channel = await channelSeenBy(actor, scope)
      return directory.change({
        under,
        personId,
        card: (card) => {
          if (channel === undefined) throw new Refusal('not_found')
          if (!mayBan(actor, channel, target(personId, card))) throw new Refusal('forbidden')
          return card
        },
        write: async (session) => {
          const { bans } = await existing(personId, session)
          if (!bans.some((ban) => ban.scope === scope)) return
          await store.update(personId, { $pull: { bans: { scope } } }, session)
          const lifted = { commandId: under.commandId, scope, by: actor.personId, at: clock() }
          await noteAct({ act: 'lift', itemId: null, personId, reason: '', until: null, ...lifted }, session)
        },
      })
    },

    bansOf: async (actor: Actor, personId: string) => {
      const person = await store.find(personId)
      if (person === null || person.goneAt !== null) throw new Refusal('not_found')
      const bans = bansView(person, clock())
      const channels = await Promise.all(bans.map(({ scope }) => channelOfScope(scope)))
      return bans.filter((_, index) => {
        const channel = channels[index]
        return channel !== undefined && mayModerate(actor, channel)
      })
    },
  }
}

export type PeopleService = ReturnType<typeof createPeopleService>

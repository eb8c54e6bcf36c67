import type { Me } from '@bijpraat/contract'
import type { ClientSession } from 'mongodb'
import type { Connection } from 'mongoose'
import type { Log } from '../../log/log.ts'
import { Refusal } from '../../refusal.ts'
import type { Actor, ChannelFacts } from '../../rights/rights.ts'
import type { Served } from '../../wire/serve.ts'
import { type Accounts, createAccounts } from './people.accounts.ts'
import { peopleCommands } from './people.commands.ts'
import { createDirectory } from './people.directory.ts'
import type { StoredPerson } from './people.schema.ts'
import { createPeopleService, type NoteAct } from './people.service.ts'
import { createPeopleStore, type Working } from './people.store.ts'
import { type Account, accountView, actorView, meView } from './people.view.ts'

export type People = Accounts & {
  commands: Served[]
  /** Makes the collection and its indexes. */
  prepare: () => Promise<void>
  /** The rights of this moment, in one read; null for who is unknown or gone. */
  actorOf: (session: { personId: string; sessionId: string }) => Promise<Actor | null>
  meOf: (actor: Actor) => Promise<Me>
  account: (personId: string) => Promise<Account | null>
  accountOfEmail: (email: string) => Promise<Account | null>
  hasAdmin: (session?: ClientSession) => Promise<boolean>
  /** Members by record of this channel, oldest first. */
  membersOf: (channelId: string) => Promise<{ personId: string; since: number; moderator: boolean }[]>
  /** Members by record of any of these channels, and of which. */
  memberIdsOf: (channelIds: readonly string[]) => Promise<{ personId: string; memberOf: string[] }[]>
  /** Who works for the municipality, or moderates one of these scopes. */
  idsOf: (working: Working) => Promise<string[]>
  /** By id the present names of those who are there. */
  namesOf: (personIds: readonly string[]) => Promise<Map<string, string>>
  /** Administrators, and whose right to moderate names one of these scopes. */
  moderatorIdsOf: (scopes: readonly string[]) => Promise<string[]>
}

type PeopleParts = {
  connection: Connection
  log: Pick<Log, 'change'>
  factsOf: (channelId: string) => Promise<ChannelFacts | null>
  clock: () => number
  /** Where bans are noted among what moderators do; without it they are not. */
  noteAct?: NoteAct
}

/** The feature people: accounts, rights, cards, memberships. */
export const createPeople = ({
  connection,
  log,
  factsOf,
  clock,
  noteAct = async () => undefined,
}: PeopleParts): People => {
  const store = createPeopleStore(connection)
  const directory = createDirectory({ log, settled: store.settled })
  const parts = { directory, store, factsOf, clock, noteAct }
  const present = (person: StoredPerson | null) => (person?.goneAt === null ? person : null)

  return {
    ...createAccounts(parts),
    commands: peopleCommands(createPeopleService(parts)),
    prepare: store.prepare,
    actorOf: async ({ personId, sessionId }) => {
      const person = present(await store.find(personId))
      return person && actorView(person, sessionId, clock())
    },
    meOf: async ({ personId, sessionId }) => {
      const person = present(await store.find(personId))
      if (person === null) throw new Refusal('not_signed_in')
      return meView(person, sessionId, clock())
    },
    account: async (personId) => {
      const person = present(await store.find(personId))
      return person && accountView(person)
    },
    accountOfEmail: async (email) => {
      const person = present(await store.findByEmail(email))
      return person && accountView(person)
    },
    hasAdmin: (session) => store.hasOtherAdmin('', session),
    membersOf: store.membersOf,
    memberIdsOf: store.memberIdsOf,
    idsOf: store.idsOf,
    namesOf: store.namesOf,
    moderatorIdsOf: store.moderatorIdsOf,
  }
}

import type { Me, PersonContent } from '@bijpraat/contract'
import type { Actor } from '../../rights/rights.ts'
import type { StoredBan, StoredPerson } from './people.schema.ts'

const inForce = (ban: StoredBan, now: number): boolean => ban.until === null || ban.until > now

/** What policies may ask about a person at this moment. */
export const actorView = (person: StoredPerson, sessionId: string, now: number): Actor => ({
  personId: person._id,
  sessionId,
  role: person.role,
  moderatorOf: new Set(person.moderatorOf),
  memberOf: new Set(person.memberships.map(({ channelId }) => channelId)),
  bannedFrom: new Set(person.bans.filter((ban) => inForce(ban, now)).map(({ scope }) => scope)),
  unconfirmed: person.confirmBy !== null && person.confirmBy <= now,
})

/** For that person's own sockets only: it holds the address. */
export const meView = (person: StoredPerson, sessionId: string, now: number): Me => ({
  personId: person._id,
  name: person.name,
  role: person.role,
  email: person.email ?? null,
  confirmBy: person.confirmBy,
  moderatorOf: person.moderatorOf,
  memberOf: person.memberships.map(({ channelId }) => channelId),
  bans: person.bans
    .filter((ban) => inForce(ban, now))
    .map(({ scope, reason, until }) => ({ scope, reason, until })),
  sessionId,
})

export const bansView = (person: StoredPerson, now: number) =>
  person.bans
    .filter((ban) => inForce(ban, now))
    .map(({ scope, reason, until, by, at }) => ({ scope, reason, until, by, at }))

/** The card that everyone who is signed in sees. `villages` are those of the memberships that are villages. */
export const cardView = (person: StoredPerson, villages: readonly string[]): PersonContent => ({
  name: person.name,
  role: person.role,
  villageIds: [...villages],
  moderatorOf: person.moderatorOf,
  gone: person.goneAt !== null,
})

/** What other features may know of an account. */
export type Account = {
  personId: string
  name: string
  email: string | null
  /** Whether the address is not proved yet. */
  unproved: boolean
  role: StoredPerson['role']
  moderatorOf: readonly string[]
  memberOf: readonly string[]
  language: 'nl' | 'en'
}

export const accountView = (person: StoredPerson): Account => ({
  personId: person._id,
  name: person.name,
  email: person.email ?? null,
  unproved: person.confirmBy !== null,
  role: person.role,
  moderatorOf: person.moderatorOf,
  memberOf: person.memberships.map(({ channelId }) => channelId),
  language: person.language,
})

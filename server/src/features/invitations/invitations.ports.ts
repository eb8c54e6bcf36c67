import type { Role } from '@bijpraat/contract'
import type { ClientSession } from 'mongodb'
import type { Actor } from '../../rights/rights.ts'
import type { SessionCookie } from '../../wire/serve.ts'

type Alongside = (session: ClientSession) => Promise<void>

export type Account = {
  personId: string
  name: string
  email: string | null
  unproved: boolean
  role: Role
  moderatorOf: readonly string[]
  memberOf: readonly string[]
  language: 'nl' | 'en'
}

/** What inviting asks of whoever keeps people. `alongside` writes in the same transaction. */
export type PeoplePort = {
  account: (personId: string) => Promise<Account | null>
  accountOfEmail: (email: string) => Promise<Account | null>
  actorOf: (session: { personId: string; sessionId: string }) => Promise<Actor | null>
  hasAdmin: (session?: ClientSession) => Promise<boolean>
  /** Throws `name_refused`, or `address_taken` when the address has an account. */
  create: (
    person: {
      personId: string
      name: string
      email: string
      confirmBy: number | null
      role: Role
      language: 'nl' | 'en'
      agreedAt: number
      channelIds: readonly string[]
    },
    alongside: Alongside,
  ) => Promise<void>
  admit: (
    admission: { personId: string; channelIds: readonly string[]; role?: Role; provedEmail?: string },
    alongside: Alongside,
  ) => Promise<void>
}

export type Arrival = { actor: Actor | null; userAgent: string; cookie: SessionCookie | null }

/** What inviting asks of whoever keeps sessions. */
export type SessionsPort = {
  start: (personId: string, arrival: Arrival) => Promise<void>
  endAllOf: (personId: string, session: ClientSession) => Promise<void>
  requestCode: (request: {
    email: string
    language: 'nl' | 'en'
    goTo: string
    browser?: string | undefined
    invitationId: string
  }) => void
  requestConfirmation: (personId: string, language: 'nl' | 'en') => void
}

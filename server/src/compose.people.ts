import type { Me } from '@bijpraat/contract'
import type { Db } from 'mongodb'
import type { Connection } from 'mongoose'
import type { Config } from './config.ts'
import type { Memberships } from './features/channels/channels.commands.ts'
import { createInvitations, type Invitations } from './features/invitations/invitations.ts'
import { createMailbox } from './features/mailbox/mailbox.ts'
import type { NoteAct } from './features/people/people.service.ts'
import { createPeople, type People } from './features/people/people.ts'
import { createSessions } from './features/sessions/sessions.ts'
import type { Log } from './log/log.ts'
import { createBackground } from './platform/background.ts'
import { every } from './platform/every.ts'
import { createSmtpMailer, noMailer } from './platform/mail.ts'
import { createSealer, storedSecret } from './platform/secret.ts'
import type { Actor, ChannelFacts } from './rights/rights.ts'
import { sessionCookieName } from './wire/cookie.ts'
import type { Page } from './wire/http-server.ts'
import type { Identity } from './wire/identity.ts'
import type { Served } from './wire/serve.ts'

export type PeopleHouse = {
  people: People
  identity: Identity
  memberships: Memberships
  meOf: (actor: Actor) => Promise<Me>
  commands: readonly Served[]
  /** Whether browsers reach us over https. */
  secure: boolean
  pages: readonly Page[]
  /** What who started it must know: a first way in, the mailbox. */
  welcome: () => Promise<readonly string[]>
  close: () => Promise<void>
}

type Parts = {
  config: Config
  mongo: Connection
  db: Db
  log: Log
  clock: () => number
  onError: (error: unknown) => void
  factsOf: (channelId: string) => Promise<ChannelFacts | null>
  nameOf: (channelId: string) => Promise<string | null>
  noteAct: NoteAct
  /** Where browsers find us, without a path. */
  origin: () => string
}

const mailDueMs = 30_000

/** The part of the composition root that knows people, how they sign in and how they are invited. */
export const composePeople = async (parts: Parts): Promise<PeopleHouse> => {
  const { config, mongo, db, log, clock, onError, factsOf, nameOf } = parts
  const secure = config.PUBLIC_URL?.startsWith('https:') ?? false
  const origin = () => new URL(parts.origin()).origin
  const sealer = createSealer(config.SECRET ?? (await storedSecret(db)))
  const background = createBackground({ onError })
  const post = mailerOf(config, mongo, clock)

  const people = createPeople({ connection: mongo, log, factsOf, clock, noteAct: parts.noteAct })
  // Signing in takes an invitation up and an accepted invitation signs in: one of the two is bound late.
  const late: { invitations?: Invitations } = {}
  const sessions = createSessions({
    connection: mongo,
    log,
    accounts: people,
    takeUp: async (invitationId, personId) => late.invitations?.takeUp(invitationId, personId),
    sealer,
    mailer: post.mailer,
    background,
    origin,
    cookieName: sessionCookieName(secure),
    clock,
  })
  const invitations = createInvitations({
    connection: mongo,
    log,
    people,
    sessions,
    factsOf,
    nameOf,
    sealer,
    mailer: post.mailer,
    background,
    origin,
    clock,
  })
  late.invitations = invitations
  await Promise.all([people, sessions, invitations, post].map((part) => part.prepare()))
  background.run(invitations.mailDue)
  const mailing = every(mailDueMs, invitations.mailDue, onError)

  return {
    people,
    identity: {
      sessionOf: sessions.sessionOf,
      isAlive: sessions.isAlive,
      actorOf: people.actorOf,
    },
    memberships: {
      add: people.addMembership,
      remove: people.removeMembership,
      membersOf: people.membersOf,
    },
    meOf: people.meOf,
    commands: [...people.commands, ...sessions.commands, ...invitations.commands],
    secure,
    pages: post.pages,
    welcome: async () => {
      const first = await invitations.firstAdmin()
      return [
        ...(first === null ? [] : [`Become its first administrator at ${origin()}${first}`]),
        ...post.welcome(origin()),
      ]
    },
    close: async () => {
      await mailing.stop()
      await background.idle()
      post.close()
    },
  }
}

/** An SMTP server; without one a mailbox page, but never where the public comes. */
const mailerOf = (config: Config, connection: Connection, clock: () => number) => {
  const nothing = {
    prepare: async () => undefined,
    pages: [],
    welcome: (_origin: string): string[] => [],
    close: () => undefined,
  }
  if (config.SMTP_URL !== undefined) {
    const mailer = createSmtpMailer({ smtpUrl: config.SMTP_URL, from: config.MAIL_FROM })
    return { ...nothing, mailer, close: mailer.close }
  }
  if (config.PUBLIC_URL !== undefined) {
    const warning = 'SMTP_URL is not set: no mail is sent, so nobody can sign in by code.'
    return { ...nothing, mailer: noMailer, welcome: () => [warning] }
  }
  const mailbox = createMailbox({ connection, clock })
  return {
    ...nothing,
    mailer: mailbox,
    prepare: mailbox.prepare,
    pages: [mailbox],
    welcome: (origin: string) => [`Mails are kept at ${origin}${mailbox.path}`],
  }
}

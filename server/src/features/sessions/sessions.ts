import type { ClientSession } from 'mongodb'
import type { Connection } from 'mongoose'
import type { Log } from '../../log/log.ts'
import type { Background } from '../../platform/background.ts'
import type { Mailer } from '../../platform/mail.ts'
import type { Sealer } from '../../platform/secret.ts'
import type { Served } from '../../wire/serve.ts'
import { createCodesStore } from './codes.store.ts'
import { sessionsCommands } from './sessions.commands.ts'
import { type Arrival, createSessionsService, type SessionsService } from './sessions.service.ts'
import { createSessionsStore } from './sessions.store.ts'
import { createCodes } from './sign-in.codes.ts'
import { type AccountsPort, createSignInService, type SignInRequest } from './sign-in.service.ts'

export type Sessions = Pick<SessionsService, 'sessionOf' | 'isAlive'> & {
  commands: Served[]
  /** Makes the collections and their indexes. */
  prepare: () => Promise<void>
  /** Signs someone in on the device of this request. */
  start: (personId: string, arrival: Arrival) => Promise<void>
  /** Ends all sessions of a person in a transaction that also changes that person's card. */
  endAllOf: (personId: string, session: ClientSession) => Promise<void>
  /** Mails a code (and link) in the background. */
  requestCode: (request: SignInRequest) => void
  requestConfirmation: (personId: string, language: 'nl' | 'en') => void
}

type SessionsParts = {
  connection: Connection
  log: Pick<Log, 'change'>
  accounts: AccountsPort
  takeUp: (invitationId: string, personId: string) => Promise<void>
  sealer: Sealer
  mailer: Mailer
  background: Background
  origin: () => string
  cookieName: string
  clock: () => number
}

/** The feature sessions: proving an address, signing in, devices. */
export const createSessions = (parts: SessionsParts): Sessions => {
  const { connection, log, sealer, cookieName, clock } = parts
  const sessionsStore = createSessionsStore(connection)
  const codesStore = createCodesStore(connection)
  const sessions = createSessionsService({ store: sessionsStore, log, cookieName, clock })
  const codes = createCodes({ store: codesStore, sealer, clock })
  const signIn = createSignInService({ ...parts, codes, sessions })

  return {
    commands: sessionsCommands(signIn, sessions),
    prepare: async () => {
      await sessionsStore.prepare()
      await codesStore.prepare()
    },
    sessionOf: sessions.sessionOf,
    isAlive: sessions.isAlive,
    start: sessions.start,
    endAllOf: sessions.endAllOf,
    requestCode: signIn.requestCode,
    requestConfirmation: signIn.requestConfirmation,
  }
}

import { pages } from '@bijpraat/contract'
import type { Connection } from 'mongoose'
import type { Log } from '../../log/log.ts'
import type { Background } from '../../platform/background.ts'
import type { Mailer } from '../../platform/mail.ts'
import type { Sealer } from '../../platform/secret.ts'
import type { ChannelFacts } from '../../rights/rights.ts'
import type { Served } from '../../wire/serve.ts'
import { createAccepting } from './invitations.accept.ts'
import { invitationsCommands } from './invitations.commands.ts'
import { createMailing } from './invitations.mailing.ts'
import type { PeoplePort, SessionsPort } from './invitations.ports.ts'
import { createInvitationsService } from './invitations.service.ts'
import { createInvitationsStore } from './invitations.store.ts'

export type Invitations = {
  commands: Served[]
  /** Makes the collection and its indexes. */
  prepare: () => Promise<void>
  /** Mails what is due; to be called from time to time. */
  mailDue: () => Promise<void>
  /** Takes up an invitation for someone who proved an address by signing in. */
  takeUp: (invitationId: string, personId: string) => Promise<void>
  /**
   * While there is no administrator: the page that makes one, such as `/uitnodiging#<token>`. Each call voids the
   * pages of earlier ones; it works for a day.
   */
  firstAdmin: () => Promise<string | null>
}

type InvitationsParts = {
  connection: Connection
  log: Pick<Log, 'change'>
  people: PeoplePort
  sessions: SessionsPort
  factsOf: (channelId: string) => Promise<ChannelFacts | null>
  nameOf: (channelId: string) => Promise<string | null>
  sealer: Sealer
  mailer: Mailer
  background: Background
  origin: () => string
  clock: () => number
}

/** The feature invitations: by mail, by a link to share, a fresh way in, the first administrator. */
export const createInvitations = (parts: InvitationsParts): Invitations => {
  const store = createInvitationsStore(parts.connection)
  const tokenOf = (invitationId: string) => parts.sealer.seal('invitation', invitationId)
  const mailing = createMailing({ ...parts, store, tokenOf })
  const service = createInvitationsService({ ...parts, store, tokenOf, mailing })
  const accepting = createAccepting({ ...parts, store, mailing })

  return {
    commands: invitationsCommands(service, accepting),
    prepare: store.prepare,
    mailDue: mailing.sendDue,
    takeUp: accepting.takeUp,
    firstAdmin: async () =>
      (await parts.people.hasAdmin()) ? null : pages.invitation(await service.first()),
  }
}

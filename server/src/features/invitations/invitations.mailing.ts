import { pages } from '@bijpraat/contract'
import type { Background } from '../../platform/background.ts'
import type { Mailer } from '../../platform/mail.ts'
import { addressReplacedLetter, invitationLetter, renewalLetter } from './invitations.mails.ts'
import type { PeoplePort } from './invitations.ports.ts'
import type { StoredInvitation } from './invitations.schema.ts'
import type { InvitationsStore } from './invitations.store.ts'

type MailingParts = {
  store: InvitationsStore
  people: Pick<PeoplePort, 'account'>
  nameOf: (channelId: string) => Promise<string | null>
  tokenOf: (invitationId: string) => string
  mailer: Mailer
  background: Background
  origin: () => string
  clock: () => number
}

const day = 24 * 3600 * 1000
/** Doubles with each try: about eight hours in all. */
const firstPause = 60_000
const maxTries = 9

/**
 * Mails invitations from their own records: one that could not be sent, or whose process died, is tried again by
 * whichever process finds it due. A process that dies between sending and noting it mails twice: the same link.
 */
export const createMailing = (parts: MailingParts) => {
  const { store, people, nameOf, tokenOf, mailer, background, origin, clock } = parts

  const letterOf = async (invitation: StoredInvitation) => {
    const { _id, by, channelIds, language, createdAt, expiresAt, forPersonId } = invitation
    const inviter = by === null ? null : await people.account(by)
    const names = await Promise.all(channelIds.map(nameOf))
    const letter = forPersonId === null ? invitationLetter : renewalLetter
    return letter(language, {
      by: inviter?.name ?? 'Bijpraat',
      channelNames: names.filter((name) => name !== null),
      link: origin() + pages.invitation(tokenOf(_id)),
      days: Math.round((expiresAt.getTime() - createdAt.getTime()) / day),
    })
  }

  /** Throws what went wrong last, after all that is due was tried. */
  const sendDue = async (): Promise<void> => {
    const failures: unknown[] = []
    for (;;) {
      const due = await store.claimMail(clock(), firstPause)
      if (due === null) break
      await sendOne(due).catch((error: unknown) => failures.push(error))
    }
    if (failures.length > 0) throw failures.at(-1)
  }

  const sendOne = async (due: StoredInvitation): Promise<void> => {
    if (due.email !== null && due.mailTries <= maxTries) {
      await mailer.send({ to: due.email, ...(await letterOf(due)) })
    }
    await store.mailed(due._id)
  }

  return {
    sendDue,
    wake: () => background.run(sendDue),
    tellReplaced: (oldAddress: string, language: 'nl' | 'en') =>
      background.run(() => mailer.send({ to: oldAddress, ...addressReplacedLetter(language) })),
  }
}

export type Mailing = ReturnType<typeof createMailing>

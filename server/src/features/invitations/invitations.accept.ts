import { randomUUID } from 'node:crypto'
import { type acceptInvitation, type InputOf, pages } from '@bijpraat/contract'
import type { ClientSession } from 'mongodb'
import { hashToken } from '../../platform/secret.ts'
import { Refusal } from '../../refusal.ts'
import type { ChannelFacts } from '../../rights/rights.ts'
import type { Mailing } from './invitations.mailing.ts'
import type { Account, Arrival, PeoplePort, SessionsPort } from './invitations.ports.ts'
import type { StoredInvitation } from './invitations.schema.ts'
import { createVerdict } from './invitations.service.ts'
import type { InvitationsStore } from './invitations.store.ts'

type AcceptParts = {
  store: InvitationsStore
  people: PeoplePort
  sessions: SessionsPort
  factsOf: (channelId: string) => Promise<ChannelFacts | null>
  mailing: Pick<Mailing, 'tellReplaced'>
  clock: () => number
}

type Accepted = InputOf<typeof acceptInvitation>
type Answer = { personId: string | null; goTo: string }

const timeToConfirm = 24 * 3600 * 1000

/** Taking an invitation up: whom it makes, admits or signs in depends on how it came to that person. */
export const createAccepting = (parts: AcceptParts) => {
  const { store, people, sessions, factsOf, mailing, clock } = parts
  const verdictOn = createVerdict({ people, factsOf })

  /** The invitation if it can still be taken up; throws `link_expired`. Who made it must still be allowed to. */
  const standing = async (invitation: StoredInvitation | null): Promise<StoredInvitation> => {
    if (invitation === null || !isOpen(invitation, clock())) throw new Refusal('link_expired')
    if (invitation.by === null) return invitation
    const maker = await people.actorOf({ personId: invitation.by, sessionId: '' })
    const allowed = maker !== null && !maker.unconfirmed && (await verdictOn(maker, invitation)) === 'ok'
    if (!allowed) throw new Refusal('link_expired')
    return invitation
  }

  /** One use, in the transaction of what it is used for: of two at once on the last one, one is refused. */
  const spend = async ({ _id, uses, by }: StoredInvitation, session: ClientSession): Promise<void> => {
    if (!(await store.spend(_id, uses, new Date(clock()), session))) throw new Refusal('link_expired')
    // The first administrator's is worth nothing as soon as there is one, however that one came to be.
    if (by === null && (await people.hasAdmin(session))) throw new Refusal('link_expired')
  }

  /** The proved or given address of someone new. */
  const join = async (
    invitation: StoredInvitation,
    input: Accepted,
    email: string,
    confirmBy: number | null,
    arrival: Arrival,
  ): Promise<Answer> => {
    if (input.name === undefined) throw new Refusal('invalid_input', { field: 'name' })
    const personId = randomUUID()
    const { role, channelIds } = invitation
    const { name, language } = input
    const person = { personId, name, email, confirmBy, role, language, agreedAt: clock(), channelIds }
    await people.create(person, (session) => spend(invitation, session))
    await sessions.start(personId, arrival)
    return { personId, goTo: goToOf(invitation) }
  }

  /** Someone whose address the invitation proves. */
  const admitProved = async (
    invitation: StoredInvitation,
    account: Account,
    email: string,
    arrival: Arrival,
  ) => {
    const { personId } = account
    const { role, channelIds, forPersonId } = invitation
    const takesOver = account.unproved || forPersonId !== null
    await people.admit({ personId, role, channelIds, provedEmail: email }, async (session) => {
      await spend(invitation, session)
      // Whoever was signed in before may be someone else: who had the mailbox that was lost, or never had it.
      if (takesOver) await sessions.endAllOf(personId, session)
    })
    if (account.email !== null && account.email !== email)
      mailing.tellReplaced(account.email, account.language)
    await sessions.start(personId, arrival)
    return { personId, goTo: goToOf(invitation) }
  }

  /** The address has an account that must be shown to be theirs by a code: nobody is signed in by this. */
  const mailCode = (invitation: StoredInvitation, email: string, input: Accepted): Answer => {
    const { language, browser } = input
    const goTo = goToOf(invitation)
    sessions.requestCode({ email, language, goTo, browser, invitationId: invitation._id })
    return { personId: null, goTo }
  }

  const acceptMailed = async (
    invitation: StoredInvitation,
    email: string,
    input: Accepted,
    arrival: Arrival,
  ) => {
    const account = await people.accountOfEmail(email)
    if (account === null) return join(invitation, input, email, null, arrival)
    // Mails get forwarded and lie around for weeks; what opens such an account must be fresh.
    if (mayMuch(account)) return mailCode(invitation, email, input)
    return admitProved(invitation, account, email, arrival)
  }

  const acceptShared = async (invitation: StoredInvitation, input: Accepted, arrival: Arrival) => {
    if (arrival.actor !== null) {
      await takeUp(invitation, arrival.actor.personId)
      return { personId: arrival.actor.personId, goTo: goToOf(invitation) }
    }
    const { email, language } = input
    if (email === undefined) throw new Refusal('email_needed')
    if ((await people.accountOfEmail(email)) !== null) return mailCode(invitation, email, input)
    const answer = await join(invitation, input, email, clock() + timeToConfirm, arrival).catch((error) => {
      // Pressed twice: the other press made the account a moment ago.
      if (error instanceof Refusal && error.code === 'address_taken')
        return mailCode(invitation, email, input)
      throw error
    })
    if (answer.personId !== null) sessions.requestConfirmation(answer.personId, language)
    return answer
  }

  /** Whoever read the server's own start-up lines needs no mail to prove anything. */
  const acceptFirst = async (invitation: StoredInvitation, input: Accepted, arrival: Arrival) => {
    if (input.email === undefined) throw new Refusal('email_needed')
    const account = await people.accountOfEmail(input.email)
    if (account === null) return join(invitation, input, input.email, null, arrival)
    return admitProved(invitation, account, input.email, arrival)
  }

  const takeUp = async (invitation: StoredInvitation, personId: string): Promise<void> => {
    const account = await people.account(personId)
    if (account === null) throw new Refusal('link_expired')
    const { role, channelIds } = invitation
    const gains =
      role !== 'villager' || !channelIds.every((channelId) => account.memberOf.includes(channelId))
    if (gains) {
      await people.admit({ personId, role, channelIds }, (session) => spend(invitation, session))
    }
  }

  return {
    findOpen: async (token: string) => standing(await store.findByToken(hashToken(token))),

    accept: async (input: Accepted, arrival: Arrival): Promise<Answer> => {
      const invitation = await standing(await store.findByToken(hashToken(input.token)))
      const { by, email, forPersonId } = invitation
      if (by === null) return acceptFirst(invitation, input, arrival)
      if (email === null) return acceptShared(invitation, input, arrival)
      if (forPersonId === null) return acceptMailed(invitation, email, input, arrival)
      const account = await people.account(forPersonId)
      if (account === null) throw new Refusal('link_expired')
      return admitProved(invitation, account, email, arrival)
    },

    /** For someone who has just proved by a code to hold the address that accepted. */
    takeUp: async (invitationId: string, personId: string): Promise<void> => {
      const invitation = await standing(await store.find(invitationId))
      if (invitation.by === null || invitation.forPersonId !== null) throw new Refusal('link_expired')
      await takeUp(invitation, personId)
    },
  }
}

const isOpen = ({ revokedAt, expiresAt, used, uses }: StoredInvitation, now: number): boolean =>
  revokedAt === null && expiresAt.getTime() > now && used < uses

const mayMuch = (account: Account): boolean => account.role !== 'villager' || account.moderatorOf.length > 0

/** The channel that one was invited to, or the overview. */
const goToOf = ({ channelIds }: StoredInvitation): string => {
  const [only, ...others] = channelIds
  return only !== undefined && others.length === 0 ? pages.channel(only) : pages.home
}

export type Accepting = ReturnType<typeof createAccepting>

import { randomUUID } from 'node:crypto'
import type { InputOf } from '@bijpraat/contract'
import { type createInvitation, pages, personalId } from '@bijpraat/contract'
import type { Log } from '../../log/log.ts'
import type { Change } from '../../log/model.ts'
import { hashToken } from '../../platform/secret.ts'
import { Refusal } from '../../refusal.ts'
import type { Actor, ChannelFacts } from '../../rights/rights.ts'
import type { Mailing } from './invitations.mailing.ts'
import { mayInvite, mayRevoke, type Renewed } from './invitations.policy.ts'
import type { PeoplePort } from './invitations.ports.ts'
import type { StoredInvitation } from './invitations.schema.ts'
import type { InvitationsStore } from './invitations.store.ts'

type Under = Pick<Change<unknown>, 'authorId' | 'commandId' | 'said'>

type ServiceParts = {
  store: InvitationsStore
  log: Pick<Log, 'change'>
  people: PeoplePort
  factsOf: (channelId: string) => Promise<ChannelFacts | null>
  nameOf: (channelId: string) => Promise<string | null>
  tokenOf: (invitationId: string) => string
  mailing: Pick<Mailing, 'wake'>
  origin: () => string
  clock: () => number
}

const day = 24 * 3600 * 1000
const keptAfterExpiry = 30 * day

type Wanted = Pick<StoredInvitation, 'email' | 'role' | 'channelIds' | 'forPersonId'>

/** Whether someone may make this invitation, or may still have made it. */
export const createVerdict = ({ people, factsOf }: Pick<ServiceParts, 'people' | 'factsOf'>) => {
  const renewedOf = async (personId: string | null): Promise<Renewed | 'unknown' | null> => {
    if (personId === null) return null
    const account = await people.account(personId)
    if (account === null) return 'unknown'
    const channels = await Promise.all(account.memberOf.map(factsOf))
    return { ...account, channels: channels.filter((channel) => channel !== null) }
  }

  return async (actor: Actor, { email, role, channelIds, forPersonId }: Wanted) =>
    mayInvite(actor, {
      role,
      channels: await Promise.all(channelIds.map(factsOf)),
      byMail: email !== null,
      renewed: await renewedOf(forPersonId),
    })
}

/** Making invitations, looking at them, taking them back. */
export const createInvitationsService = (parts: ServiceParts) => {
  const { store, log, people, factsOf, nameOf, tokenOf, mailing, origin, clock } = parts
  const verdictOn = createVerdict(parts)

  const fresh = (
    id: string,
    of: Wanted & Pick<StoredInvitation, 'by' | 'language' | 'uses'>,
    days: number,
  ): StoredInvitation => {
    const now = clock()
    const expiresAt = now + days * day
    return {
      _id: id,
      tokenHash: hashToken(tokenOf(id)),
      ...of,
      used: 0,
      createdAt: new Date(now),
      expiresAt: new Date(expiresAt),
      revokedAt: null,
      ...(of.email === null ? {} : { mailDueAt: new Date(now) }),
      mailTries: 0,
      keptUntil: new Date(expiresAt + keptAfterExpiry),
    }
  }

  return {
    /**
     * Recorded in the maker's own channel; the link is not in the record but made again from the id, so that a
     * repeated command gets it and nothing that is kept lets anyone in.
     */
    create: async (actor: Actor, input: InputOf<typeof createInvitation>, under: Under) => {
      const { commandId, email = null, forPersonId = null, role, channelIds, language, days } = input
      const wanted = { email, role, channelIds: [...new Set(channelIds)], forPersonId }
      const verdict = await verdictOn(actor, wanted)
      const uses = email === null ? input.uses : 1
      const invitation = fresh(commandId, { ...wanted, by: actor.personId, language, uses }, days)
      const result = await log.change({
        channelId: personalId(actor.personId),
        ...under,
        itemIds: [],
        apply: () => {
          if (verdict !== 'ok') throw new Refusal(verdict)
          return { invitationId: commandId, url: null }
        },
        effects: async (session) => {
          // Another person's invitation may have this id: it was their command's.
          if (await store.exists(commandId, session)) throw new Refusal('id_reused')
          await store.insert(invitation, session)
        },
      })
      if (email !== null) mailing.wake()
      return { ...result, url: email === null ? origin() + pages.invitation(tokenOf(commandId)) : null }
    },

    list: async (channelId: string) =>
      (await store.listOpen(channelId, new Date(clock()))).flatMap((invitation) =>
        invitation.by === null ? [] : [listView({ ...invitation, by: invitation.by })],
      ),

    revoke: async (actor: Actor, invitationId: string): Promise<void> => {
      const invitation = await store.find(invitationId)
      if (invitation === null) throw new Refusal('not_found')
      const channels = await Promise.all(invitation.channelIds.map(factsOf))
      if (!mayRevoke(actor, { by: invitation.by, channels })) throw new Refusal('not_found')
      await store.revoke(invitationId, new Date(clock()))
    },

    /** What an invitation's page shows. */
    look: async (invitation: StoredInvitation, actor: Actor | null) => {
      const { by, email, role, channelIds, forPersonId } = invitation
      const inviter = by === null ? null : await people.account(by)
      const names = await Promise.all(channelIds.map(nameOf))
      const known = await knownTo({ by, email, forPersonId }, actor)
      return {
        channelNames: names.filter((name) => name !== null),
        invitedBy: inviter?.name ?? null,
        role,
        asksEmail: email === null && known === null,
        knownName: known?.name ?? null,
      }
    },

    /** Voids the earlier ones; the token of a new invitation that makes the first administrator, for a day. */
    first: async (): Promise<string> => {
      await store.revokeFirst(new Date(clock()))
      const id = randomUUID()
      const nobody = { email: null, channelIds: [], forPersonId: null, by: null }
      await store.insert(fresh(id, { ...nobody, role: 'admin', language: 'nl', uses: 1 }, 1))
      return tokenOf(id)
    },
  }

  /** The account that an invitation is about to be taken up by. */
  function knownTo(of: Pick<StoredInvitation, 'by' | 'email' | 'forPersonId'>, actor: Actor | null) {
    if (of.forPersonId !== null) return people.account(of.forPersonId)
    if (of.email !== null) return people.accountOfEmail(of.email)
    return of.by !== null && actor !== null ? people.account(actor.personId) : Promise.resolve(null)
  }
}

/** Never the address. */
const listView = (invitation: StoredInvitation & { by: string }) => ({
  invitationId: invitation._id,
  by: invitation.by,
  byMail: invitation.email !== null,
  role: invitation.role,
  createdAt: invitation.createdAt.getTime(),
  expiresAt: invitation.expiresAt.getTime(),
  used: invitation.used,
  uses: invitation.uses,
})

export type InvitationsService = ReturnType<typeof createInvitationsService>

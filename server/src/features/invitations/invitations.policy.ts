import type {
  acceptInvitation,
  createInvitation,
  ErrorCode,
  listInvitations,
  lookAtInvitation,
  Role,
  revokeInvitation,
} from '@bijpraat/contract'
import {
  type Actor,
  audienceOf,
  type ChannelFacts,
  isAdmin,
  isBanned,
  isStaff,
  moderates,
} from '../../rights/rights.ts'
import type { Policy } from '../../wire/serve.ts'

type Verdict = 'ok' | ErrorCode

const ranks: Record<Role, number> = { villager: 0, official: 1, admin: 2 }

/** Who may invite anyone at all; to which channels, and as what, `mayInvite` says. */
export const mayCreateInvitation: Policy<typeof createInvitation> = ({ actor, input }) => {
  if (actor === null) return 'not_signed_in'
  if (actor.bannedFrom.has('all')) return 'banned'
  if (actor.unconfirmed) return 'unconfirmed'
  if (!isStaff(actor) && actor.moderatorOf.size === 0) return 'forbidden'
  return mayGiveRole(actor, input.role) ? 'ok' : 'forbidden'
}

/** Whoever could invite to the channel sees what is open. */
export const mayListInvitations: Policy<typeof listInvitations> = ({ actor, channel }) => {
  if (actor === null) return 'not_signed_in'
  if (channel === null) return 'not_found'
  const verdict = mayInviteTo(actor, channel)
  return verdict === 'banned' ? 'forbidden' : verdict
}

export const mayRevokeSomeInvitation: Policy<typeof revokeInvitation> = ({ actor }) => {
  if (actor === null) return 'not_signed_in'
  if (actor.bannedFrom.has('all')) return 'banned'
  return actor.unconfirmed ? 'unconfirmed' : 'ok'
}

/** The token is the right. */
export const mayLookAtInvitation: Policy<typeof lookAtInvitation> = () => 'ok'
export const mayAcceptInvitation: Policy<typeof acceptInvitation> = () => 'ok'

const mayGiveRole = (actor: Actor, role: Role): boolean => {
  switch (role) {
    case 'villager':
      return true
    case 'official':
    case 'admin':
      return isAdmin(actor)
  }
}

/** Moderators of the channel; officials for the villages and topics that they read as members do. */
const mayInviteTo = (actor: Actor, channel: ChannelFacts): Verdict => {
  const audience = audienceOf(actor, channel)
  if (audience === null) return 'not_found'
  if (isBanned(actor, channel)) return 'banned'
  if (moderates(actor, channel)) return 'ok'
  return isStaff(actor) && channel.kind !== 'project' && audience === 'members' ? 'ok' : 'forbidden'
}

/** Who gets a fresh way in, with the channels of which that person is a member. */
export type Renewed = { role: Role; moderatorOf: readonly string[]; channels: readonly ChannelFacts[] }

/** A fresh way in hands an account over, so nobody makes one for someone who may do more. */
const mayRenew = (actor: Actor, renewed: Renewed): boolean => {
  if (isAdmin(actor)) return true
  if (ranks[renewed.role] > ranks[actor.role]) return false
  const covers = (scope: string) => actor.moderatorOf.has('all') || actor.moderatorOf.has(scope)
  if (!renewed.moderatorOf.every(covers)) return false
  return renewed.channels.some((channel) => moderates(actor, channel) && !isBanned(actor, channel))
}

export type WantedInvitation = {
  role: Role
  /** Null where there is no such channel. */
  channels: readonly (ChannelFacts | null)[]
  byMail: boolean
  /** Null: for whoever it reaches. `unknown`: for someone who does not exist. */
  renewed: Renewed | 'unknown' | null
}

/** Asked when an invitation is made, and again when it is taken up: it is worth what its maker may still do. */
export const mayInvite = (actor: Actor, wanted: WantedInvitation): Verdict => {
  const { role, channels, byMail, renewed } = wanted
  if (!mayGiveRole(actor, role)) return 'forbidden'
  for (const channel of channels) {
    const verdict = channel === null ? 'not_found' : mayInviteTo(actor, channel)
    if (verdict !== 'ok') return verdict
  }
  if (renewed === 'unknown') return 'not_found'
  if (renewed !== null && !mayRenew(actor, renewed)) return 'forbidden'
  if (renewed === null && channels.length === 0 && !isAdmin(actor)) return 'forbidden'
  // What gives more than a villager has goes to a proved address only.
  return byMail || (role === 'villager' && renewed === null) ? 'ok' : 'email_needed'
}

/** Its maker, and who moderates all that it leads to. */
export const mayRevoke = (
  actor: Actor,
  invitation: { by: string | null; channels: readonly (ChannelFacts | null)[] },
): boolean => {
  if (isAdmin(actor) || invitation.by === actor.personId) return true
  const { channels } = invitation
  const runs = (channel: ChannelFacts | null) =>
    channel !== null && moderates(actor, channel) && !isBanned(actor, channel)
  return channels.length > 0 && channels.every(runs)
}

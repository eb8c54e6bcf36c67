import type {
  addMember,
  changeChannel,
  createChannel,
  joinChannel,
  leaveChannel,
  listMembers,
  removeMember,
} from '@bijpraat/contract'
import {
  type Actor,
  type ChannelFacts,
  inGoodStanding,
  isAdmin,
  isBanned,
  isKnownTo,
  isStaff,
  mayBeInside,
  moderates,
  type Verdict,
} from '../../rights/rights.ts'
import type { Asked, Policy } from '../../wire/serve.ts'

/**
 * Villages are the administrator's; topics also officials' and general moderators'; a project is started by staff
 * or by moderators of every village that it names.
 */
export const mayCreate: Policy<typeof createChannel> = ({ actor, input }) => {
  const standing = inGoodStanding(actor, null)
  if (standing !== 'ok' || actor === null) return standing
  if (actor.bannedFrom.has('all')) return 'banned'
  if (isAdmin(actor)) return 'ok'
  if (input.kind === 'village') return 'forbidden'
  if (isStaff(actor) || actor.moderatorOf.has('all')) return 'ok'
  const runsAll = input.villageIds.length > 0 && input.villageIds.every((id) => runs(actor, id))
  return input.kind === 'project' && runsAll ? 'ok' : 'forbidden'
}

const runs = (actor: Actor, villageId: string): boolean =>
  actor.moderatorOf.has(villageId) && !actor.bannedFrom.has(villageId)

const manages = ({ actor, channel }: Pick<Asked<typeof changeChannel>, 'actor' | 'channel'>): Verdict => {
  if (actor === null) return 'not_signed_in'
  if (!isKnownTo(actor, channel)) return 'not_found'
  const standing = inGoodStanding(actor, channel)
  if (standing !== 'ok') return standing
  return moderates(actor, channel) || (isStaff(actor) && channel.kind === 'project') ? 'ok' : 'forbidden'
}

/** Moderators of the channel; of a project also officials. New villages are linked only by who runs them, or staff. */
export const mayChange: Policy<typeof changeChannel> = ({ actor, input, channel }) => {
  const verdict = manages({ actor, channel })
  if (verdict !== 'ok' || actor === null || channel === null) return verdict
  const added = (input.villageIds ?? []).filter((id) => !channel.villageIds.includes(id))
  const free = isStaff(actor) || actor.moderatorOf.has('all')
  return free || added.every((id) => runs(actor, id)) ? 'ok' : 'forbidden'
}

/** Names of people are for those who read the channel as insiders (W5). */
export const mayListMembers: Policy<typeof listMembers> = ({ actor, channel }) => mayBeInside(actor, channel)

/** Topics and projects are joined; one comes into a village, and into what is closed, by invitation. */
export const mayJoin: Policy<typeof joinChannel> = ({ actor, channel }) => {
  if (actor === null) return 'not_signed_in'
  if (!isKnownTo(actor, channel)) return 'not_found'
  if (isBanned(actor, channel)) return 'banned'
  if (channel.kind === 'village' || channel.readers === 'closed') return 'by_invitation'
  return channel.archived ? 'archived' : 'ok'
}

export const mayLeave: Policy<typeof leaveChannel> = ({ actor, channel }) => {
  if (actor === null) return 'not_signed_in'
  return isKnownTo(actor, channel) ? 'ok' : 'not_found'
}

export const mayAddMember: Policy<typeof addMember> = (asked) => {
  const verdict = manages(asked as Parameters<typeof manages>[0])
  if (verdict !== 'ok') return verdict
  return (asked.channel as ChannelFacts).archived ? 'archived' : 'ok'
}

export const mayRemoveMember: Policy<typeof removeMember> = (asked) =>
  manages(asked as Parameters<typeof manages>[0])

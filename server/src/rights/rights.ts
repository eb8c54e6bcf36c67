import type { ChannelContent, ErrorCode, Role } from '@bijpraat/contract'

/**
 * Who someone is now, read from the database for each command. Everything that a policy may ask about a person
 * is here; a signed-out reader is `null` in its place.
 */
export type Actor = {
  personId: string
  sessionId: string
  role: Role
  /** Channel ids and `all`. */
  moderatorOf: ReadonlySet<string>
  /** Channels of which there is a membership record; a project may be reached through others. */
  memberOf: ReadonlySet<string>
  /** Scopes of the bans that are in force. */
  bannedFrom: ReadonlySet<string>
  /** Joined without proof of address and the time to confirm is over. */
  unconfirmed: boolean
}

/** What a policy may ask about a channel. */
export type ChannelFacts = Pick<
  ChannelContent,
  'kind' | 'readers' | 'posters' | 'villageIds' | 'topicIds' | 'archived'
> & { channelId: string }

/** The two sets of readers of a channel, each with a room and a view of its own (W5). */
export type Audience = 'members' | 'public'

export const isAdmin = (actor: Actor | null): boolean => actor?.role === 'admin'

/** Works for the municipality: officials and administrators. */
export const isStaff = (actor: Actor | null): boolean => actor?.role === 'official' || actor?.role === 'admin'

export const moderates = (actor: Actor | null, channel: ChannelFacts): boolean =>
  actor !== null &&
  (actor.role === 'admin' ||
    actor.moderatorOf.has('all') ||
    actor.moderatorOf.has(channel.channelId) ||
    channel.villageIds.some((villageId) => actor.moderatorOf.has(villageId)))

/** Who carries what a channel does: staff, moderators, and of a project who joined it by record. */
export const carries = (actor: Actor, channel: ChannelFacts): boolean =>
  isStaff(actor) ||
  moderates(actor, channel) ||
  (channel.kind === 'project' && actor.memberOf.has(channel.channelId))

/** Of a village or topic by record; of a project also through one of its villages or topics, unless it is closed. */
export const isMember = (actor: Actor | null, channel: ChannelFacts): boolean =>
  actor !== null &&
  (actor.memberOf.has(channel.channelId) ||
    (channel.readers !== 'closed' &&
      [...channel.villageIds, ...channel.topicIds].some((linked) => actor.memberOf.has(linked))))

/** A ban on a village also holds in the projects of that village. */
export const isBanned = (actor: Actor, channel: ChannelFacts): boolean =>
  actor.bannedFrom.has('all') ||
  actor.bannedFrom.has(channel.channelId) ||
  channel.villageIds.some((villageId) => actor.bannedFrom.has(villageId))

/** By which audience's view someone would read a channel if no ban were in force; null when not at all. */
const audienceIfWelcome = (actor: Actor | null, channel: ChannelFacts): Audience | null => {
  if (actor === null) return publicOrNone(channel)
  if (moderates(actor, channel) || isMember(actor, channel)) return 'members'
  if (channel.readers === 'closed') return null
  return isStaff(actor) || channel.readers !== 'members' ? 'members' : null
}

const publicOrNone = (channel: ChannelFacts) => (channel.readers === 'anyone' ? 'public' : null)

/**
 * By which audience's view someone reads a channel; null when not at all. A ban leaves what anyone may see.
 */
export const audienceOf = (actor: Actor | null, channel: ChannelFacts): Audience | null =>
  actor !== null && isBanned(actor, channel) ? publicOrNone(channel) : audienceIfWelcome(actor, channel)

/** Channels that someone follows without asking: the own ones, and for officials all that are not closed. */
export const follows = (actor: Actor, channel: ChannelFacts): boolean =>
  audienceOf(actor, channel) === 'members' &&
  (isMember(actor, channel) || isStaff(actor) || actor.moderatorOf.has(channel.channelId))

export type Verdict = 'ok' | ErrorCode

/** What may not be read does not exist for those who ask. */
export const mayRead = (actor: Actor | null, channel: ChannelFacts | null): Verdict =>
  channel !== null && audienceOf(actor, channel) !== null ? 'ok' : 'not_found'

/** For what only insiders see and show: names of members, who is here (W5). */
export const mayBeInside = (actor: Actor | null, channel: ChannelFacts | null): Verdict => {
  if (actor === null) return 'not_signed_in'
  const audience = channel && audienceOf(actor, channel)
  if (audience === null) return 'not_found'
  return audience === 'members' ? 'ok' : 'forbidden'
}

/**
 * Whether a channel exists for someone: also for who is banned from it, but not for who is banned from much more
 * and could never see it, or a ban would tell which ids exist.
 */
export const isKnownTo = (actor: Actor, channel: ChannelFacts | null): channel is ChannelFacts =>
  channel !== null && audienceIfWelcome(actor, channel) !== null

/** Whether someone may add to a channel: members and staff, or staff and moderators only where it is set so. */
export const mayWrite = (actor: Actor | null, channel: ChannelFacts | null): Verdict => {
  if (actor === null) return 'not_signed_in'
  if (!isKnownTo(actor, channel)) return 'not_found'
  if (isBanned(actor, channel)) return 'banned'
  if (actor.unconfirmed) return 'unconfirmed'
  const insiders = isStaff(actor) || moderates(actor, channel)
  if (!insiders && (channel.posters === 'officials' || !isMember(actor, channel))) return 'forbidden'
  return channel.archived ? 'archived' : 'ok'
}

/** For acts of someone with a right of their own (moderating, inviting): signed in, not banned, address proved. */
export const inGoodStanding = (actor: Actor | null, channel: ChannelFacts | null): Verdict => {
  if (actor === null) return 'not_signed_in'
  if (channel !== null && isBanned(actor, channel)) return 'banned'
  return actor.unconfirmed ? 'unconfirmed' : 'ok'
}

import type { ChannelContent, ChannelKind, Me } from '@bijpraat/contract'

/*
 * What to offer on screen. The server decides anew each time; these only spare people buttons that would be
 * refused.
 */

export const isStaff = (me: Me): boolean => me.role === 'official' || me.role === 'admin'

type Channel = { channelId: string; content: ChannelContent }

export const moderates = (me: Me, { channelId, content }: Channel): boolean =>
  me.role === 'admin' ||
  ['all', channelId, ...content.villageIds].some((scope) => me.moderatorOf.includes(scope))

const isMember = (me: Me, { channelId, content }: Channel): boolean =>
  me.memberOf.includes(channelId) ||
  (content.readers !== 'closed' &&
    [...content.villageIds, ...content.topicIds].some((linked) => me.memberOf.includes(linked)))

const banIn = (me: Me, { channelId, content }: Channel, now: number) =>
  me.bans.find(
    (ban) =>
      ['all', channelId, ...content.villageIds].includes(ban.scope) &&
      (ban.until === null || ban.until > now),
  )

const isUnconfirmed = (me: Me, now: number): boolean => me.confirmBy !== null && me.confirmBy <= now

/** Whether someone can write in a channel, or what is in the way. */
export type Writing =
  | { may: true }
  | { may: false; why: 'signIn' | 'join' | 'byInvitation' | 'archived' | 'unconfirmed' | 'readOnly' }
  | { may: false; why: 'banned'; reason: string; until: number | null }

export const writingIn = (me: Me | null, channel: Channel, now: number): Writing => {
  const { content } = channel
  if (content.archived) return { may: false, why: 'archived' }
  if (me === null) return { may: false, why: 'signIn' }
  const ban = banIn(me, channel, now)
  if (ban) return { may: false, why: 'banned', reason: ban.reason, until: ban.until }
  if (isUnconfirmed(me, now)) return { may: false, why: 'unconfirmed' }
  if (isStaff(me) || moderates(me, channel)) return { may: true }
  if (!isMember(me, channel))
    return {
      may: false,
      why: content.kind === 'village' || content.readers === 'closed' ? 'byInvitation' : 'join',
    }
  return content.posters === 'officials' ? { may: false, why: 'readOnly' } : { may: true }
}

/** Settings, members and invitations of a channel. */
export const manages = (me: Me, channel: Channel, now: number): boolean =>
  banIn(me, channel, now) === undefined &&
  !isUnconfirmed(me, now) &&
  (moderates(me, channel) || (isStaff(me) && channel.content.kind === 'project'))

/** Moderators of the channel; officials also to the villages and topics that they read. */
export const invitesTo = (me: Me, channel: Channel, now: number): boolean =>
  banIn(me, channel, now) === undefined &&
  !isUnconfirmed(me, now) &&
  (moderates(me, channel) ||
    (isStaff(me) && channel.content.kind !== 'project' && channel.content.readers !== 'closed'))

/** Moderators of anything, and administrators. */
export const moderatesAny = (me: Me): boolean => me.role === 'admin' || me.moderatorOf.length > 0

/** News is told by those who carry the project. */
export const tellsNews = (me: Me, channel: Channel, now: number): boolean =>
  channel.content.kind === 'project' && writingIn(me, channel, now).may && carries(me, channel)

/** Who answers questions and writes down decisions: the municipality, moderators, who joined the project itself. */
export const carries = (me: Me, channel: Channel): boolean =>
  isStaff(me) ||
  moderates(me, channel) ||
  (channel.content.kind === 'project' && me.memberOf.includes(channel.channelId))

/** Officials and moderators, of what they may write in. */
export const announces = (me: Me, channel: Channel, now: number): boolean =>
  writingIn(me, channel, now).may && (isStaff(me) || moderates(me, channel))

/** What stands above a channel is for its moderators to say. */
export const pins = (me: Me, channel: Channel, now: number): boolean =>
  writingIn(me, channel, now).may && moderates(me, channel)

/** Which kinds of channel someone can begin. */
export const createsKinds = (me: Me, villageIds: readonly string[], now: number): ChannelKind[] => {
  if (isUnconfirmed(me, now) || me.bans.some((ban) => ban.scope === 'all')) return []
  if (me.role === 'admin') return ['project', 'topic', 'village']
  if (isStaff(me) || me.moderatorOf.includes('all')) return ['project', 'topic']
  return villageIds.some((villageId) => me.moderatorOf.includes(villageId)) ? ['project'] : []
}

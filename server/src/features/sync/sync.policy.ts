import { directoryId, personalId } from '@bijpraat/contract'
import { type Actor, type Audience, audienceOf, type ChannelFacts } from '../../rights/rights.ts'

/** Channels without settings: the directory, for all who are signed in, and a person's private one. */
export const isOwn = (channelId: string, personId: string): boolean =>
  channelId === directoryId || channelId === personalId(personId)

/** By which view someone reads a channel of any sort; null when not at all. */
export const audienceFor = (
  actor: Actor | null,
  channelId: string,
  channel: ChannelFacts | null,
): Audience | null => {
  if (channel) return audienceOf(actor, channel)
  return actor !== null && isOwn(channelId, actor.personId) ? 'members' : null
}

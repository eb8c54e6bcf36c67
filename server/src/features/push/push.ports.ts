import type { Actor, ChannelFacts } from '../../rights/rights.ts'

type Hearing = { personId: string; authorId: string }

/** What the feature asks of others. */
export type PushPorts = {
  factsOf: (channelIds: readonly string[]) => Promise<Map<string, ChannelFacts>>
  nameOf: (channelId: string) => Promise<string | null>
  /** Who is a member by record of any of these channels. */
  memberIdsOf: (channelIds: readonly string[]) => Promise<{ personId: string; memberOf: readonly string[] }[]>
  /** Who works for the municipality, or moderates one of these scopes. */
  idsOf: (working: { staff: boolean; moderatorOf: readonly string[] }) => Promise<string[]>
  /** By id the present names of those who are there. */
  namesOf: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  /** Which of these muted that author; answers for each of them. */
  mutedAmong: (pairs: readonly Hearing[]) => Promise<(of: Hearing) => boolean>
  /** The rights of this moment; null when the session has ended or the person is gone. */
  actorNow: (session: { personId: string; sessionId: string }) => Promise<Actor | null>
}

/** Channels through which one may belong to this one. */
export const linkedTo = (channel: ChannelFacts): readonly string[] =>
  channel.readers === 'closed' ? [] : [...channel.villageIds, ...channel.topicIds]

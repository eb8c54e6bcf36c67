import { isAnnouncement, isTalk } from './catch-up.choice.ts'
import type { UnreadDeed } from './catch-up.deeds.ts'
import type { Group, Unread } from './catch-up.store.ts'

/** What someone does not want to hear of. */
export type Muted = { channels: ReadonlySet<string>; persons: ReadonlySet<string> }

/**
 * What is unread without the talk of whom one muted: it counts nowhere. What official people tell is never left out
 * because of who tells it.
 */
export const heardFrom = ({ persons }: Muted, { groups, calling, asking }: Unread): Unread => {
  const quiet = (group: Group): Group =>
    persons.has(group.authorId ?? '') ? { ...group, talk: 0, first: null, last: null } : group
  return {
    groups: new Map([...groups].map(([channelId, group]) => [channelId, group.map(quiet)])),
    calling: calling.filter(({ authorId, kind }) => !(persons.has(authorId ?? '') && isTalk({ kind }))),
    asking,
  }
}

/** The same without muted channels, whose talk counts there alone. */
export const heardIn = ({ channels }: Muted, { groups, calling, asking }: Unread): Unread => ({
  groups: new Map([...groups].filter(([channelId]) => !channels.has(channelId))),
  calling: calling.filter(({ channelId }) => !channels.has(channelId)),
  asking,
})

/** Whether a deed shows in any channel that is heard; announcements are heard in all of them. */
export const isHeard = ({ channels }: Muted, deed: UnreadDeed): boolean =>
  isAnnouncement(deed) || deed.places.some(({ channelId }) => !channels.has(channelId))

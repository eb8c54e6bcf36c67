import * as z from 'zod/mini'
import { defineCommand, defineKind } from './define.ts'
import { commandId, id } from './values.ts'

export const channelKind = z.enum(['village', 'topic', 'project'])
export type ChannelKind = z.output<typeof channelKind>

/**
 * `anyone`: also signed out, by the public audience (W5); `signedIn`: everyone with an account;
 * `members`: members and officials; `closed`: only who was added, administrators and general
 * moderators.
 */
export const readers = z.enum(['anyone', 'signedIn', 'members', 'closed'])
/** Who may write: members (with officials), or officials and moderators only. */
export const posters = z.enum(['members', 'officials'])

/** How a village looks on screen; patterns and colours are configuration. */
export const look = z.strictObject({
  pattern: z.enum(['diamond', 'stripes', 'chevron', 'triangle', 'blocks']),
  colours: z.array(z.string().check(z.regex(/^#[0-9a-f]{6}$/i))).check(z.minLength(1), z.maxLength(2)),
})

export const linkedChannels = z.array(id).check(z.maxLength(30))

/** The channel itself: an item with id `channel` in its own log, so that renaming it is live, too. */
export const channelItem = defineKind({
  kind: 'channel',
  content: z.object({
    kind: channelKind,
    name: z.string(),
    about: z.string(),
    readers,
    posters,
    villageIds: z.array(id),
    topicIds: z.array(id),
    archived: z.boolean(),
    look: z.optional(look),
  }),
  countsAsUnread: false,
  plainText: (content) => content.name,
})
export type ChannelContent = z.output<typeof channelItem.content>
/** The id that the channel's own item has in every channel. */
export const channelItemId = 'channel'
/** Everyone's cards; followed by all who are signed in. */
export const directoryId = 'directory'
/** A person's private channel (L11). */
export const personalId = (personId: string): string => `me.${personId}`

export const joinChannel = defineCommand({
  name: 'channel.join',
  summary: 'Become a member of a topic, or of a project that I may read.',
  effect: 'change',
  input: z.strictObject({ commandId, channelId: id }),
  output: z.object({}),
  errors: ['id_reused', 'by_invitation', 'banned', 'archived'],
  rate: { limit: 60, perSeconds: 600 },
})

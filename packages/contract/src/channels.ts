import * as z from 'zod/mini'
import { defineCommand, defineKind } from './define.ts'
import { changed } from './log.ts'
import { commandId, id, line, textOrNone, time } from './values.ts'

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

const linked = z.array(id).check(z.maxLength(30))

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

const name = line(60)
const about = textOrNone(400)

export const createChannel = defineCommand({
  name: 'channel.create',
  summary: 'Start a village, a topic or a project. The channel gets the command’s id.',
  effect: 'change',
  input: z.strictObject({
    commandId,
    kind: channelKind,
    name,
    about,
    readers,
    posters,
    /** A project’s villages and topics; empty for the other kinds. */
    villageIds: linked,
    topicIds: linked,
  }),
  output: z.object({ channelId: id }),
  errors: ['id_reused', 'banned', 'unconfirmed'],
  rate: { limit: 20, perSeconds: 3600 },
})

export const changeChannel = defineCommand({
  name: 'channel.change',
  summary: 'Rename a channel, say who reads and posts, link a project, archive it or bring it back.',
  effect: 'change',
  input: z.strictObject({
    commandId,
    channelId: id,
    name: z.optional(name),
    about: z.optional(about),
    readers: z.optional(readers),
    posters: z.optional(posters),
    villageIds: z.optional(linked),
    topicIds: z.optional(linked),
    archived: z.optional(z.boolean()),
  }),
  output: changed,
  errors: ['id_reused', 'banned', 'unconfirmed'],
  rate: { limit: 60, perSeconds: 600 },
})

export const listChannels = defineCommand({
  name: 'channel.list',
  summary: 'Every channel that I may read, also where I am not a member.',
  effect: 'read',
  input: z.strictObject({}),
  output: z.object({
    channels: z.array(z.object({ channelId: id, member: z.boolean(), content: channelItem.content })),
  }),
  rate: { limit: 60, perSeconds: 60 },
})

export const listMembers = defineCommand({
  name: 'channel.members',
  summary: 'Who is a member, oldest first.',
  effect: 'read',
  input: z.strictObject({ channelId: id }),
  output: z.object({
    /** `through` names the village or topic by which one belongs to a project; absent for an own membership. */
    members: z.array(
      z.object({ personId: id, since: time, moderator: z.boolean(), through: z.optional(id) }),
    ),
  }),
  rate: { limit: 60, perSeconds: 60 },
})

export const joinChannel = defineCommand({
  name: 'channel.join',
  summary: 'Become a member of a topic, or of a project that I may read.',
  effect: 'change',
  input: z.strictObject({ commandId, channelId: id }),
  output: z.object({}),
  errors: ['id_reused', 'by_invitation', 'banned', 'archived'],
  rate: { limit: 60, perSeconds: 600 },
})

export const leaveChannel = defineCommand({
  name: 'channel.leave',
  summary: 'Stop being a member.',
  effect: 'change',
  input: z.strictObject({ commandId, channelId: id }),
  output: z.object({}),
  errors: ['id_reused'],
  rate: { limit: 60, perSeconds: 600 },
})

export const addMember = defineCommand({
  name: 'channel.addMember',
  summary: 'Make someone who has an account a member.',
  effect: 'change',
  input: z.strictObject({ commandId, channelId: id, personId: id }),
  output: z.object({}),
  errors: ['id_reused', 'archived', 'banned', 'unconfirmed'],
  rate: { limit: 120, perSeconds: 600 },
})

export const removeMember = defineCommand({
  name: 'channel.removeMember',
  summary: 'Take someone’s membership away.',
  effect: 'change',
  input: z.strictObject({ commandId, channelId: id, personId: id }),
  output: z.object({}),
  errors: ['id_reused', 'banned', 'unconfirmed'],
  rate: { limit: 120, perSeconds: 600 },
})

import * as z from 'zod/mini'
import { channelItem, channelKind, linkedChannels, posters, readers } from './channels.ts'
import { defineCommand } from './define.ts'
import { changed } from './log.ts'
import { commandId, id, line, textOrNone, time } from './values.ts'

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
    villageIds: linkedChannels,
    topicIds: linkedChannels,
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
    villageIds: z.optional(linkedChannels),
    topicIds: z.optional(linkedChannels),
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

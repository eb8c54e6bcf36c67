import * as z from 'zod/mini'
import { defineCommand, defineKind } from './define.ts'
import { changed } from './log.ts'
import { commandId, id, line, text, time } from './values.ts'

/** Announcements that stand pinned above one channel at once. */
export const maxPinned = 3

/**
 * What everyone in the channel must know. It is pinned as long as the item is `standing`; at `endsAt` that ends by
 * itself, and the announcement stays in its place in the timeline.
 */
export const announcement = defineKind({
  kind: 'announcement',
  content: z.object({
    title: z.string(),
    text: z.string(),
    endsAt: z.optional(time),
    /** Its author wants to know that it is read. */
    asksRead: z.optional(z.boolean()),
    /** By village how many said so, of how many; only where that tells of no one (`minReadCount`). */
    read: z.optional(z.array(z.object({ villageId: id, read: z.int(), of: z.int() }))),
  }),
  countsAsUnread: true,
  catchUp: 'announcement',
  notifies: 'news',
  plainText: (content) => `${content.title}\n${content.text}`,
})
export type AnnouncementContent = z.output<typeof announcement.content>

/** A count is shown only where at least so many have read it, and at least so many have not (W5). */
export const minReadCount = 5

/** That someone has read an announcement: an item of that person's own channel (L11), which nobody else sees. */
export const acknowledged = defineKind({
  kind: 'acknowledged',
  content: z.object({ channelId: id, itemId: id }),
  countsAsUnread: false,
  plainText: () => '',
})
export type AcknowledgedContent = z.output<typeof acknowledged.content>

/** The id of that item in the person's own channel. */
export const acknowledgedItemId = (itemId: string): string => `acknowledged.${itemId}`

const words = { title: line(120), text: text(8000) }

export const publishAnnouncement = defineCommand({
  name: 'announcement.publish',
  summary: 'Announce something to everyone in a channel.',
  effect: 'change',
  input: z.strictObject({
    commandId,
    channelId: id,
    ...words,
    endsAt: z.optional(time),
    asksRead: z.optional(z.boolean()),
    writtenAt: z.optional(time),
  }),
  output: changed,
  errors: ['id_reused', 'archived', 'banned', 'unconfirmed', 'too_late'],
  rate: { limit: 30, perSeconds: 600 },
})

export const editAnnouncement = defineCommand({
  name: 'announcement.edit',
  summary: 'Change an own announcement.',
  effect: 'change',
  input: z.strictObject({
    commandId,
    channelId: id,
    itemId: id,
    ...words,
    /** Null takes the end away; without it the end stays what it is. */
    endsAt: z.optional(z.nullable(time)),
    /** Without it that stays as it is. */
    asksRead: z.optional(z.boolean()),
  }),
  output: changed,
  errors: ['id_reused', 'archived', 'banned', 'deleted', 'unconfirmed', 'too_late'],
  rate: { limit: 60, perSeconds: 600 },
})

export const pinAnnouncement = defineCommand({
  name: 'announcement.pin',
  summary: 'Pin an announcement above the channel until an end, or change that end.',
  effect: 'change',
  input: z.strictObject({
    commandId,
    channelId: id,
    itemId: id,
    /** Null: until someone unpins it. */
    endsAt: z.nullable(time),
    /** An announcement that makes room for it; one that is not pinned any more is left alone. */
    insteadOf: z.optional(id),
  }),
  output: changed,
  errors: ['id_reused', 'archived', 'banned', 'deleted', 'unconfirmed', 'too_late', 'too_many_pinned'],
  rate: { limit: 60, perSeconds: 600 },
})

export const unpinAnnouncement = defineCommand({
  name: 'announcement.unpin',
  summary: 'Take an announcement down from above the channel; it stays in the timeline.',
  effect: 'change',
  input: z.strictObject({ commandId, channelId: id, itemId: id }),
  output: changed,
  errors: ['id_reused', 'archived', 'banned', 'deleted', 'unconfirmed'],
  rate: { limit: 60, perSeconds: 600 },
})

export const acknowledge = defineCommand({
  name: 'announcement.acknowledge',
  summary: 'Say that I have read an announcement that asks so; of it only counts of many leave.',
  effect: 'change',
  input: z.strictObject({ commandId, channelId: id, itemId: id }),
  output: z.object({}),
  errors: ['id_reused', 'deleted'],
  rate: { limit: 120, perSeconds: 60 },
})

import * as z from 'zod/mini'
import { defineCommand, defineKind } from './define.ts'
import { changed } from './log.ts'
import { scope } from './people.ts'
import { commandId, id, text, time } from './values.ts'

/** Why someone reports what another wrote. */
export const reportReasons = ['hurtful', 'private', 'advertising', 'elsewhere', 'other'] as const

/** `review`: its author asks moderators to look again at what they hid. */
export const reportReason = z.enum([...reportReasons, 'review'])
export type ReportReason = z.output<typeof reportReason>

/** What one person reported: an item of that person's own channel (L11), so that nobody else sees who did. */
export const report = defineKind({
  kind: 'report',
  content: z.object({
    channelId: id,
    itemId: id,
    reason: reportReason,
    text: z.optional(z.string()),
    /** Handled: a moderator has looked at it. */
    state: z.enum(['open', 'withdrawn', 'handled']),
  }),
  countsAsUnread: false,
  plainText: () => '',
})
export type ReportContent = z.output<typeof report.content>

/** The id of that item in the person's own channel. */
export const reportItemId = (itemId: string): string => `report.${itemId}`

/** What moderators do. A ban and its end come by `person.ban` and `person.liftBan`, and are kept with the others. */
export const moderationAct = z.enum(['hide', 'restore', 'dismiss', 'ban', 'lift'])
export type ModerationAct = z.output<typeof moderationAct>

/** What moderators did to something of one person, or to that person: told by an item of that person's own channel. */
export const moderated = defineKind({
  kind: 'moderated',
  content: z.object({
    act: moderationAct,
    /** The channel, or `all`. */
    scope,
    /** What it is about; null for a ban. */
    itemId: z.nullable(id),
    reason: z.string(),
    until: z.nullable(time),
    /** The person has said to have seen this. */
    seen: z.boolean(),
  }),
  countsAsUnread: false,
  plainText: (content) => content.reason,
})
export type ModeratedContent = z.output<typeof moderated.content>

/** How much waits for one moderator: an item of that person's own channel, which changes when the list does. */
export const desk = defineKind({
  kind: 'desk',
  content: z.object({
    /** Reported items that nobody has dealt with. */
    open: z.int(),
    /** Rises with every report and every act in what this person moderates. */
    turn: z.int(),
  }),
  countsAsUnread: false,
  plainText: () => '',
})
export const deskItemId = 'desk'

const onItem = { commandId, channelId: id, itemId: id }
const rate = { limit: 60, perSeconds: 600 }

export const makeReport = defineCommand({
  name: 'report.make',
  summary: 'Report an item to the moderators of its channel; nobody else is told who did.',
  effect: 'change',
  input: z.strictObject({ ...onItem, reason: z.enum(reportReasons), text: z.optional(text(1000)) }),
  output: z.object({}),
  errors: ['id_reused', 'banned', 'deleted'],
  rate: { limit: 30, perSeconds: 600 },
})

export const askReview = defineCommand({
  name: 'report.askReview',
  summary: 'Ask moderators to look again at an own item that they hid.',
  effect: 'change',
  input: z.strictObject({ ...onItem, text: text(1000) }),
  output: z.object({}),
  errors: ['id_reused', 'handled'],
  rate: { limit: 30, perSeconds: 600 },
})

export const withdrawReport = defineCommand({
  name: 'report.withdraw',
  summary: 'Take back an own report that nobody has dealt with.',
  effect: 'change',
  input: z.strictObject(onItem),
  output: z.object({}),
  errors: ['id_reused', 'handled'],
  rate,
})

const reason = text(400)

export const hideItem = defineCommand({
  name: 'moderation.hide',
  summary: 'Hide an item from all but the moderators of its channel; its author is told why.',
  effect: 'change',
  input: z.strictObject({ ...onItem, reason }),
  output: changed,
  errors: ['id_reused', 'banned', 'unconfirmed', 'deleted', 'handled'],
  rate,
})

export const showItem = defineCommand({
  name: 'moderation.restore',
  summary: 'Show a hidden item again.',
  effect: 'change',
  input: z.strictObject({ ...onItem, reason: z.optional(reason) }),
  output: changed,
  errors: ['id_reused', 'banned', 'unconfirmed', 'handled'],
  rate,
})

export const dismissReports = defineCommand({
  name: 'moderation.dismiss',
  summary: 'Leave a reported item as it is.',
  effect: 'change',
  input: z.strictObject({ ...onItem, reason: z.optional(reason) }),
  output: z.object({}),
  errors: ['id_reused', 'banned', 'unconfirmed', 'handled'],
  rate,
})

export const sayNoticed = defineCommand({
  name: 'moderation.noticed',
  summary: 'Say that I have seen what moderators told me.',
  effect: 'change',
  input: z.strictObject({ commandId, noticeId: id }),
  output: z.object({}),
  errors: ['id_reused'],
  rate,
})

import * as z from 'zod/mini'
import { defineCommand } from './define.ts'
import { moderationAct, reportReason } from './moderation.ts'
import { scope } from './people.ts'
import { id, time } from './values.ts'

/** What moderators alone ask: apart, so that nobody else's first page carries it. */

export const listReports = defineCommand({
  name: 'report.list',
  summary: 'What is reported in all that I moderate and nobody has dealt with, newest first.',
  effect: 'read',
  input: z.strictObject({}),
  output: z.object({
    reported: z.array(
      z.object({
        channelId: id,
        /** A moderator of a village need not have all its projects at hand. */
        channelName: z.nullable(z.string()),
        itemId: id,
        /** Of the last report. */
        at: time,
        /** Every report without who made it, oldest first. */
        reports: z.array(z.object({ reason: reportReason, text: z.nullable(z.string()), at: time })),
        kind: z.string(),
        authorId: z.nullable(id),
        createdAt: time,
        /** What it says, also while it is hidden; null when its author took it back. */
        content: z.nullable(z.unknown()),
        hidden: z.boolean(),
      }),
    ),
    /** Whether there are more than these. */
    more: z.boolean(),
  }),
  rate: { limit: 240, perSeconds: 60 },
})

export const listActs = defineCommand({
  name: 'moderation.acts',
  summary: 'What moderators did in all that I moderate, newest first.',
  effect: 'read',
  input: z.strictObject({
    /** Only what was done before this time. */
    before: z.optional(time),
  }),
  output: z.object({
    acts: z.array(
      z.object({
        actId: z.string(),
        act: moderationAct,
        scope,
        /** Null for `all`. */
        channelName: z.nullable(z.string()),
        itemId: z.nullable(id),
        /** Whose item it was, or who was banned. */
        personId: z.nullable(id),
        by: id,
        at: time,
        reason: z.string(),
        until: z.nullable(time),
      }),
    ),
    more: z.boolean(),
  }),
  rate: { limit: 120, perSeconds: 60 },
})

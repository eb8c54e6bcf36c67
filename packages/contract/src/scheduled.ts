import * as z from 'zod/mini'
import { defineKind } from './define.ts'
import { id, time } from './values.ts'

/** How many messages of one person wait to be sent. */
export const maxScheduled = 50
/** How far ahead a message can be scheduled: a year, and a day for who counts it otherwise. */
export const scheduleAheadMs = 366 * 86_400_000

/**
 * A message that is sent later: an item of the person's own channel (L11). `sending` while that is under way;
 * `failed`, with why, when it may not be said there any more. What was sent or called off is deleted.
 */
export const scheduled = defineKind({
  kind: 'scheduled',
  content: z.object({
    channelId: id,
    text: z.string(),
    replyTo: z.optional(id),
    sendAt: time,
    state: z.enum(['waiting', 'sending', 'failed']),
    /** Error code of the refusal. */
    code: z.optional(z.string()),
    /** When whoever sends it next takes it up. */
    nextAt: z.optional(time),
  }),
  countsAsUnread: false,
  plainText: () => '',
})
export type ScheduledContent = z.output<typeof scheduled.content>

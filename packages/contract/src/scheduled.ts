import * as z from 'zod/mini'
import { defineCommand, defineKind } from './define.ts'
import { postMessage } from './messages.ts'
import { commandId, id, time } from './values.ts'

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

export const putScheduled = defineCommand({
  name: 'scheduled.put',
  summary: 'Send a message in a channel later, or change one that waits or failed.',
  effect: 'change',
  input: z.strictObject({
    commandId,
    channelId: id,
    text: postMessage.input.shape.text,
    replyTo: z.optional(id),
    sendAt: time,
    /** The one that is changed; without it a new one is made. */
    itemId: z.optional(id),
  }),
  output: z.object({}),
  errors: ['id_reused', 'archived', 'banned', 'unconfirmed', 'too_late', 'too_many_scheduled'],
  rate: { limit: 60, perSeconds: 600 },
})

const onScheduled = z.strictObject({ commandId, channelId: id, itemId: id })

export const cancelScheduled = defineCommand({
  name: 'scheduled.cancel',
  summary: 'Call off a message that was to be sent later, or drop one that failed.',
  effect: 'change',
  input: onScheduled,
  output: z.object({}),
  errors: ['id_reused', 'too_late'],
  rate: { limit: 60, perSeconds: 60 },
})

export const sendScheduled = defineCommand({
  name: 'scheduled.sendNow',
  summary: 'Send now what was to be sent later.',
  effect: 'change',
  input: onScheduled,
  output: z.object({}),
  errors: ['id_reused', 'archived', 'banned', 'unconfirmed', 'too_late', 'too_many_scheduled'],
  rate: { limit: 60, perSeconds: 60 },
})

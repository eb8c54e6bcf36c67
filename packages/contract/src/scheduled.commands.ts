import * as z from 'zod/mini'
import { defineCommand } from './define.ts'
import { postMessage } from './messages.ts'
import { commandId, id, time } from './values.ts'

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

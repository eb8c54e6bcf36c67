import * as z from 'zod/mini'
import { defineCommand, defineKind } from './define.ts'
import { changed } from './log.ts'
import { maxMentions, mentionsIn } from './mentions.ts'
import { commandId, id, text, time } from './values.ts'

export const maxMessageLength = 4000

/** What one says in a message; whom it calls stands in it as tokens (`mentions.ts`). */
const messageText = text(maxMessageLength).check(
  z.refine((value) => mentionsIn(value).length <= maxMentions, 'calls too many'),
)

export const message = defineKind({
  kind: 'message',
  content: z.object({
    text: z.string(),
    /** What it answers, an item of the same channel, and whose that is; null for what is nobody's. */
    replyTo: z.optional(z.object({ itemId: id, authorId: z.nullable(id) })),
  }),
  countsAsUnread: true,
  catchUp: 'talk',
  notifies: 'talk',
  plainText: (content) => content.text,
})
export type MessageContent = z.output<typeof message.content>

export const postMessage = defineCommand({
  name: 'message.post',
  summary: 'Write a message in a channel.',
  effect: 'change',
  input: z.strictObject({
    commandId,
    channelId: id,
    text: messageText,
    /** An item of the channel that it answers. */
    replyTo: z.optional(id),
    /** When it was written, if that was well before it could be sent. */
    writtenAt: z.optional(time),
  }),
  output: changed,
  errors: ['id_reused', 'archived', 'banned', 'unconfirmed'],
  rate: { limit: 60, perSeconds: 60 },
})

export const editMessage = defineCommand({
  name: 'message.edit',
  summary: 'Change the text of an own message.',
  effect: 'change',
  input: z.strictObject({ commandId, channelId: id, itemId: id, text: messageText }),
  output: changed,
  errors: ['id_reused', 'archived', 'banned', 'deleted', 'unconfirmed'],
  rate: { limit: 60, perSeconds: 60 },
})

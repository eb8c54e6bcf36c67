import * as z from 'zod/mini'
import { defineCommand, defineKind } from './define.ts'
import { changed } from './log.ts'
import { commandId, id, text, time } from './values.ts'

export const maxMessageLength = 4000

export const message = defineKind({
  kind: 'message',
  content: z.object({ text: z.string() }),
  countsAsUnread: true,
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
    text: text(maxMessageLength),
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
  input: z.strictObject({ commandId, channelId: id, itemId: id, text: text(maxMessageLength) }),
  output: changed,
  errors: ['id_reused', 'archived', 'banned', 'deleted', 'unconfirmed'],
  rate: { limit: 60, perSeconds: 60 },
})

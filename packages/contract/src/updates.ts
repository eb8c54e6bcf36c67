import * as z from 'zod/mini'
import { defineCommand, defineKind } from './define.ts'
import { changed } from './log.ts'
import { commandId, id, line, text, time } from './values.ts'

/** News from a project: lives in the project’s channel, streams to its villages and topics as shares. */
export const update = defineKind({
  kind: 'update',
  content: z.object({ title: z.string(), text: z.string() }),
  countsAsUnread: true,
  catchUp: 'update',
  notifies: 'news',
  plainText: (content) => `${content.title}\n${content.text}`,
})
export type UpdateContent = z.output<typeof update.content>

export const postUpdate = defineCommand({
  name: 'update.post',
  summary: 'Tell news from a project; it also shows in the project’s villages and topics.',
  effect: 'change',
  input: z.strictObject({
    commandId,
    channelId: id,
    title: line(120),
    text: text(8000),
    writtenAt: z.optional(time),
  }),
  output: changed,
  errors: ['id_reused', 'archived', 'banned', 'unconfirmed'],
  rate: { limit: 30, perSeconds: 600 },
})

export const editUpdate = defineCommand({
  name: 'update.edit',
  summary: 'Change news from a project, everywhere it shows.',
  effect: 'change',
  input: z.strictObject({ commandId, channelId: id, itemId: id, title: line(120), text: text(8000) }),
  output: changed,
  errors: ['id_reused', 'archived', 'banned', 'deleted', 'unconfirmed'],
  rate: { limit: 60, perSeconds: 600 },
})

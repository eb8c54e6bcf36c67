import * as z from 'zod/mini'
import { defineCommand } from './define.ts'
import { changed, item } from './log.ts'
import { commandId, day, id, line, text, time } from './values.ts'

const words = { title: text(500), why: text(2000), decidedBy: line(80), decidedOn: day }

export const recordDecision = defineCommand({
  name: 'decision.record',
  summary: 'Write down what was decided, why, by whom and when.',
  effect: 'change',
  input: z.strictObject({
    commandId,
    channelId: id,
    ...words,
    /** The item of the channel that it is made from. */
    fromId: z.optional(id),
    writtenAt: z.optional(time),
  }),
  output: changed,
  errors: ['id_reused', 'archived', 'banned', 'deleted', 'unconfirmed'],
  rate: { limit: 30, perSeconds: 600 },
})

export const changeDecision = defineCommand({
  name: 'decision.change',
  summary: 'Change what a decision says, and say why; what it said before stays to be read.',
  effect: 'change',
  input: z.strictObject({ commandId, channelId: id, itemId: id, ...words, reason: text(500) }),
  output: changed,
  errors: ['id_reused', 'archived', 'banned', 'deleted', 'unconfirmed'],
  rate: { limit: 60, perSeconds: 600 },
})

export const listDecisions = defineCommand({
  name: 'decision.list',
  summary: 'What was decided in a channel and in its projects, a page at a time, the newest first.',
  effect: 'read',
  large: true,
  input: z.strictObject({
    channelId: id,
    /** Only what was written down before this moment. */
    before: z.optional(time),
  }),
  output: z.object({
    decisions: z.array(z.object({ channelId: id, name: z.string(), item })),
    more: z.boolean(),
  }),
  rate: { limit: 60, perSeconds: 60 },
})

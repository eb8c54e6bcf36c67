import * as z from 'zod/mini'
import { defineCommand } from './define.ts'
import { changed, item } from './log.ts'
import { maxMessageLength } from './messages.ts'
import { commandId, id, text, textOrNone, time } from './values.ts'

const reason = text(500)
const onQuestion = { commandId, channelId: id, itemId: id }
const later = { writtenAt: z.optional(time) }
const refused = ['id_reused', 'archived', 'banned', 'unconfirmed', 'deleted'] as const

export const askQuestion = defineCommand({
  name: 'question.ask',
  summary: 'Ask the municipality or a village something that is to be answered.',
  effect: 'change',
  input: z.strictObject({
    commandId,
    channelId: id,
    text: text(maxMessageLength),
    /** The village that is asked, of this channel; null: the municipality. */
    villageId: z.nullable(id),
    /** The item of the channel that it is made from. */
    fromId: z.optional(id),
    ...later,
  }),
  output: changed,
  errors: [...refused, 'too_many_questions'],
  rate: { limit: 30, perSeconds: 600 },
})

export const takeQuestion = defineCommand({
  name: 'question.take',
  summary: 'Promise an answer: for myself, for another person or for a team.',
  effect: 'change',
  input: z.strictObject({
    ...onQuestion,
    ownerId: z.optional(id),
    teamName: z.optional(textOrNone(80)),
    dueAt: time,
    ...later,
  }),
  output: changed,
  errors: [...refused, 'too_late', 'other_state'],
  rate: { limit: 60, perSeconds: 600 },
})

export const changeQuestion = defineCommand({
  name: 'question.change',
  summary: 'Hand a question over or put its answer off, and say why; only what is named changes.',
  effect: 'change',
  input: z.strictObject({
    ...onQuestion,
    set: z.strictObject({
      villageId: z.optional(z.nullable(id)),
      ownerId: z.optional(id),
      teamName: z.optional(text(80)),
      dueAt: z.optional(time),
    }),
    reason,
    ...later,
  }),
  output: changed,
  errors: [...refused, 'too_late', 'other_state'],
  rate: { limit: 60, perSeconds: 600 },
})

export const answerQuestion = defineCommand({
  name: 'question.answer',
  summary: 'Say which item of the channel answers a question.',
  effect: 'change',
  input: z.strictObject({ ...onQuestion, answerId: id, ...later }),
  output: changed,
  errors: [...refused, 'other_state'],
  rate: { limit: 60, perSeconds: 600 },
})

export const reopenQuestion = defineCommand({
  name: 'question.reopen',
  summary: 'Ask a question again that was answered, and say what is missing.',
  effect: 'change',
  input: z.strictObject({ ...onQuestion, reason, ...later }),
  output: changed,
  errors: [...refused, 'other_state', 'too_many_questions'],
  rate: { limit: 30, perSeconds: 600 },
})

/** Figures are shown of so many answered questions and more: of fewer they tell of someone (W5). */
export const minAnswered = 5

/** `answered` and the median are null where there are too few to tell. */
const figure = { open: z.int(), answered: z.nullable(z.int()), medianMs: z.nullable(z.int()) }

export const listQuestions = defineCommand({
  name: 'question.list',
  summary: 'Open questions and how fast they are answered, of all channels that I may read, or of one.',
  effect: 'read',
  large: true,
  input: z.strictObject({
    /** Only of this channel, and of the projects that belong to it. */
    channelId: z.optional(id),
  }),
  output: z.object({
    /** What was promised first first; then what nobody has promised yet, the oldest first. */
    questions: z.array(z.object({ channelId: id, name: z.string(), item })),
    /** Of what was answered in the last year. Never of a person. */
    villages: z.array(z.object({ villageId: id, name: z.string(), ...figure })),
    teams: z.array(z.object({ teamName: z.string(), ...figure })),
  }),
  rate: { limit: 60, perSeconds: 60 },
})

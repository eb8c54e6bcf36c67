import * as z from 'zod/mini'
import { defineKind } from './define.ts'
import { id, time } from './values.ts'

/** Questions that are not answered yet in one channel: as many come with every fresh page of it. */
export const maxOpenQuestions = 50

/** `taken`: somebody promised an answer. A question that is asked again is `open`. */
export const questionStates = ['open', 'taken', 'answered'] as const
export type QuestionState = (typeof questionStates)[number]

/** What of a question changes and is told. `null` and empty words say that there is none. */
const changing = {
  state: z.enum(questionStates),
  /** The village that is asked; null: the municipality. */
  villageId: z.nullable(id),
  /** Whose it is: a person, or in words a team of the municipality or a group; never both. */
  ownerId: z.nullable(id),
  teamName: z.string(),
  /** The promise: the end of the day by which there is an answer. */
  dueAt: z.nullable(time),
  /** What answered it, an item of the same channel. */
  answerId: z.nullable(id),
}
export type QuestionField = keyof typeof changing
export const questionFields = Object.keys(changing) as QuestionField[]

/** A question to the municipality or to a village, as it is now. It stands until it is answered. */
export const question = defineKind({
  kind: 'question',
  content: z.object({
    text: z.string(),
    /** The item that it was made from. */
    fromId: z.optional(id),
    ...changing,
    /** Who made the promise; reminded where it is not one person's. */
    promisedById: z.nullable(id),
    /** When whose it is will be reminded next. */
    remindAt: z.nullable(time),
    answeredAt: z.nullable(time),
  }),
  countsAsUnread: true,
  catchUp: 'talk',
  notifies: 'talk',
  plainText: ({ text }) => text,
})
export type QuestionContent = z.output<typeof question.content>

/** What happened to a question: what was, what is, and why. */
export const questionChange = defineKind({
  kind: 'questionChange',
  content: z.object({
    questionId: id,
    /** How the question begins. */
    text: z.string(),
    act: z.enum(['take', 'change', 'answer', 'reopen']),
    reason: z.nullable(z.string()),
    changes: z.array(
      z.object({
        field: z.string(),
        from: z.nullable(z.union([z.string(), z.number()])),
        to: z.nullable(z.union([z.string(), z.number()])),
      }),
    ),
  }),
  countsAsUnread: true,
  catchUp: 'talk',
  notifies: 'talk',
  plainText: ({ text, reason }) => (reason === null ? text : `${reason}\n${text}`),
})
export type QuestionChangeContent = z.output<typeof questionChange.content>
export type QuestionFieldChange = QuestionChangeContent['changes'][number]

/** Reminds whoever promised an answer. Shows in no timeline, and is nobody else's to hear. */
export const questionReminder = defineKind({
  kind: 'questionReminder',
  content: z.object({ questionId: id, text: z.string(), dueAt: time, when: z.enum(['before', 'due']) }),
  countsAsUnread: false,
  plainText: ({ text }) => text,
})
export type QuestionReminderContent = z.output<typeof questionReminder.content>

/**
 * For whom a question waits: whose it is, else who promised an answer, else the word for those who are asked. Null once
 * it is answered.
 */
export const waitsFor = (content: QuestionContent): string | null => {
  const { state, ownerId, promisedById, villageId } = content
  if (state === 'answered') return null
  if (state === 'taken') return ownerId ?? promisedById
  return askedOf(villageId)
}

/** The word for those who are asked. */
export const askedOf = (villageId: string | null): 'officials' | 'moderators' =>
  villageId === null ? 'officials' : 'moderators'

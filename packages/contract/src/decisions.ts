import * as z from 'zod/mini'
import { defineKind } from './define.ts'
import { id } from './values.ts'

/** What was decided, why, by which body or role, and on which day. What it said before is kept beside it. */
export const decision = defineKind({
  kind: 'decision',
  content: z.object({
    title: z.string(),
    why: z.string(),
    decidedBy: z.string(),
    /** A day of the calendar, `YYYY-MM-DD`. */
    decidedOn: z.string(),
    /** The item that it was made from. */
    fromId: z.optional(id),
    /** Why it says something else than before. */
    reason: z.optional(z.string()),
  }),
  countsAsUnread: true,
  catchUp: 'update',
  notifies: 'news',
  plainText: ({ title, why, decidedBy }) => `${title}\n${why}\n${decidedBy}`,
})
export type DecisionContent = z.output<typeof decision.content>

import * as z from 'zod/mini'
import { defineKind } from './define.ts'
import { day, id, line, textOrNone } from './values.ts'

export const planSorts = ['milestone', 'action', 'step'] as const
export const planStates = ['planned', 'busy', 'done', 'dropped'] as const

/** What of a part can change, each with what it may be. `null` and empty words say that there is none. */
const fields = {
  title: line(120),
  note: textOrNone(2000),
  /** Whose it is: a person, or in words a group or an organisation; never both. */
  ownerId: z.nullable(id),
  ownerName: textOrNone(80),
  /** The first day; null for what is only to be ready by `until`. */
  from: z.nullable(day),
  until: z.nullable(day),
  state: z.enum(planStates),
  /** The milestone that it belongs to; always null for a milestone. */
  underId: z.nullable(id),
  /** Where it stands among the others, lower first, with room between them. */
  place: z.int().check(z.minimum(0), z.maximum(2 ** 48)),
}
export type PlanField = keyof typeof fields
export const planFields = Object.keys(fields) as PlanField[]

/** One part of the living plan of a project, as it is now. Tells nothing by itself: its changes do. */
export const planPart = defineKind({
  kind: 'planPart',
  content: z.object({ sort: z.enum(planSorts), ...fields }),
  countsAsUnread: false,
  plainText: ({ title, note }) => `${title}\n${note}`.trim(),
})
export type PlanPartContent = z.output<typeof planPart.content>

/** What was a field, and what it became. `from` is null for a part that is new. */
const fieldChange = z.object({
  field: z.enum(planFields),
  from: z.nullable(z.union([z.string(), z.number()])),
  to: z.nullable(z.union([z.string(), z.number()])),
})
export type PlanFieldChange = z.output<typeof fieldChange>

/** That the plan changed, and why. Taken together in their order, the changes are the plan of any moment. */
export const planChange = defineKind({
  kind: 'planChange',
  content: z.object({
    partId: id,
    sort: z.enum(planSorts),
    /** The part's title before the change. */
    title: z.string(),
    act: z.enum(['add', 'change']),
    reason: z.nullable(z.string()),
    changes: z.array(fieldChange),
  }),
  countsAsUnread: true,
  catchUp: 'plan',
  // A plan that is filled in would call a device for each of its parts.
  notifies: 'talk',
  plainText: ({ title, reason }) => (reason === null ? title : `${title}\n${reason}`),
})
export type PlanChangeContent = z.output<typeof planChange.content>

/** A part's id follows from the command that added it. */
export const planPartIdOf = (addedBy: string): string => `p.${addedBy}`

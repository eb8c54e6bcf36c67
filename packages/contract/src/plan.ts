import * as z from 'zod/mini'
import { defineCommand, defineKind } from './define.ts'
import { changed, item } from './log.ts'
import { commandId, day, id, line, rev, text, textOrNone, time } from './values.ts'

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
/** The same, each left out where nothing is said of it. */
const optional = Object.fromEntries(
  Object.entries(fields).map(([field, schema]) => [field, z.optional<z.ZodMiniType>(schema)]),
) as unknown as { [Field in keyof typeof fields]: z.ZodMiniOptional<(typeof fields)[Field]> }

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

const reason = text(500)

export const addToPlan = defineCommand({
  name: 'plan.add',
  summary: 'Put a milestone, an action or a step in the plan of a project.',
  effect: 'change',
  input: z.strictObject({
    commandId,
    channelId: id,
    ...optional,
    sort: z.enum(planSorts),
    title: fields.title,
    place: fields.place,
    reason: z.optional(reason),
    writtenAt: z.optional(time),
  }),
  output: changed,
  errors: ['id_reused', 'archived', 'banned', 'unconfirmed'],
  rate: { limit: 120, perSeconds: 600 },
})

export const changePlan = defineCommand({
  name: 'plan.change',
  summary: 'Change a part of the plan and say why; only what is named changes.',
  effect: 'change',
  input: z.strictObject({
    commandId,
    channelId: id,
    partId: id,
    set: z.strictObject(optional),
    reason,
    writtenAt: z.optional(time),
  }),
  output: changed,
  errors: ['id_reused', 'archived', 'banned', 'unconfirmed'],
  rate: { limit: 120, perSeconds: 600 },
})

export const readPlan = defineCommand({
  name: 'plan.read',
  summary: 'The whole plan of a project, as it is or as it was.',
  effect: 'read',
  large: true,
  input: z.strictObject({
    channelId: id,
    /** As the change with this place in the log left it. */
    upTo: z.optional(rev),
  }),
  output: z.object({
    /** Of which rev of the channel this is: newer states of the parts come with the channel. */
    asOf: rev,
    items: z.array(item),
  }),
  rate: { limit: 120, perSeconds: 60 },
})

export const listPlanChanges = defineCommand({
  name: 'plan.changes',
  summary: 'What changed in the plan of a project, a page at a time, the newest first.',
  effect: 'read',
  large: true,
  input: z.strictObject({ channelId: id, before: z.optional(rev) }),
  output: z.object({ items: z.array(item), more: z.boolean() }),
  rate: { limit: 120, perSeconds: 60 },
})

export const lookAhead = defineCommand({
  name: 'plan.ahead',
  summary: 'What comes next in the plans of the projects of a village or topic.',
  effect: 'read',
  large: true,
  input: z.strictObject({ channelId: id }),
  output: z.object({
    /** Those with a plan that may be read; the one with the earliest date first, then those without any. */
    projects: z.array(
      z.object({
        channelId: id,
        name: z.string(),
        /** What is not done yet and has a last day, the earliest first; at most three. */
        next: z.array(item),
      }),
    ),
  }),
  rate: { limit: 60, perSeconds: 60 },
})

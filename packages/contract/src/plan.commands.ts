import * as z from 'zod/mini'
import { defineCommand } from './define.ts'
import { changed, item } from './log.ts'
import { planPart, planSorts } from './plan.ts'
import { commandId, id, rev, text, time } from './values.ts'

const { sort: _, ...fields } = planPart.content.shape
/** The same, each left out where nothing is said of it. */
const optional = Object.fromEntries(
  Object.entries(fields).map(([field, schema]) => [field, z.optional<z.ZodMiniType>(schema)]),
) as unknown as { [Field in keyof typeof fields]: z.ZodMiniOptional<(typeof fields)[Field]> }

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

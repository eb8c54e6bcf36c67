import * as z from 'zod/mini'
import { defineKind } from './define.ts'
import { id, textOrNone } from './values.ts'

export const projectStates = ['idea', 'preparing', 'busy', 'resting', 'done'] as const

/** What a project is for, how far it is, and whom to ask: one such item in the project's own log. */
export const project = defineKind({
  kind: 'project',
  content: z.object({
    /** One sentence each; empty while nobody said it. */
    goal: textOrNone(200),
    expectedYield: textOrNone(200),
    state: z.enum(projectStates),
    /** People of either side; which side is seen from their role. */
    contactIds: z.array(id).check(z.maxLength(10)),
  }),
  countsAsUnread: false,
  plainText: ({ goal, expectedYield }) => `${goal}\n${expectedYield}`.trim(),
})
export type ProjectContent = z.output<typeof project.content>

/** The id that this item has in every project. */
export const projectItemId = 'project'

/** What there is to say of a project of which nobody said anything. */
export const newProject: ProjectContent = { goal: '', expectedYield: '', state: 'busy', contactIds: [] }

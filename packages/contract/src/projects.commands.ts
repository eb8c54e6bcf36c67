import * as z from 'zod/mini'
import { defineCommand } from './define.ts'
import { changed } from './log.ts'
import { project } from './projects.ts'
import { commandId, id } from './values.ts'

const { goal, expectedYield, state, contactIds } = project.content.shape

export const describeProject = defineCommand({
  name: 'project.describe',
  summary: 'Say what a project is for, how far it is and whom to ask; only what is named changes.',
  effect: 'change',
  input: z.strictObject({
    commandId,
    channelId: id,
    goal: z.optional(goal),
    expectedYield: z.optional(expectedYield),
    state: z.optional(state),
    contactIds: z.optional(contactIds),
  }),
  output: changed,
  errors: ['id_reused', 'archived', 'banned', 'unconfirmed'],
  rate: { limit: 60, perSeconds: 600 },
})

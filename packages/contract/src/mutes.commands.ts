import * as z from 'zod/mini'
import { defineCommand } from './define.ts'
import { commandId, id } from './values.ts'

export const mutePerson = defineCommand({
  name: 'mute.put',
  summary: 'Mute a person for myself, or hear them again.',
  effect: 'change',
  input: z.strictObject({ commandId, personId: id, on: z.boolean() }),
  output: z.object({}),
  errors: ['id_reused'],
  rate: { limit: 60, perSeconds: 60 },
})

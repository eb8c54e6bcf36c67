import * as z from 'zod/mini'
import { defineCommand } from './define.ts'
import { item } from './log.ts'
import { commandId, id } from './values.ts'

export const saveItem = defineCommand({
  name: 'saved.put',
  summary: 'Keep an item to come back to, or keep it no longer.',
  effect: 'change',
  input: z.strictObject({ commandId, channelId: id, itemId: id, on: z.boolean() }),
  output: z.object({}),
  errors: ['id_reused'],
  rate: { limit: 120, perSeconds: 60 },
})

/** How many saved items are looked up at a time. */
export const mostLookedUp = 50

export const lookUpSaved = defineCommand({
  name: 'saved.look',
  summary: 'Items as they are now, from any of my channels; what I may not read any more is left out.',
  effect: 'read',
  large: true,
  input: z.strictObject({
    of: z
      .array(z.strictObject({ channelId: id, itemId: id }))
      .check(z.minLength(1), z.maxLength(mostLookedUp)),
  }),
  output: z.object({ found: z.array(z.object({ channelId: id, item })) }),
  rate: { limit: 60, perSeconds: 60 },
})

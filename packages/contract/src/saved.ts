import * as z from 'zod/mini'
import { defineCommand, defineKind } from './define.ts'
import { item } from './log.ts'
import { commandId, id, time } from './values.ts'

/** What one person keeps to come back to: an item of that person's own channel (L11). Of its text nothing is copied. */
export const saved = defineKind({
  kind: 'saved',
  /** `at` is when it was last saved; what was taken out again is not `on`. */
  content: z.object({ channelId: id, itemId: id, at: time, on: z.boolean() }),
  countsAsUnread: false,
  plainText: () => '',
})
export type SavedContent = z.output<typeof saved.content>

/** The id of that item in the person's own channel. What content files name has its channel's id in its own. */
export const savedItemId = (channelId: string, itemId: string): string =>
  itemId.startsWith(`${channelId}.`) ? `s.${itemId}` : `s.${channelId}.${itemId}`

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

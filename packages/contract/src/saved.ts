import * as z from 'zod/mini'
import { defineKind } from './define.ts'
import { id, time } from './values.ts'

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

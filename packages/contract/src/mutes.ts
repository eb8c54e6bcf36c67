import * as z from 'zod/mini'
import { defineKind } from './define.ts'
import { id } from './values.ts'

/**
 * Whom one does not want to hear: an item of that person's own channel (L11), which nobody else learns of. Their talk
 * is folded and not told; official news and announcements are never hidden so. A channel is muted by its notice level.
 */
export const mute = defineKind({
  kind: 'mute',
  content: z.object({ personId: id, on: z.boolean() }),
  countsAsUnread: false,
  plainText: () => '',
})
export type MuteContent = z.output<typeof mute.content>

/** The id of that item in the person's own channel. */
export const muteItemId = (personId: string): string => `m.${personId}`

import * as z from 'zod/mini'
import { defineCommand, defineKind } from './define.ts'
import { commandId, id } from './values.ts'

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

export const mutePerson = defineCommand({
  name: 'mute.put',
  summary: 'Mute a person for myself, or hear them again.',
  effect: 'change',
  input: z.strictObject({ commandId, personId: id, on: z.boolean() }),
  output: z.object({}),
  errors: ['id_reused'],
  rate: { limit: 60, perSeconds: 60 },
})

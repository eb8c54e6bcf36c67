import * as z from 'zod/mini'
import { defineCommand } from './define.ts'
import { changed } from './log.ts'
import { commandId, id, time } from './values.ts'

/** Reactions are words, not pictures that each reads differently. */
export const reactions = ['nice', 'thanks', 'agree', 'withYou', 'question'] as const
export const reaction = z.enum(reactions)
export type Reaction = z.output<typeof reaction>

/** How long its author or a moderator can bring a deleted item back. */
export const undoDeleteMs = 10 * 60 * 1000

const onItem = { commandId, channelId: id, itemId: id }

export const deleteItem = defineCommand({
  name: 'item.delete',
  summary: 'Delete an item; a stub stays in its place.',
  effect: 'change',
  input: z.strictObject(onItem),
  output: changed,
  errors: ['id_reused', 'archived', 'deleted'],
  rate: { limit: 60, perSeconds: 60 },
})

export const restoreItem = defineCommand({
  name: 'item.restore',
  summary: 'Undo a deletion, within ten minutes.',
  effect: 'change',
  input: z.strictObject(onItem),
  output: changed,
  errors: ['id_reused', 'archived', 'too_late', 'banned', 'unconfirmed'],
  rate: { limit: 60, perSeconds: 60 },
})

export const reactToItem = defineCommand({
  name: 'item.react',
  summary: 'Give a reaction, or take it back.',
  effect: 'change',
  input: z.strictObject({ ...onItem, reaction, on: z.boolean() }),
  output: changed,
  errors: ['id_reused', 'archived', 'banned', 'deleted', 'unconfirmed'],
  rate: { limit: 120, perSeconds: 60 },
})

/** Earlier versions that are kept of one item; the oldest go first. */
export const mostVersions = 50

export const itemVersions = defineCommand({
  name: 'item.versions',
  summary:
    'What an official item said before it was changed, oldest first; the present version is not among it.',
  effect: 'read',
  large: true,
  input: z.strictObject({ channelId: id, itemId: id }),
  output: z.object({
    /** `at`: when it began to say so. */
    versions: z.array(z.object({ at: time, content: z.unknown() })),
  }),
  rate: { limit: 120, perSeconds: 60 },
})

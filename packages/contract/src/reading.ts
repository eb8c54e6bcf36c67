import * as z from 'zod/mini'
import { defineCommand, defineKind } from './define.ts'
import { id, rev } from './values.ts'

/** How far a person has read, per channel: one item of the personal channel (L11). */
export const positions = defineKind({
  kind: 'positions',
  content: z.object({ seqByChannel: z.record(id, rev) }),
  countsAsUnread: false,
  plainText: () => '',
})
export const positionsItemId = 'positions'

export const markRead = defineCommand({
  name: 'reading.mark',
  summary: 'Say how far I have read; positions only rise.',
  effect: 'set',
  input: z.strictObject({
    positions: z.array(z.strictObject({ channelId: id, seq: rev })).check(z.minLength(1), z.maxLength(200)),
  }),
  output: z.object({}),
  rate: { limit: 240, perSeconds: 60 },
})

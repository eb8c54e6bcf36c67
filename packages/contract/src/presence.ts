import * as z from 'zod/mini'
import { defineBroadcast, defineCommand } from './define.ts'
import { id } from './values.ts'

/** What someone does in a channel that is on their screen. */
export const doing = z.enum(['here', 'writing', 'away'])
export type Doing = z.output<typeof doing>

/** How long it holds unless it is said again. */
export const presenceHoldsMs = 25_000

/** Not worth keeping: it never enters the log, and is dropped first when a connection is slow (L9). */
export const sayPresence = defineCommand({
  name: 'presence.say',
  summary: 'Tell those who have this channel open that I am here, write, or go.',
  effect: 'set',
  transports: ['socket'],
  input: z.strictObject({ channelId: id, doing }),
  output: z.object({}),
  rate: { limit: 120, perSeconds: 60 },
})

export const presence = defineBroadcast({
  name: 'presence',
  summary: 'What someone does in a channel now.',
  receivers: 'audience',
  payload: z.object({ channelId: id, personId: id, doing }),
})
export type Presence = z.output<typeof presence.payload>

import { type Actor, type ChannelFacts, follows, isStaff, moderates } from './rights.ts'

/** By which of an item's `addresses` it calls someone in a channel: the own id, and words that cover them. */
export const callsOf = (actor: Actor, channel: ChannelFacts): string[] => [
  actor.personId,
  ...(follows(actor, channel) ? ['everyone'] : []),
  ...(isStaff(actor) ? ['officials'] : []),
  ...(moderates(actor, channel) ? ['moderators'] : []),
]

import type { StoredItem } from '../../log/model.ts'
import {
  type Actor,
  type ChannelFacts,
  carries,
  isStaff,
  mayWrite,
  moderates,
  type Verdict,
} from '../../rights/rights.ts'

/** News is told by those who carry the project: staff, moderators, and who joined the project itself. */
export const mayPostUpdate = ({
  actor,
  channel,
}: {
  actor: Actor | null
  channel: ChannelFacts | null
}): Verdict => {
  const verdict = mayWrite(actor, channel)
  if (verdict !== 'ok' || actor === null || channel === null) return verdict
  if (channel.kind !== 'project') return 'forbidden'
  return carries(actor, channel) ? 'ok' : 'forbidden'
}

/** By its author, staff and moderators: news is the project's, not one person's. */
export const mayEditUpdate = (actor: Actor, channel: ChannelFacts, item: StoredItem): Verdict => {
  if (item.kind !== 'update') return 'not_found'
  if (item.deletedAt !== undefined) return 'deleted'
  return item.authorId === actor.personId || isStaff(actor) || moderates(actor, channel) ? 'ok' : 'forbidden'
}

import type { StoredItem } from '../../log/model.ts'
import { type Actor, mayWrite, type Verdict } from '../../rights/rights.ts'
import type { Asked } from '../../wire/serve.ts'

export const mayPost = ({ actor, channel }: Pick<Asked<never>, 'actor' | 'channel'>): Verdict =>
  mayWrite(actor, channel)

/** Only its author changes what a message says; asked with the newest state of the item. */
export const mayEdit = (actor: Actor, item: StoredItem): Verdict => {
  if (item.kind !== 'message') return 'not_found'
  if (item.deletedAt !== undefined) return 'deleted'
  return item.authorId === actor.personId ? 'ok' : 'forbidden'
}

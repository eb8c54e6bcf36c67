import { mentionsIn } from '@bijpraat/contract'
import type { Kinds } from '../../log/kinds.ts'
import type { StoredItem } from '../../log/model.ts'
import {
  type Actor,
  type ChannelFacts,
  isStaff,
  mayWrite,
  moderates,
  type Verdict,
} from '../../rights/rights.ts'
import type { Asked } from '../../wire/serve.ts'

export const mayPost = ({ actor, channel }: Pick<Asked<never>, 'actor' | 'channel'>): Verdict =>
  mayWrite(actor, channel)

/** Only its author changes what a message says; asked with the newest state of the item. */
export const mayEdit = (actor: Actor, item: StoredItem): Verdict => {
  if (item.kind !== 'message') return 'not_found'
  if (item.deletedAt !== undefined) return 'deleted'
  return item.authorId === actor.personId ? 'ok' : 'forbidden'
}

/** Everyone is called by officials and moderators only; who no longer is one may leave it in what said so before. */
export const mayCall = (actor: Actor, channel: ChannelFacts, text: string, before = ''): Verdict => {
  const isNew = mentionsIn(text).includes('everyone') && !mentionsIn(before).includes('everyone')
  return !isNew || isStaff(actor) || moderates(actor, channel) ? 'ok' : 'forbidden'
}

/** What was deleted may be answered: who wrote the answer saw it, and it would be lost. */
export const mayAnswer = (kinds: Kinds, item: StoredItem): Verdict =>
  kinds.get(item.kind)?.answerable ? 'ok' : 'not_found'

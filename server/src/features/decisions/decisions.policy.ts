import type { Kinds } from '../../log/kinds.ts'
import type { StoredItem } from '../../log/model.ts'
import {
  type Actor,
  type ChannelFacts,
  carries,
  mayRead,
  mayWrite,
  type Verdict,
} from '../../rights/rights.ts'

type Asked = { actor: Actor | null; channel: ChannelFacts | null }

/** The municipality, moderators, and who joined the project itself. */
export const mayRecord = ({ actor, channel }: Asked): Verdict => {
  const verdict = mayWrite(actor, channel)
  if (verdict !== 'ok' || actor === null || channel === null) return verdict
  return carries(actor, channel) ? 'ok' : 'forbidden'
}

/** Also what others wrote down: a decision is of a body, not of whoever typed it. */
export const mayChange = (item: StoredItem): Verdict => {
  if (item.kind !== 'decision') return 'not_found'
  return item.deletedAt === undefined ? 'ok' : 'deleted'
}

/** What a decision is made from: what one may answer, and is still there. */
export const mayBeMadeFrom = (kinds: Kinds, item: StoredItem): Verdict => {
  if (!kinds.get(item.kind)?.answerable) return 'not_found'
  return item.deletedAt === undefined ? 'ok' : 'deleted'
}

export const mayListDecisions = ({ actor, channel }: Asked): Verdict => mayRead(actor, channel)

import type { Kinds } from '../../log/kinds.ts'
import type { StoredItem } from '../../log/model.ts'
import { type Actor, audienceOf, type ChannelFacts, mayRead, type Verdict } from '../../rights/rights.ts'

type Asked = { actor: Actor | null; channel: ChannelFacts | null; input: { on: boolean } }

/** One saves what one may read, and takes out anything, also of what is closed by now. */
export const maySave = ({ actor, channel, input }: Asked): Verdict => {
  if (actor === null) return 'not_signed_in'
  return input.on ? mayRead(actor, channel) : 'ok'
}

/** What people say and react to; not what a channel tells of itself, nor what one sees a stub of. */
export const isSavable = (kinds: Kinds, actor: Actor, channel: ChannelFacts, item: StoredItem): Verdict => {
  const kind = kinds.get(item.kind)
  if (!kind?.reactable) return 'not_found'
  if (item.deletedAt !== undefined) return 'not_found'
  const isSeen = audienceOf(actor, channel) === 'members' || kind.publicContent(item.content) !== null
  return isSeen ? 'ok' : 'not_found'
}

export const mayLookUp = ({ actor }: Pick<Asked, 'actor'>): Verdict =>
  actor === null ? 'not_signed_in' : 'ok'

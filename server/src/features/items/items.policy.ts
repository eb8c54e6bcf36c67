import { undoDeleteMs } from '@bijpraat/contract'
import type { Kinds } from '../../log/kinds.ts'
import type { StoredItem } from '../../log/model.ts'
import {
  type Actor,
  audienceOf,
  type ChannelFacts,
  isBanned,
  isKnownTo,
  moderates,
  type Verdict,
} from '../../rights/rights.ts'

type Asked = { actor: Actor | null; channel: ChannelFacts | null }

/** Whoever may see a channel as an insider may take back what is their own, also when banned or archived. */
export const mayTryToDelete = ({ actor, channel }: Asked): Verdict => {
  if (actor === null) return 'not_signed_in'
  return isKnownTo(actor, channel) ? 'ok' : 'not_found'
}

const ownsOrModerates = (actor: Actor, channel: ChannelFacts, item: StoredItem): boolean =>
  item.authorId === actor.personId || (moderates(actor, channel) && !isBanned(actor, channel))

export const mayDelete = (kinds: Kinds, actor: Actor, channel: ChannelFacts, item: StoredItem): Verdict => {
  if (!kinds.get(item.kind)?.deletable) return 'not_found'
  if (item.deletedAt !== undefined) return 'deleted'
  return ownsOrModerates(actor, channel, item) ? 'ok' : 'forbidden'
}

/**
 * Who deleted it brings it back; what a moderator took away, another moderator does, too. What its author took back
 * nobody else shows again.
 */
export const mayRestore = (actor: Actor, channel: ChannelFacts, item: StoredItem, now: number): Verdict => {
  if (item.deletedAt === undefined || !item.removed) return 'too_late'
  if (now - item.deletedAt > undoDeleteMs) return 'too_late'
  const { by } = item.removed
  return by === actor.personId || (by !== item.authorId && moderates(actor, channel)) ? 'ok' : 'forbidden'
}

/** What it said before, to whoever of the channel's readers may read what it says now. */
export const mayReadVersions = (
  kinds: Kinds,
  actor: Actor | null,
  channel: ChannelFacts,
  item: StoredItem,
): Verdict => {
  if (item.content === null) return 'not_found'
  const isShown =
    audienceOf(actor, channel) === 'members' || Boolean(kinds.get(item.kind)?.publicContent(item.content))
  return isShown ? 'ok' : 'not_found'
}

export const mayReact = (kinds: Kinds, item: StoredItem): Verdict => {
  if (!kinds.get(item.kind)?.reactable) return 'not_found'
  return item.deletedAt === undefined ? 'ok' : 'deleted'
}

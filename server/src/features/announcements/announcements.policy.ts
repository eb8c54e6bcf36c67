import type { AnnouncementContent } from '@bijpraat/contract'
import type { StoredItem } from '../../log/model.ts'
import {
  type Actor,
  type ChannelFacts,
  isStaff,
  mayBeInside,
  mayWrite,
  moderates,
  type Verdict,
} from '../../rights/rights.ts'

type Asked = { actor: Actor | null; channel: ChannelFacts | null }

/** Officials and the moderators of the channel, of what they may write in. */
export const mayAnnounce = ({ actor, channel }: Asked): Verdict => {
  const verdict = mayWrite(actor, channel)
  if (verdict !== 'ok' || actor === null || channel === null) return verdict
  return isStaff(actor) || moderates(actor, channel) ? 'ok' : 'forbidden'
}

/** What stands above a channel is for its moderators to say. */
export const mayPin = ({ actor, channel }: Asked): Verdict => {
  const verdict = mayWrite(actor, channel)
  if (verdict !== 'ok' || actor === null || channel === null) return verdict
  return moderates(actor, channel) ? 'ok' : 'forbidden'
}

/** Whoever sees it as an insider says to have read it. */
export const mayAcknowledge = ({ actor, channel }: Asked): Verdict => mayBeInside(actor, channel)

/** Whether it asks to be read. */
export const asksToBeRead = (item: StoredItem): Verdict => {
  const verdict = isPinnable(item)
  if (verdict !== 'ok') return verdict
  return (item.content as AnnouncementContent).asksRead ? 'ok' : 'not_found'
}

/** Whether it can be pinned: nothing else can, and nothing that was deleted. */
export const isPinnable = (item: StoredItem): Verdict => {
  if (item.kind !== 'announcement') return 'not_found'
  return item.deletedAt === undefined ? 'ok' : 'deleted'
}

/** By its author alone: it is said in that person's name. */
export const mayEditAnnouncement = (actor: Actor, item: StoredItem): Verdict => {
  const verdict = isPinnable(item)
  if (verdict !== 'ok') return verdict
  return item.authorId === actor.personId ? 'ok' : 'forbidden'
}

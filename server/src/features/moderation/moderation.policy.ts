import type { Kinds } from '../../log/kinds.ts'
import type { StoredItem } from '../../log/model.ts'
import {
  type Actor,
  type ChannelFacts,
  inGoodStanding,
  isAdmin,
  isBanned,
  isKnownTo,
  moderates,
  type Verdict,
} from '../../rights/rights.ts'

type Asked = { actor: Actor | null; channel: ChannelFacts | null }

/** Whoever the channel exists for; what else must hold depends on the item. */
export const mayReportIn = ({ actor, channel }: Asked): Verdict => {
  if (actor === null) return 'not_signed_in'
  return isKnownTo(actor, channel) ? 'ok' : 'not_found'
}

/** What others say, as long as it stands. */
export const mayReport = (kinds: Kinds, actor: Actor, channel: ChannelFacts, item: StoredItem): Verdict => {
  if (!kinds.get(item.kind)?.deletable) return 'not_found'
  if (isBanned(actor, channel)) return 'banned'
  if (item.authorId === actor.personId) return 'forbidden'
  return item.deletedAt === undefined ? 'ok' : 'deleted'
}

/** One's own, as long as it is hidden; also who is banned. */
export const mayAskReview = (actor: Actor, item: StoredItem): Verdict => {
  if (item.authorId !== actor.personId) return 'not_found'
  return item.hidden ? 'ok' : 'handled'
}

/** One's own: report taken back, or what one was told. */
export const mayChangeOwn = ({ actor }: Pick<Asked, 'actor'>): Verdict =>
  actor === null ? 'not_signed_in' : 'ok'

/** The moderators of the channel, also of what is archived. */
export const mayModerateIn = ({ actor, channel }: Asked): Verdict => {
  if (actor === null) return 'not_signed_in'
  if (!isKnownTo(actor, channel)) return 'not_found'
  const standing = inGoodStanding(actor, channel)
  if (standing !== 'ok') return standing
  return moderates(actor, channel) ? 'ok' : 'forbidden'
}

/** Nobody judges what is their own; where an administrator is the only moderator there is nobody else. */
export const mayJudge = (kinds: Kinds, actor: Actor, item: StoredItem): Verdict => {
  if (!kinds.get(item.kind)?.deletable) return 'not_found'
  return item.authorId === actor.personId && !isAdmin(actor) ? 'forbidden' : 'ok'
}

/** Moderators of anything; of what, each answer says. */
export const mayLookAtDesk = ({ actor }: Pick<Asked, 'actor'>): Verdict => {
  if (actor === null) return 'not_signed_in'
  return isAdmin(actor) || (actor.moderatorOf.size > 0 && !actor.bannedFrom.has('all')) ? 'ok' : 'forbidden'
}

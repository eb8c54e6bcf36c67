import type { QuestionContent } from '@bijpraat/contract'
import type { Kinds } from '../../log/kinds.ts'
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

/** Whoever writes in a channel asks there; of a question itself `mayCarry` and `mayAskAgain` say who. */
export const mayAsk = ({ actor, channel }: Asked): Verdict => mayWrite(actor, channel)

/** Of one channel: who reads it as an insider. Of all that one may read: who is signed in. */
export const mayList = ({
  actor,
  channel,
  input,
}: Asked & { input: { channelId?: string | undefined } }): Verdict => {
  if (input.channelId !== undefined) return mayBeInside(actor, channel)
  return actor === null ? 'not_signed_in' : 'ok'
}

const isThere = (item: StoredItem): Verdict => {
  if (item.kind !== 'question') return 'not_found'
  return item.deletedAt === undefined && item.content !== null ? 'ok' : 'deleted'
}

/** Those who answer: the municipality, moderators, who joined the project itself, and whose it is. */
const carries = (actor: Actor, channel: ChannelFacts, { ownerId }: QuestionContent): boolean =>
  isStaff(actor) ||
  moderates(actor, channel) ||
  (channel.kind === 'project' && actor.memberOf.has(channel.channelId)) ||
  ownerId === actor.personId

/** Takes it up, hands it over, and says what answers it. */
export const mayCarry = (actor: Actor, channel: ChannelFacts, item: StoredItem): Verdict => {
  const verdict = isThere(item)
  if (verdict !== 'ok') return verdict
  return carries(actor, channel, item.content as QuestionContent) ? 'ok' : 'forbidden'
}

/** Whoever asked it, too. */
export const mayAskAgain = (actor: Actor, channel: ChannelFacts, item: StoredItem): Verdict => {
  const verdict = isThere(item)
  return verdict === 'ok' && item.authorId === actor.personId ? 'ok' : mayCarry(actor, channel, item)
}

/** A village of the channel, or the village that it is; always the municipality. */
export const mayBeAsked = (channel: ChannelFacts, villageId: string | null): boolean =>
  villageId === null ||
  channel.villageIds.includes(villageId) ||
  (channel.kind === 'village' && channel.channelId === villageId)

/** What a question is made from or answered with: what one may answer, and is still there. */
export const mayBeNamed = (kinds: Kinds, item: StoredItem): Verdict => {
  if (!kinds.get(item.kind)?.answerable) return 'not_found'
  return item.deletedAt === undefined ? 'ok' : 'deleted'
}

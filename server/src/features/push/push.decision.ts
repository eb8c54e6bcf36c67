import { isNoticed, type NoticeReason, noticeLevelIn } from '@bijpraat/contract'
import type { StoredItem } from '../../log/model.ts'
import type { Note } from '../../platform/brief-notes.ts'
import { callsOf } from '../../rights/calls.ts'
import { type Actor, audienceOf, type ChannelFacts } from '../../rights/rights.ts'
import { type Delivery, tellWithinMs } from './deliveries.store.ts'
import type { ChosenLevels } from './levels.store.ts'
import { wasSeen } from './looking.ts'
import { linkedTo } from './push.ports.ts'
import type { Subscription } from './subscriptions.store.ts'

/** All that a delivery depends on, as it is when it is sent. */
export type Situation = {
  now: number
  subscription: Subscription | undefined
  actor: Actor | null
  channel: ChannelFacts | undefined
  item: StoredItem | undefined
  chosen: ChosenLevels
  /** They muted whoever wrote it, and it is talk. */
  isMuted: boolean
  /** What connections of this device say is on their screen. */
  looking: readonly Note[]
}

export type Decision =
  | { act: 'send'; subscription: Subscription; item: StoredItem }
  /** It may be on the screen already: asked again when that is known. */
  | { act: 'wait' }
  | { act: 'drop'; why: string }

const drop = (why: string): Decision => ({ act: 'drop', why })

/** Whether a device is told of an item now (L10: state and rights are those of this moment). */
export const decide = (delivery: Delivery, situation: Situation): Decision => {
  const { now, subscription, actor, channel, item, chosen, isMuted, looking } = situation
  if (now - delivery.at > tellWithinMs) return drop('late')
  if (!subscription || actor === null) return drop('unsubscribed')
  if (!item || item.deletedAt !== undefined || item.content === null) return drop('deleted')
  if (!channel || audienceOf(actor, channel) !== 'members') return drop('forbidden')
  if (isMuted) return drop('muted')
  const level = noticeLevelIn({
    channelId: channel.channelId,
    linkedIds: linkedTo(channel),
    isMemberOf: (id) => actor.memberOf.has(id),
    chosenFor: (id) => chosen.get(id)?.get(actor.personId),
  })
  if (!isNoticed(level, reasonNow(delivery, actor, channel, item))) return drop('unwanted')
  switch (wasSeen(looking, channel.channelId, delivery.at)) {
    case 'yes':
      return drop('seen')
    case 'unknown':
      return { act: 'wait' }
    case 'no':
      return { act: 'send', subscription, item }
  }
}

/** Who is not called any more, since it was changed or they do another work, hears it as any talk. */
const reasonNow = (
  { reason }: Delivery,
  actor: Actor,
  channel: ChannelFacts,
  { addresses = [] }: StoredItem,
): NoticeReason =>
  reason === 'call' && !callsOf(actor, channel).some((call) => addresses.includes(call)) ? 'talk' : reason

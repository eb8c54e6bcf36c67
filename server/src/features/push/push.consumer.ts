import { isNoticed, type Notifies, noticeLevelIn } from '@bijpraat/contract'
import type { Kinds } from '../../log/kinds.ts'
import type { StoredItem } from '../../log/model.ts'
import type { ChannelFacts } from '../../rights/rights.ts'
import { type Delivery, type DeliveryStore, type NewDelivery, tellWithinMs } from './deliveries.store.ts'
import type { LevelStore } from './levels.store.ts'
import { linkedTo, type PushPorts } from './push.ports.ts'
import type { SubscriptionStore } from './subscriptions.store.ts'

type Parts = Pick<PushPorts, 'factsOf' | 'memberIdsOf'> & {
  kinds: Kinds
  levels: Pick<LevelStore, 'ofChannels' | 'hearingAll'>
  subscriptions: Pick<SubscriptionStore, 'ofPersons'>
  deliveries: Pick<DeliveryStore, 'add'>
  clock: () => number
  /** Who sends in this process; as long as there is none, or no room there, what is added is due for anyone. */
  sender: { room: () => number; takeUp: (mine: readonly Delivery[]) => void; wake: () => void } | null
}

/**
 * Follows the log (L10): for each new item that notifies, writes which devices are to be told. A share notifies of
 * nothing: its home item reaches all who belong to the project, and so each is told once.
 */
export const createPushConsumer = (parts: Parts) => {
  const { kinds, levels, subscriptions, deliveries, sender, clock } = parts

  /** Who should be told, as far as can be known from here; rights are asked when it is sent. */
  const hearersOf = async (channel: ChannelFacts, reason: Notifies): Promise<string[]> => {
    const { channelId } = channel
    if (reason === 'talk') return levels.hearingAll(channelId)
    const linkedIds = linkedTo(channel)
    const around = [channelId, ...linkedIds]
    const [chosen, members] = await Promise.all([levels.ofChannels(around), parts.memberIdsOf(around)])
    const memberOf = new Map(members.map((member) => [member.personId, member.memberOf]))
    const asked = new Set([...memberOf.keys(), ...(chosen.get(channelId)?.keys() ?? [])])
    return [...asked].filter((personId) => {
      const isMemberOf = (id: string) => memberOf.get(personId)?.includes(id) ?? false
      const chosenFor = (id: string) => chosen.get(id)?.get(personId)
      return isNoticed(noticeLevelIn({ channelId, linkedIds, isMemberOf, chosenFor }), reason)
    })
  }

  const deliveriesOf = async (item: StoredItem, reason: Notifies, hearers: readonly string[]) => {
    const others = hearers.filter((personId) => personId !== item.authorId)
    const devices = await subscriptions.ofPersons(others, item.createdAt)
    const { channelId, id: itemId, createdAt: at } = item
    return devices.map(
      ({ _id: sessionId, personId }): NewDelivery => ({ channelId, itemId, reason, personId, sessionId, at }),
    )
  }

  const handle = async (channelId: string, items: readonly StoredItem[], after: number): Promise<void> => {
    const now = clock()
    const fresh = items.flatMap((item) => {
      const reason = kinds.get(item.kind)?.kind.notifies
      const isNew = item.seq > after && item.deletedAt === undefined
      const isLate = now - (item.writtenAt ?? item.createdAt) > tellWithinMs
      return reason && isNew && !isLate ? [{ item, reason }] : []
    })
    if (fresh.length === 0) return
    const channel = (await parts.factsOf([channelId])).get(channelId)
    if (!channel) return
    const hearers = new Map<Notifies, string[]>()
    for (const { item, reason } of fresh) {
      const known = hearers.get(reason) ?? (await hearersOf(channel, reason))
      hearers.set(reason, known)
      const wanted = await deliveriesOf(item, reason, known)
      const claimed = sender !== null && wanted.length <= sender.room()
      const added = await deliveries.add(wanted, { claimed })
      if (claimed) sender.takeUp(added)
      else if (added.length > 0) sender?.wake()
    }
  }

  return { handle }
}

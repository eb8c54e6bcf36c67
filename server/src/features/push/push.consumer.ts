import type { Kinds } from '../../log/kinds.ts'
import type { StoredItem } from '../../log/model.ts'
import { type Delivery, type DeliveryStore, type NewDelivery, tellWithinMs } from './deliveries.store.ts'
import type { LevelStore } from './levels.store.ts'
import { type Hearers, hearersIn } from './push.hearers.ts'
import type { PushPorts } from './push.ports.ts'
import type { SubscriptionStore } from './subscriptions.store.ts'

type Parts = Pick<PushPorts, 'factsOf' | 'memberIdsOf' | 'idsOf'> & {
  kinds: Kinds
  levels: Pick<LevelStore, 'ofChannels' | 'hearingAll'>
  subscriptions: Pick<SubscriptionStore, 'ofPersons'>
  deliveries: Pick<DeliveryStore, 'add'>
  clock: () => number
  /** Who sends in this process; as long as there is none, or no room there, what is added is due for anyone. */
  sender: { room: () => number; takeUp: (mine: readonly Delivery[]) => void; wake: () => void } | null
}

/**
 * Follows the log (L10): for each new item that notifies or calls someone, writes which devices are to be told. A share notifies of
 * nothing: its home item reaches all who belong to the project, and so each is told once.
 */
export const createPushConsumer = (parts: Parts) => {
  const { kinds, subscriptions, deliveries, sender, clock } = parts

  const deliveriesOf = async (item: StoredItem, hearers: Hearers): Promise<NewDelivery[]> => {
    const devices = await subscriptions.ofPersons([...hearers.keys()], item.createdAt)
    const { channelId, id: itemId, createdAt: at } = item
    return devices.flatMap(({ _id: sessionId, personId }) => {
      const reason = hearers.get(personId)
      return reason ? [{ channelId, itemId, reason, personId, sessionId, at }] : []
    })
  }

  const handle = async (channelId: string, items: readonly StoredItem[], after: number): Promise<void> => {
    const now = clock()
    const fresh = items.flatMap((item) => {
      const notifies = kinds.get(item.kind)?.kind.notifies
      const isNew = item.seq > after && item.deletedAt === undefined
      const isLate = now - (item.writtenAt ?? item.createdAt) > tellWithinMs
      return (notifies || item.addresses) && isNew && !isLate ? [{ item, notifies }] : []
    })
    if (fresh.length === 0) return
    const channel = (await parts.factsOf([channelId])).get(channelId)
    if (!channel) return
    const hearersOf = hearersIn(parts, channel)
    for (const { item, notifies } of fresh) {
      const wanted = await deliveriesOf(item, await hearersOf(item, notifies))
      const claimed = sender !== null && wanted.length <= sender.room()
      const added = await deliveries.add(wanted, { claimed })
      if (claimed) sender.takeUp(added)
      else if (added.length > 0) sender?.wake()
    }
  }

  return { handle }
}

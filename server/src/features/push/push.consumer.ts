import { calledAfter } from '../../log/calling.ts'
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
 * Follows the log (L10): for each new item that notifies or calls someone, and each change that calls someone else,
 * writes which devices are to be told. A share notifies of nothing: its home item reaches all who belong to the project,
 * and so each is told once.
 */
export const createPushConsumer = (parts: Parts) => {
  const { kinds, subscriptions, deliveries, sender, clock } = parts

  const deliveriesOf = async (
    { channelId, id: itemId }: StoredItem,
    hearers: Hearers,
    at: number,
  ): Promise<NewDelivery[]> => {
    const devices = await subscriptions.ofPersons([...hearers.keys()], at)
    return devices.flatMap(({ _id: sessionId, personId }) => {
      const reason = hearers.get(personId)
      return reason ? [{ channelId, itemId, reason, personId, sessionId, at }] : []
    })
  }

  const handle = async (channelId: string, items: readonly StoredItem[], after: number): Promise<void> => {
    const now = clock()
    const fresh = items.flatMap((item) => {
      const { addresses, at } = calledAfter(item, after)
      const isNew = item.seq > after
      const notifies = isNew ? kinds.get(item.kind)?.kind.notifies : undefined
      const isLate = now - (isNew ? (item.writtenAt ?? at) : at) > tellWithinMs
      const isTold = (notifies || addresses.length > 0) && item.deletedAt === undefined && !isLate
      return isTold ? [{ item, addresses, notifies, at }] : []
    })
    if (fresh.length === 0) return
    const channel = (await parts.factsOf([channelId])).get(channelId)
    if (!channel) return
    const hearersOf = hearersIn(parts, channel)
    for (const { item, at, ...how } of fresh) {
      const wanted = await deliveriesOf(item, await hearersOf(item, how), at)
      const claimed = sender !== null && wanted.length <= sender.room()
      const added = await deliveries.add(wanted, { claimed })
      if (claimed) sender.takeUp(added)
      else if (added.length > 0) sender?.wake()
    }
  }

  return { handle }
}

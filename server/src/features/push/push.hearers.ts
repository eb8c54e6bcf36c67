import {
  isCalledTogether,
  isNoticed,
  type NoticeReason,
  type Notifies,
  noticeLevelIn,
} from '@bijpraat/contract'
import type { StoredItem } from '../../log/model.ts'
import type { ChannelFacts } from '../../rights/rights.ts'
import type { LevelStore } from './levels.store.ts'
import { linkedTo, type PushPorts } from './push.ports.ts'

type Parts = Pick<PushPorts, 'memberIdsOf' | 'idsOf'> & {
  levels: Pick<LevelStore, 'ofChannels' | 'hearingAll'>
}

type Hearable = { notifies: Notifies | undefined; addresses: readonly string[] }

/** By person, why they should be told. */
export type Hearers = ReadonlyMap<string, NoticeReason>

/**
 * Who should be told of new items of one channel, as far as can be known from here; rights are asked when it is
 * sent. What is asked for is read once.
 */
export const hearersIn = (parts: Parts, channel: ChannelFacts) => {
  const { channelId, villageIds } = channel

  /** Who belongs to the channel or chose something for it, and the level of anyone. */
  const around = once(async () => {
    const linkedIds = linkedTo(channel)
    const ids = [channelId, ...linkedIds]
    const [chosen, members] = await Promise.all([parts.levels.ofChannels(ids), parts.memberIdsOf(ids)])
    const memberOf = new Map(members.map((member) => [member.personId, member.memberOf]))
    const levelOf = (personId: string) =>
      noticeLevelIn({
        channelId,
        linkedIds,
        isMemberOf: (id) => memberOf.get(personId)?.includes(id) ?? false,
        chosenFor: (id) => chosen.get(id)?.get(personId),
      })
    return { near: [...new Set([...memberOf.keys(), ...(chosen.get(channelId)?.keys() ?? [])])], levelOf }
  })
  const hearingAll = once(() => parts.levels.hearingAll(channelId))
  const staff = once(() => parts.idsOf({ staff: true, moderatorOf: [] }))
  const moderators = once(() => parts.idsOf({ staff: false, moderatorOf: ['all', channelId, ...villageIds] }))

  /** A word calls only those whom the channel concerns: an installation may have very many officials. */
  const calledBy = async (address: string): Promise<readonly string[]> => {
    if (!isCalledTogether(address)) return [address]
    const { near } = await around()
    if (address === 'everyone') return near
    const covered = new Set(await (address === 'officials' ? staff() : moderators()))
    return near.filter((personId) => covered.has(personId))
  }

  const heardAs = async (notifies: Notifies | undefined): Promise<readonly string[]> => {
    if (notifies === undefined) return []
    if (notifies === 'talk') return hearingAll()
    const { near, levelOf } = await around()
    return near.filter((personId) => isNoticed(levelOf(personId), notifies))
  }

  /** Of an item, those who hear it as what it is, and whom these addresses call. */
  return async (item: StoredItem, { notifies, addresses }: Hearable): Promise<Hearers> => {
    const hearers = new Map<string, NoticeReason>()
    for (const personId of await heardAs(notifies)) if (notifies) hearers.set(personId, notifies)
    for (const address of addresses) {
      const { levelOf } = await around()
      for (const personId of await calledBy(address))
        if (isNoticed(levelOf(personId), 'call')) hearers.set(personId, 'call')
    }
    if (item.authorId !== null) hearers.delete(item.authorId)
    return hearers
  }
}

const once = <T>(ask: () => Promise<T>): (() => Promise<T>) => {
  let asked: Promise<T> | undefined
  return () => {
    asked ??= ask()
    return asked
  }
}

import { acknowledgedItemId, itemKinds, personalId, shareIdOf } from '@bijpraat/contract'
import { positionsIn } from '../../log/positions.ts'
import { callsOf } from '../../rights/calls.ts'
import type { Actor, ChannelFacts } from '../../rights/rights.ts'
import { choose, isTalk, isUpdate, placesIn } from './catch-up.choice.ts'
import { deedsIn, elsewhere, seenDeeds, type UnreadDeed } from './catch-up.deeds.ts'
import { heardFrom, heardIn, isHeard, type Muted } from './catch-up.heard.ts'
import {
  type CatchUpReads,
  type CatchUpStore,
  countedAtMost,
  type Group,
  type Span,
  type Unread,
} from './catch-up.store.ts'
import { type CatchUp, viewChoice } from './catch-up.view.ts'

type Parts = {
  store: CatchUpStore
  /** The channels that someone follows. */
  followed: (actor: Actor) => Promise<ChannelFacts[]>
  mutedOf: (personId: string) => Promise<Muted>
  clock: () => number
}

/** Of how many deeds it is asked whether they were read elsewhere; older ones count where they are. */
const lookedUpElsewhere = 200

const unreadKinds = [...itemKinds.values()].filter((kind) => kind.countsAsUnread)
const kinds = unreadKinds.map(({ kind }) => kind)
const talkKinds = kinds.filter((kind) => isTalk({ kind }))

/** What someone has not read, as data: for the home screen, and for whatever else tells of it. */
export const createCatchUpService = ({ store, followed, mutedOf, clock }: Parts) => ({
  /** @param of only of this village or topic and its projects */
  read: async (actor: Actor, of?: string): Promise<CatchUp> => {
    const { personId } = actor
    const [channels, muted] = await Promise.all([followed(actor), mutedOf(personId)])
    return store.read(async (reads) => {
      const { positions, channelIds, spans } = await readSpans(reads, actor, channels, of)
      const found = await reads.unread({ channelIds, spans, personId, kinds, talkKinds })
      const unread = heardFrom(muted, found)
      const deeds = await openDeeds(reads, unread, { personId, channels, positions })
      const choice = choose(
        heardIn(muted, unread),
        deeds.filter((deed) => isHeard(muted, deed)),
      )
      const items = await reads.items(placesIn(choice))
      return {
        at: clock(),
        ...viewChoice(choice, items, personId),
        channels: spans.map((span) => countsOf(span, unread, deeds)),
      }
    })
  },
})

export type CatchUpService = ReturnType<typeof createCatchUpService>

const belongsTo = ({ channelId, villageIds, topicIds }: ChannelFacts, of: string): boolean =>
  channelId === of || villageIds.includes(of) || topicIds.includes(of)

/** How far someone has read, and what lies beyond that now in the channels that are asked for. */
const readSpans = async (
  reads: CatchUpReads,
  actor: Actor,
  channels: readonly ChannelFacts[],
  of: string | undefined,
) => {
  const own = personalId(actor.personId)
  const heads = await reads.heads([own, ...channels.map(({ channelId }) => channelId)])
  const headOf = new Map(heads.map((head) => [head.channelId, head]))
  const positions = positionsIn(headOf.get(own))
  const within = channels.filter((channel) => of === undefined || belongsTo(channel, of))
  const spans = within
    .map((channel): Span => {
      const { channelId } = channel
      const upTo = headOf.get(channelId)?.rev ?? 0
      return { channelId, after: positions[channelId] ?? 0, upTo, calls: callsOf(actor, channel) }
    })
    .filter(({ after, upTo }) => upTo > after)
  return { positions, channelIds: within.map(({ channelId }) => channelId), spans }
}

type Reader = {
  personId: string
  channels: readonly ChannelFacts[]
  positions: Readonly<Record<string, number>>
}

/**
 * What of the deeds waits for someone, the newest first: without those that were read in another channel that shows
 * them, and with those that were seen and ask to be acknowledged.
 */
const openDeeds = async (
  reads: CatchUpReads,
  { groups, asking }: Unread,
  { personId, channels, positions }: Reader,
): Promise<UnreadDeed[]> => {
  const unread = deedsIn(groups)
  const own = personalId(personId)
  const followed = new Set(channels.map(({ channelId }) => channelId))
  const targets = channels.filter(({ kind }) => kind !== 'project').map(({ channelId }) => channelId)
  const asked = unread.filter(isUpdate).slice(0, lookedUpElsewhere)
  const found = await reads.places([
    ...elsewhere(asked, followed, targets),
    ...asking.map(({ id }) => ({ channelId: own, itemId: acknowledgedItemId(id) })),
  ])
  const isRead = ({ channelId, seq }: { channelId: string; seq: number }) =>
    channelId === own || seq <= (positions[channelId] ?? 0)
  const read = new Set(found.filter(isRead).map(({ id }) => id))
  const seen = asking.filter(
    (one) => one.seq <= (positions[one.channelId] ?? 0) && !read.has(acknowledgedItemId(one.id)),
  )
  return [
    ...unread.filter(({ itemId }) => !read.has(itemId) && !read.has(shareIdOf(itemId))),
    ...seenDeeds(seen),
  ].sort((a, b) => b.createdAt - a.createdAt)
}

const sumOf = (groups: readonly Group[], what: 'seen' | 'talk'): number =>
  groups.reduce((sum, group) => sum + group[what], 0)

/** How much is unread in a channel, by the same rule by which lists show it. */
const countsOf = (
  { channelId, upTo }: Span,
  unread: Unread,
  deeds: readonly UnreadDeed[],
): CatchUp['channels'][number] => {
  const groups = unread.groups.get(channelId) ?? []
  const shown = deeds.filter(
    ({ places, isSeen }) => !isSeen && places.some((place) => place.channelId === channelId),
  )
  return {
    channelId,
    upTo,
    unread: sumOf(groups, 'talk') + shown.length,
    atLeast: sumOf(groups, 'seen') >= countedAtMost,
  }
}

import { itemKinds, personalId, shareIdOf } from '@bijpraat/contract'
import { positionsIn } from '../../log/positions.ts'
import { callsOf } from '../../rights/calls.ts'
import type { Actor, ChannelFacts } from '../../rights/rights.ts'
import { choose, isUpdate, placesIn } from './catch-up.choice.ts'
import { deedsIn, elsewhere, type UnreadDeed } from './catch-up.deeds.ts'
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
  clock: () => number
}

/** Of how many deeds it is asked whether they were read elsewhere; older ones count where they are. */
const lookedUpElsewhere = 200

const unreadKinds = [...itemKinds.values()].filter((kind) => kind.countsAsUnread)
const kinds = unreadKinds.map(({ kind }) => kind)
const talkKinds = unreadKinds.filter(({ catchUp }) => catchUp === 'talk').map(({ kind }) => kind)

/** What someone has not read, as data: for the home screen, and for whatever else tells of it. */
export const createCatchUpService = ({ store, followed, clock }: Parts) => ({
  /** @param of only of this village or topic and its projects */
  read: async (actor: Actor, of?: string): Promise<CatchUp> => {
    const channels = await followed(actor)
    return store.read(async (reads) => {
      const { positions, spans } = await readSpans(reads, actor, channels, of)
      const unread = await reads.unread({ spans, personId: actor.personId, kinds, talkKinds })
      const deeds = await unreadDeeds(reads, deedsIn(unread.groups), channels, positions)
      const choice = choose(unread, deeds)
      const items = await reads.items(placesIn(choice))
      return {
        at: clock(),
        ...viewChoice(choice, items, actor.personId),
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
  const spans = channels
    .filter((channel) => of === undefined || belongsTo(channel, of))
    .map((channel): Span => {
      const { channelId } = channel
      const upTo = headOf.get(channelId)?.rev ?? 0
      return { channelId, after: positions[channelId] ?? 0, upTo, calls: callsOf(actor, channel) }
    })
    .filter(({ after, upTo }) => upTo > after)
  return { positions, spans }
}

/** Without those that were read in another channel that shows them. */
const unreadDeeds = async (
  reads: CatchUpReads,
  deeds: readonly UnreadDeed[],
  channels: readonly ChannelFacts[],
  positions: Readonly<Record<string, number>>,
): Promise<UnreadDeed[]> => {
  const followed = new Set(channels.map(({ channelId }) => channelId))
  const targets = channels.filter(({ kind }) => kind !== 'project').map(({ channelId }) => channelId)
  const asked = deeds.filter(isUpdate).slice(0, lookedUpElsewhere)
  const found = await reads.places(elsewhere(asked, followed, targets))
  const isRead = ({ channelId, seq }: { channelId: string; seq: number }) =>
    seq <= (positions[channelId] ?? 0)
  const read = new Set(found.filter(isRead).map(({ id }) => id))
  return deeds.filter(({ itemId }) => !read.has(itemId) && !read.has(shareIdOf(itemId)))
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
  const shown = deeds.filter(({ places }) => places.some((place) => place.channelId === channelId))
  return {
    channelId,
    upTo,
    unread: sumOf(groups, 'talk') + shown.length,
    atLeast: sumOf(groups, 'seen') >= countedAtMost,
  }
}

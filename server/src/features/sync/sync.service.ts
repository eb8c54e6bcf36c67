import { type ChannelAnswer, directoryId, type InputOf, personalId, type resume } from '@bijpraat/contract'
import type { Feed } from '../../log/feed.ts'
import { positionsIn } from '../../log/positions.ts'
import type { LogReader } from '../../log/read.ts'
import type { Copy, createSync } from '../../log/sync.ts'
import { callsOf } from '../../rights/calls.ts'
import { type Actor, type Audience, type ChannelFacts, follows } from '../../rights/rights.ts'
import { audienceFor } from './sync.policy.ts'

type Parts = {
  reader: LogReader
  sync: ReturnType<typeof createSync>
  feed: Pick<Feed, 'serve' | 'recent'>
  /** Channels with one of these ids, and projects of them; all channels when undefined. */
  channelsAround: (channelIds: readonly string[]) => Promise<ChannelFacts[]>
  allChannels: () => Promise<ChannelFacts[]>
  factsOf: (channelIds: readonly string[]) => Promise<Map<string, ChannelFacts>>
}

/** A channel, the view by which it is followed, and by which addresses an item calls the follower there. */
export type Followed = { channelId: string; audience: Audience; calls: readonly string[] }

/** Undefined where someone may not read. */
export const followedBy = (
  actor: Actor | null,
  channelId: string,
  channel: ChannelFacts | null,
): Followed | undefined => {
  const audience = audienceFor(actor, channelId, channel)
  if (audience === null) return undefined
  return { channelId, audience, calls: actor && channel ? callsOf(actor, channel) : [] }
}

/** Items of the channel that is opened: a phone's screen, and some to scroll. */
const openedPage = 20
/** Items of each other channel: a list shows what was said last, which some kinds of items are not. */
const listedPage = 3

export const createSyncService = (parts: Parts) => {
  /** The own channels, and of those that are asked for beside them the ones that may be read. */
  const split = async (actor: Actor | null, also: readonly string[]) => {
    const own = actor ? await ownChannels(parts, actor) : []
    const have = new Set(own.map(({ channelId }) => channelId))
    const rest = also.filter((channelId) => !have.has(channelId))
    const facts = await parts.factsOf(rest)
    const beside = rest.flatMap(
      (channelId) => followedBy(actor, channelId, facts.get(channelId) ?? null) ?? [],
    )
    return { own, beside }
  }

  const followed = async (actor: Actor | null, also: readonly string[]): Promise<Followed[]> => {
    const { own, beside } = await split(actor, also)
    return [...own, ...beside]
  }

  /** Heads of channels, and what the answers for this reader depend on. */
  const readFor = async (actor: Actor | null, channels: readonly Followed[]) => {
    const own = actor ? [personalId(actor.personId)] : []
    const asked = new Set([...channels.map(({ channelId }) => channelId), ...own])
    const headOf = new Map((await parts.reader.heads([...asked])).map((head) => [head.channelId, head]))
    const positions = positionsIn(headOf.get(own[0] ?? ''))
    const calls = new Map(channels.map((one) => [one.channelId, one.calls]))
    const callsIn = (channelId: string) => calls.get(channelId) ?? []
    return { headOf, who: { personId: actor?.personId ?? null, positions, callsIn } }
  }

  /** From this node's memory; only for a socket that is in the channels' rooms, which is sent what is missing. */
  const recall = (channels: readonly Followed[], copies: ReadonlyMap<string, Copy>) =>
    channels.map(({ channelId, audience }) => {
      const copy = copies.get(channelId)
      const recent = copy && parts.feed.recent(channelId, copy.cursor)
      return recent && parts.sync.fromRecent(channelId, recent, audience, copy)
    })

  /**
   * Answers every channel that is followed, and `gone` for each other that the client holds a copy of. Who is live
   * in the channels has most answers from memory.
   */
  const catchUp = async (
    actor: Actor | null,
    channels: readonly Followed[],
    have: InputOf<typeof resume>['have'],
    { live }: { live: boolean },
  ): Promise<ChannelAnswer[]> => {
    const copies = new Map<string, Copy>(
      have.map(({ channelId, cursor, key }) => [channelId, { cursor, key }]),
    )
    const recalled = live ? recall(channels, copies) : []
    const rest = channels.filter((_, index) => !recalled[index])
    const answers = [...recalled.flatMap((answer) => answer ?? []), ...(await readAll(actor, rest, copies))]
    for (const { channelId } of channels) copies.delete(channelId)
    return [...answers, ...[...copies.keys()].map((channelId) => ({ answer: 'gone', channelId }) as const)]
  }

  const readAll = async (
    actor: Actor | null,
    channels: readonly Followed[],
    copies: ReadonlyMap<string, Copy>,
  ): Promise<ChannelAnswer[]> => {
    if (channels.length === 0) return []
    const { headOf, who } = await readFor(actor, channels)
    return Promise.all(
      channels.map(({ channelId, audience }) =>
        parts.sync.answer(channelId, headOf.get(channelId), audience, copies.get(channelId), who),
      ),
    )
  }

  /** What a client shows before it follows anything: of the opened channel a page, of the others the last. */
  const glance = async (actor: Actor | null, opened: string | null) => {
    const { own, beside } = await split(actor, opened === null ? [] : [opened])
    const { headOf, who } = await readFor(actor, [...own, ...beside])
    const begin = async ({ channelId, audience }: Followed) => {
      const limit = channelId === opened ? openedPage : listedPage
      return parts.sync.beginning(channelId, headOf.get(channelId), audience, who, limit)
    }
    const listed = own.filter(({ channelId }) => channelId !== directoryId)
    const [mine, [seen]] = await Promise.all([Promise.all(listed.map(begin)), Promise.all(beside.map(begin))])
    const resets = mine.filter(isReset)
    const shown = seen && isReset(seen) ? seen : null
    const head = actor ? headOf.get(directoryId) : undefined
    if (!actor || !head) return { mine: resets, beside: shown }
    const named = new Set([actor.personId, ...authorsIn([...resets, ...(shown ? [shown] : [])])])
    const directory = await parts.sync.some(head, 'members', [...named])
    return { mine: [...(isReset(directory) ? [directory] : []), ...resets], beside: shown }
  }

  return { followed, catchUp, glance, serve: parts.feed.serve }
}

type Reset = Extract<ChannelAnswer, { answer: 'reset' }>

const isReset = (answer: ChannelAnswer): answer is Reset => answer.answer === 'reset'

const authorsIn = (answers: readonly Reset[]): string[] =>
  answers.flatMap(({ items }) => items.flatMap(({ authorId }) => authorId ?? []))

export type SyncService = ReturnType<typeof createSyncService>

const ownChannels = async (parts: Parts, actor: Actor): Promise<Followed[]> => {
  const seesAll = actor.role !== 'villager' || actor.moderatorOf.has('all')
  const near = [...actor.memberOf, ...actor.moderatorOf]
  const channels = seesAll ? await parts.allChannels() : await parts.channelsAround(near)
  const own = [directoryId, personalId(actor.personId)].map((channelId) => ({ channelId, calls: [] }))
  const followed = channels
    .filter((channel) => follows(actor, channel))
    .map((channel) => ({ channelId: channel.channelId, calls: callsOf(actor, channel) }))
  return [...own, ...followed].map((one) => ({ ...one, audience: 'members' }))
}

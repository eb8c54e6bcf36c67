import { type ChannelAnswer, directoryId, type InputOf, personalId, type resume } from '@bijpraat/contract'
import type { Feed } from '../../log/feed.ts'
import { positionsIn } from '../../log/positions.ts'
import type { LogReader } from '../../log/read.ts'
import type { Copy, createSync } from '../../log/sync.ts'
import { type Actor, type Audience, type ChannelFacts, follows } from '../../rights/rights.ts'
import { audienceFor } from './sync.policy.ts'

type Parts = {
  reader: LogReader
  sync: ReturnType<typeof createSync>
  feed: Pick<Feed, 'serve'>
  /** Channels with one of these ids, and projects of them; all channels when undefined. */
  channelsAround: (channelIds: readonly string[]) => Promise<ChannelFacts[]>
  allChannels: () => Promise<ChannelFacts[]>
  factsOf: (channelIds: readonly string[]) => Promise<Map<string, ChannelFacts>>
}

/** A channel and the view by which it is followed. */
export type Followed = { channelId: string; audience: Audience }

export const createSyncService = (parts: Parts) => {
  /** The own channels, and of those that are asked for beside them the ones that may be read. */
  const followed = async (actor: Actor | null, also: readonly string[]): Promise<Followed[]> => {
    const own = actor ? await ownChannels(parts, actor) : []
    const have = new Set(own.map(({ channelId }) => channelId))
    const rest = also.filter((channelId) => !have.has(channelId))
    const facts = await parts.factsOf(rest)
    const looked = rest.flatMap((channelId) => {
      const audience = audienceFor(actor, channelId, facts.get(channelId) ?? null)
      return audience ? [{ channelId, audience }] : []
    })
    return [...own, ...looked]
  }

  /** Answers every channel that is followed, and `gone` for each other that the client holds a copy of. */
  const catchUp = async (
    actor: Actor | null,
    channels: readonly Followed[],
    have: InputOf<typeof resume>['have'],
  ): Promise<ChannelAnswer[]> => {
    const copies = new Map<string, Copy>(
      have.map(({ channelId, cursor, key }) => [channelId, { cursor, key }]),
    )
    const own = actor ? [personalId(actor.personId)] : []
    const asked = new Set([...channels.map(({ channelId }) => channelId), ...own])
    const headOf = new Map((await parts.reader.heads([...asked])).map((head) => [head.channelId, head]))
    const positions = positionsIn(headOf.get(own[0] ?? ''))
    const who = { personId: actor?.personId ?? null, positions }
    const answers = await Promise.all(
      channels.map(({ channelId, audience }) =>
        parts.sync.answer(channelId, headOf.get(channelId), audience, copies.get(channelId), who),
      ),
    )
    for (const { channelId } of channels) copies.delete(channelId)
    return [...answers, ...[...copies.keys()].map((channelId) => ({ answer: 'gone', channelId }) as const)]
  }

  return { followed, catchUp, serve: parts.feed.serve }
}

export type SyncService = ReturnType<typeof createSyncService>

const ownChannels = async (parts: Parts, actor: Actor): Promise<Followed[]> => {
  const seesAll = actor.role !== 'villager' || actor.moderatorOf.has('all')
  const near = [...actor.memberOf, ...actor.moderatorOf]
  const channels = seesAll ? await parts.allChannels() : await parts.channelsAround(near)
  const ids = channels.filter((channel) => follows(actor, channel)).map(({ channelId }) => channelId)
  return [directoryId, personalId(actor.personId), ...ids].map((channelId) => ({
    channelId,
    audience: 'members',
  }))
}

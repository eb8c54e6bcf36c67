import { type Below, type ChannelAnswer, directoryId, itemKinds } from '@bijpraat/contract'
import type { Audience } from '../rights/rights.ts'
import type { Recent } from './feed.ts'
import type { Kinds } from './kinds.ts'
import type { Head, StoredItem } from './model.ts'
import type { LogReader, Place } from './read.ts'
import { viewItem, viewVersion } from './view.ts'

export type Copy = { cursor: number; key: string }

export type Reader = {
  personId: string | null
  positions: Readonly<Record<string, number>>
  /** By which addresses an item of a channel calls them. */
  callsIn: (channelId: string) => readonly string[]
}

/** Changes that are sent one by one; more than that, and a fresh page is less. */
const maxDelta = 200
/** Changes in one answer of a channel that is copied whole. */
const wholePage = 500
const freshPage = 50
const maxUnread = 100
const nothingBelow: Below = { unread: [], calls: [] }

const unreadKinds = [...itemKinds.values()].filter((kind) => kind.countsAsUnread).map((kind) => kind.kind)

/** Copied whole, whatever its age: what a client must know to show anything (cards, what is one's own). */
const isWhole = (channelId: string) => channelId === directoryId || channelId.startsWith('me.')

export const keyOf = (audience: Audience, generation: number) => `${audience}.${viewVersion}.${generation}`

/** By person the places of their talk, each once. */
const talkBy = (places: readonly Place[]): Record<string, number[]> => {
  const by = new Map<string, Set<number>>()
  for (const { seq, kind, authorId } of places) {
    if (authorId === null || itemKinds.get(kind)?.catchUp !== 'talk') continue
    by.set(authorId, (by.get(authorId) ?? new Set()).add(seq))
  }
  return Object.fromEntries([...by].map(([authorId, seqs]) => [authorId, [...seqs]]))
}

/** Answers how a channel is caught up from a copy (L6). Whoever calls has asked for the rights before. */
export const createSync = ({ reader, kinds }: { reader: LogReader; kinds: Kinds }) => {
  const viewAll = (items: readonly StoredItem[], audience: Audience) =>
    items.map((item) => viewItem(kinds, item, audience))

  const belowFor = async (who: Reader, channelId: string, floor: number): Promise<Below> => {
    const { personId, positions, callsIn } = who
    const after = positions[channelId] ?? 0
    if (personId === null || after + 1 >= floor) return nothingBelow
    const span = { channelId, after, before: floor, kinds: unreadKinds, notBy: personId, limit: maxUnread }
    const [unread, calls] = await Promise.all([
      reader.placesBetween(span),
      reader.callsBetween(span, callsIn(channelId)),
    ])
    const places = (of: readonly Place[]) => of.map(({ seq }) => seq)
    return { unread: places(unread), calls: places(calls), talkBy: talkBy([...unread, ...calls]) }
  }

  const reset = async (
    channelId: string,
    audience: Audience,
    who: Reader,
    limit = freshPage,
  ): Promise<ChannelAnswer> => {
    const page = await reader.page(channelId, limit)
    if (!page) return { answer: 'gone', channelId }
    const below = audience === 'members' ? await belowFor(who, channelId, page.floor) : nothingBelow
    return {
      answer: 'reset',
      channelId,
      key: keyOf(audience, page.generation),
      upTo: page.asOf,
      floor: page.floor,
      items: viewAll(page.items, audience),
      unreadBelow: below.unread.length,
      below,
      more: false,
    }
  }

  const resetWhole = async (channelId: string, audience: Audience, head: Head): Promise<ChannelAnswer> => {
    const changes = await reader.changesAfter(channelId, 0, wholePage)
    if (!changes) return { answer: 'gone', channelId }
    return {
      answer: 'reset',
      channelId,
      key: keyOf(audience, head.generation),
      upTo: changes.upTo,
      floor: 1,
      items: viewAll(changes.items, audience),
      unreadBelow: 0,
      below: nothingBelow,
      more: changes.more,
    }
  }

  const delta = async (head: Head, audience: Audience, copy: Copy, who: Reader): Promise<ChannelAnswer> => {
    const { channelId } = head
    const whole = isWhole(channelId)
    if (head.rev <= copy.cursor) {
      const { cursor } = copy
      return {
        answer: 'delta',
        channelId,
        key: copy.key,
        after: cursor,
        upTo: cursor,
        items: [],
        more: false,
      }
    }
    const changes = await reader.changesAfter(channelId, copy.cursor, whole ? wholePage : maxDelta)
    if (!changes) return { answer: 'gone', channelId }
    if (changes.more && !whole) return reset(channelId, audience, who)
    return {
      answer: 'delta',
      channelId,
      key: copy.key,
      after: copy.cursor,
      upTo: changes.upTo,
      items: viewAll(changes.items, audience),
      more: changes.more,
    }
  }

  /** From a channel's head and the copy that a client holds (if any) to what it needs. */
  const answer = async (
    channelId: string,
    head: Head | undefined,
    audience: Audience,
    copy: Copy | undefined,
    who: Reader,
  ): Promise<ChannelAnswer> => {
    if (!head) return emptyAnswer(channelId, audience)
    const fits =
      copy?.key === keyOf(audience, head.generation) &&
      (copy.cursor <= head.rev || !(await reader.isBeyondHead(channelId, copy.cursor)))
    if (fits) return delta(head, audience, copy, who)
    return isWhole(channelId) ? resetWhole(channelId, audience, head) : reset(channelId, audience, who)
  }

  /** The same as `answer` for what a feed has in memory, where the copy fits; undefined where it does not. */
  const fromRecent = (
    channelId: string,
    recent: Recent,
    audience: Audience,
    copy: Copy,
  ): ChannelAnswer | undefined =>
    copy.key === keyOf(audience, recent.generation)
      ? {
          answer: 'delta',
          channelId,
          key: copy.key,
          after: copy.cursor,
          upTo: recent.upTo,
          items: viewAll(recent.items, audience),
          more: false,
        }
      : undefined

  /** A copy to begin with: of what is not copied whole only the newest `limit` items. */
  const beginning = async (
    channelId: string,
    head: Head | undefined,
    audience: Audience,
    who: Reader,
    limit: number,
  ): Promise<ChannelAnswer> => {
    if (!head) return emptyAnswer(channelId, audience)
    return isWhole(channelId) ? resetWhole(channelId, audience, head) : reset(channelId, audience, who, limit)
  }

  /** A copy of a few items of what is copied whole, which is caught up on from the very beginning. */
  const some = async (
    head: Head,
    audience: Audience,
    itemIds: readonly string[],
  ): Promise<ChannelAnswer> => ({
    answer: 'reset',
    channelId: head.channelId,
    key: keyOf(audience, head.generation),
    upTo: 0,
    floor: 1,
    items: viewAll(await reader.items(head.channelId, itemIds), audience),
    unreadBelow: 0,
    below: nothingBelow,
    more: true,
  })

  return { answer, fromRecent, beginning, some }
}

/** A channel that nothing was written in yet: a person's own, at first. */
const emptyAnswer = (channelId: string, audience: Audience): ChannelAnswer => ({
  answer: 'reset',
  channelId,
  key: keyOf(audience, 1),
  upTo: 0,
  floor: 1,
  items: [],
  unreadBelow: 0,
  below: nothingBelow,
  more: false,
})

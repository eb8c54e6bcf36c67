import { announcement } from '@bijpraat/contract'
import type { Document, MongoClient } from 'mongodb'
import type { LogCollection } from '../../log/collection.ts'
import { headId, itemKey } from '../../log/fold.ts'
import type { Head, StoredItem } from '../../log/model.ts'

/** What is not read of a channel: the places in `(after, upTo]`, and by which addresses something calls me there. */
export type Span = { channelId: string; after: number; upTo: number; calls: readonly string[] }

type Place = { seq: number; id: string }

/** What is no talk, without its content. `home` is there when it is a share. */
export type Deed = Place & {
  kind: string
  createdAt: number
  home?: { channelId: string; id: string; kind: string; name: string }
}

/** What one person left unread in a channel; `authorId` is null for what does not count. */
export type Group = {
  authorId: string | null
  /** All that was looked at, also what does not count. */
  seen: number
  talk: number
  first: Place | null
  last: Place | null
  deeds: Deed[]
}

export type Calling = Pick<StoredItem, 'channelId' | 'id' | 'kind' | 'seq' | 'authorId' | 'createdAt'> & {
  addresses: readonly string[]
}

/** A pinned announcement that asks people to say that they have read it, read or not. */
export type Asking = Pick<StoredItem, 'channelId' | 'id' | 'seq' | 'createdAt'> & { asks: true }

/** By channel what is unread there, all that calls me, and what asks to be acknowledged. */
export type Unread = { groups: Map<string, Group[]>; calling: Calling[]; asking: Asking[] }

export type Wanted = {
  /** Every channel that is looked at; `spans` are those of them in which there is something new. */
  channelIds: readonly string[]
  spans: readonly Span[]
  personId: string
  /** Kinds that count as unread, and those of them that are talk. */
  kinds: readonly string[]
  talkKinds: readonly string[]
}

/** Of one moment, however many are asked. */
export type CatchUpReads = {
  heads: (channelIds: readonly string[]) => Promise<Head[]>
  unread: (wanted: Wanted) => Promise<Unread>
  items: (places: readonly { channelId: string; itemId: string }[]) => Promise<StoredItem[]>
  /** Where items lie that exist and are not deleted. */
  places: (
    of: readonly { channelId: string; itemId: string }[],
  ) => Promise<{ channelId: string; id: string; seq: number }[]>
}

export type CatchUpStore = { read: <T>(work: (reads: CatchUpReads) => Promise<T>) => Promise<T> }

/** Items of a channel that are looked at, the newest first: a long absence costs no more than a short one. */
export const countedAtMost = 200
/** Items that call me which are looked at in one channel, the newest first, however far back the last is. */
const callingAtMost = 20

/** Channels in one question: MongoDB takes at most a thousand stages. */
const channelsAtOnce = 200

const snapshot = { readConcern: { level: 'snapshot' } } as const

/**
 * What nobody has read yet, over many channels in one question: per channel a scan of an index that ends after
 * `countedAtMost` items, of which only sums and places leave the database.
 */
export const createCatchUpStore = ({
  client,
  log,
}: {
  client: MongoClient
  log: LogCollection
}): CatchUpStore => ({
  read: async (work) => {
    const session = client.startSession({ snapshot: true })
    const options = { ...snapshot, session }
    const byKey = <T extends Document>(keys: readonly string[], projection?: Document) =>
      log.find({ _id: { $in: [...keys] } }, options).project<T>(projection ?? {})
    const keysOf = (places: readonly { channelId: string; itemId: string }[]) =>
      places.map(({ channelId, itemId }) => itemKey(channelId, itemId))
    try {
      return await work({
        heads: (channelIds) => byKey<Head>(channelIds.map(headId)).toArray(),
        unread: async (wanted) => {
          const found: (Found | Calling | Asking)[] = []
          let pipelines = [askingOf(wanted)]
          for (let at = 0; at === 0 || at < wanted.spans.length; at += channelsAtOnce) {
            const spans = wanted.spans.slice(at, at + channelsAtOnce)
            pipelines = [...pipelines, ...pipelinesOf({ ...wanted, spans })]
            const pipeline = together(log.collectionName, pipelines)
            found.push(...(await log.aggregate<Found>(pipeline, options).toArray()))
            pipelines = []
          }
          return sorted(found)
        },
        items: async (places) => (places.length === 0 ? [] : byKey<StoredItem>(keysOf(places)).toArray()),
        places: async (places) => {
          if (places.length === 0) return []
          const found = byKey<StoredItem>(keysOf(places), { channelId: 1, id: 1, seq: 1, deletedAt: 1 })
          return (await found.toArray()).filter(({ deletedAt }) => deletedAt === undefined)
        },
      })
    } finally {
      await session.endSession()
    }
  },
})

type Found = Group & { channelId: string }

const sorted = (found: readonly (Found | Calling | Asking)[]): Unread => {
  const unread: Unread = { groups: new Map(), calling: [], asking: [] }
  for (const one of found) {
    if ('addresses' in one) unread.calling.push(one)
    else if ('asks' in one) unread.asking.push(one)
    else unread.groups.set(one.channelId, [...(unread.groups.get(one.channelId) ?? []), one])
  }
  return unread
}

/** One question of several: what comes out of each, one after the other. */
const together = (coll: string, [first = [], ...rest]: Document[][]): Document[] => [
  ...first,
  ...rest.map((pipeline) => ({ $unionWith: { coll, pipeline } })),
]

const pipelinesOf = (wanted: Wanted): Document[][] =>
  wanted.spans.flatMap((span) => [groupsOf(span, wanted), callingOf(span, wanted)])

const groupsOf = ({ channelId, after, upTo }: Span, { personId, kinds, talkKinds }: Wanted): Document[] => {
  const counts = {
    $and: [
      { $in: ['$kind', kinds] },
      { $ne: ['$authorId', personId] },
      { $eq: [{ $type: '$deletedAt' }, 'missing'] },
    ],
  }
  const isTalk = { $in: ['$kind', talkKinds] }
  const ofTalk = <T>(value: T, otherwise: unknown) => ({
    $cond: [{ $and: [counts, isTalk] }, value, otherwise],
  })
  const place = { seq: '$seq', id: '$id' }
  const home = {
    channelId: '$content.homeChannelId',
    id: '$content.homeId',
    kind: '$content.homeKind',
    name: '$content.homeName',
  }
  const deed = {
    ...place,
    kind: '$kind',
    createdAt: '$createdAt',
    home: { $cond: [{ $gt: ['$content.homeId', null] }, home, '$$REMOVE'] },
  }
  return [
    { $match: { channelId, seq: { $gt: after, $lte: upTo } } },
    { $sort: { seq: -1 } },
    { $limit: countedAtMost },
    {
      $group: {
        _id: { $cond: [counts, { $ifNull: ['$authorId', ''] }, null] },
        seen: { $sum: 1 },
        talk: { $sum: ofTalk(1, 0) },
        first: { $min: ofTalk(place, null) },
        last: { $max: ofTalk(place, null) },
        deeds: { $push: { $cond: [{ $and: [counts, { $not: isTalk }] }, deed, '$$REMOVE'] } },
      },
    },
    {
      $project: {
        _id: 0,
        channelId: { $literal: channelId },
        authorId: '$_id',
        seen: 1,
        talk: 1,
        first: 1,
        last: 1,
        deeds: 1,
      },
    },
  ]
}

const callingOf = ({ channelId, after, upTo, calls }: Span, { personId, kinds }: Wanted): Document[] => [
  {
    $match: {
      channelId,
      addresses: { $in: [...calls] },
      seq: { $gt: after, $lte: upTo },
      authorId: { $ne: personId },
      kind: { $in: kinds },
    },
  },
  { $sort: { seq: -1 } },
  { $limit: callingAtMost },
  { $project: { _id: 0, channelId: 1, id: 1, kind: 1, seq: 1, authorId: 1, createdAt: 1, addresses: 1 } },
]

/** Few stand in a channel, and an index knows them: these cost the same however long ago they were told. */
const askingOf = ({ channelIds, personId }: Wanted): Document[] => [
  {
    $match: {
      channelId: { $in: [...channelIds] },
      kind: announcement.kind,
      standing: true,
      'content.asksRead': true,
      authorId: { $ne: personId },
    },
  },
  { $project: { _id: 0, channelId: 1, id: 1, seq: 1, createdAt: 1, asks: { $literal: true } } },
]

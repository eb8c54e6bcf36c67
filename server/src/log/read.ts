import type { ClientSession, Document, Filter, MongoClient } from 'mongodb'
import type { LogCollection, LogDocument } from './collection.ts'
import { headId, itemKey } from './fold.ts'
import type { Head, StoredItem } from './model.ts'
import { itemsInHead } from './positions.ts'

/** A page of what changed, ascending by rev; `upTo` is the head, or the last item's rev when there is `more`. */
export type Changes = { upTo: number; items: StoredItem[]; more: boolean; generation: number }

/** A page of the timeline in one snapshot, ascending by seq. `floor` is 1 when it reaches the beginning. */
export type Page = { asOf: number; generation: number; floor: number; items: StoredItem[] }

export type LogReader = {
  /** Heads of channels, in any order; channels without a head are left out. */
  heads: (channelIds: readonly string[]) => Promise<Head[]>
  /** How far channels are and which generation of theirs it is; a slice of many at a time. */
  revs: (channelIds: readonly string[]) => Promise<Pick<Head, 'channelId' | 'rev' | 'generation'>[]>
  /** Undefined when the channel does not exist. */
  changesAfter: (channelId: string, cursor: number, limit: number) => Promise<Changes | undefined>
  /** The newest page below `before` (exclusive), with standing items when `before` is absent. */
  page: (channelId: string, limit: number, before?: number) => Promise<Page | undefined>
  item: (channelId: string, itemId: string) => Promise<StoredItem | undefined>
  /** Those of the given ids that exist, in any order. */
  items: (channelId: string, itemIds: readonly string[]) => Promise<StoredItem[]>
  /** Items of other channels that show in this one as shares, or would if they might. */
  sharedTo: (channelId: string) => Promise<StoredItem[]>
  /**
   * Items of the given kinds with `after < seq < before` that are not deleted and not by `notBy`, newest
   * first, at most `limit`; of the newest 200 only, so that a long absence costs no more than a short one.
   */
  placesBetween: (span: Span) => Promise<Place[]>
  /** The same of those that call by one of these addresses, however many lie between. */
  callsBetween: (span: Span, calls: readonly string[]) => Promise<Place[]>
  /** Whether a cursor is really beyond the head: asked of the primary, linearizable (sync.md L7). */
  isBeyondHead: (channelId: string, cursor: number) => Promise<boolean>
}

/** Where an item is, and whose. */
export type Place = Pick<StoredItem, 'seq' | 'kind' | 'authorId'>

export type Span = {
  channelId: string
  after: number
  before: number
  kinds: readonly string[]
  notBy: string
  limit: number
}

const lookedAtMost = 200
const newestFirst = { $sort: { seq: -1 } }
/** So many heads are taken in within a millisecond or two. */
const slice = 200
const snapshot = { readConcern: { level: 'snapshot' } } as const

/** Reads that always take head and items from one snapshot: read apart, they had holes (sync.md L3). */
export const createLogReader = ({ client, log }: { client: MongoClient; log: LogCollection }): LogReader => {
  // Said also within a snapshot session: the connection's own read concern would take its place, silently.
  const find = <T extends LogDocument>(filter: Filter<LogDocument>, session?: ClientSession) =>
    log.find<T>(filter, session ? { ...snapshot, session } : snapshot)

  const inSnapshot = async <T>(read: (session: ClientSession) => Promise<T>): Promise<T> => {
    const session = client.startSession({ snapshot: true })
    try {
      return await read(session)
    } finally {
      await session.endSession()
    }
  }

  const readPage = async (session: ClientSession, channelId: string, limit: number, before?: number) => {
    const [head] = await find<Head>({ _id: headId(channelId), channelId }, session).toArray()
    if (!head) return undefined
    const newest = await find<StoredItem>(
      { channelId, seq: before === undefined ? { $exists: true } : { $lt: before, $exists: true } },
      session,
    )
      .sort({ seq: -1 })
      .limit(limit)
      .toArray()
    const items = newest.reverse()
    const floor = newest.length < limit ? 1 : (items[0]?.seq ?? 1)
    const standing =
      before === undefined && floor > 1
        ? await find<StoredItem>({ channelId, standing: true, seq: { $lt: floor } }, session).toArray()
        : []
    return { asOf: head.rev, generation: head.generation, floor, items: [...standing, ...items] }
  }

  const places = (stages: Document[], { limit }: Span): Promise<Place[]> => {
    const cut = [{ $limit: limit }, { $project: { _id: 0, seq: 1, kind: 1, authorId: 1 } }]
    return log.aggregate<Place>([...stages, ...cut], snapshot).toArray()
  }

  return {
    heads: (channelIds) =>
      find<Head>({ _id: { $in: channelIds.map(headId) }, channelId: { $in: [...channelIds] } }).toArray(),

    revs: async (channelIds) => {
      const found: Head[] = []
      for (let at = 0; at < channelIds.length; at += slice) {
        const ids = channelIds.slice(at, at + slice)
        const heads = log.find<Head>(
          { _id: { $in: ids.map(headId) }, channelId: { $in: ids } },
          { ...snapshot, projection: { _id: 0, channelId: 1, rev: 1, generation: 1 } },
        )
        found.push(...(await heads.toArray()))
      }
      return found
    },

    changesAfter: async (channelId, cursor, limit) => {
      // One query sees head and items in one snapshot: the head is in the rev index and always sorts last.
      const found = await find<StoredItem | Head>({ channelId, rev: { $gte: cursor } })
        .sort({ rev: 1, generation: 1 })
        .limit(limit + 2)
        .toArray()
      const head = found.find((document): document is Head => 'generation' in document)
      const changed = found.filter((d): d is StoredItem => !('generation' in d) && d.rev > cursor)
      const items = changed.slice(0, limit)
      if (head) {
        const { generation } = head
        if (changed.length > limit) return { upTo: lastRev(items), items, more: true, generation }
        const kept = itemsInHead(head).filter((item) => item.rev > cursor)
        return { upTo: head.rev, items: [...items, ...kept], more: false, generation }
      }
      if (items.length > 0) {
        const [current] = await find<Head>({ _id: headId(channelId), channelId }).toArray()
        return { upTo: lastRev(items), items, more: true, generation: current?.generation ?? 0 }
      }
      return undefined
    },

    page: (channelId, limit, before) => inSnapshot((session) => readPage(session, channelId, limit, before)),

    item: async (channelId, itemId) =>
      (await find<StoredItem>({ _id: itemKey(channelId, itemId), channelId }).toArray())[0],

    items: (channelId, itemIds) =>
      find<StoredItem>({ _id: { $in: itemIds.map((id) => itemKey(channelId, id)) }, channelId }).toArray(),

    sharedTo: (channelId) => find<StoredItem>({ sharedTo: channelId }).toArray(),

    placesBetween: (span) =>
      places([within(span), newestFirst, { $limit: lookedAtMost }, counting(span)], span),

    callsBetween: (span, calls) =>
      calls.length === 0
        ? Promise.resolve([])
        : places([within(span, { addresses: { $in: [...calls] } }), newestFirst, counting(span)], span),

    isBeyondHead: async (channelId, cursor) => {
      const head = await log.findOne(
        { _id: headId(channelId), channelId },
        { readConcern: { level: 'linearizable' }, readPreference: 'primary', maxTimeMS: 2_000 },
      )
      return head === null || cursor > (head as Head).rev
    },
  }
}

const within = ({ channelId, after, before }: Span, more: Document = {}): Document => ({
  $match: { channelId, ...more, seq: { $gt: after, $lt: before } },
})

const counting = ({ kinds, notBy }: Span): Document => ({
  $match: { kind: { $in: [...kinds] }, deletedAt: { $exists: false }, authorId: { $ne: notBy } },
})

const lastRev = (items: readonly StoredItem[]): number => items.at(-1)?.rev ?? 0

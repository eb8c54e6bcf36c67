import type { ClientSession } from 'mongodb'

/** An item as it is stored. `_id` is `channelId/i/id`, so that one shard key value holds a whole channel. */
export type StoredItem = {
  _id: string
  channelId: string
  id: string
  kind: string
  seq: number
  rev: number
  authorId: string | null
  createdAt: number
  writtenAt?: number
  editedAt?: number
  deletedAt?: number
  /** Travels with every fresh page, whatever its seq: the channel itself, pins. */
  standing?: true
  /** Whom it calls: ids of people, and words for several (`everyone`, `officials`, `moderators`). */
  addresses?: readonly string[]
  /** For those of them that a change added: by which, and when. Never sent. */
  calledSince?: CalledSince
  content: unknown
  reactions?: Record<string, string[]>
  /** What it said before, oldest first; sent only to who asks for it. */
  versions?: readonly Version[]
  /** What a deletion can be undone with; purged after a while, never sent. */
  removed?: Removed
  /** What a moderator hid; never sent but to moderators who ask. It is `deleted` for all else. */
  hidden?: Removed
  /** Channels in which it shows as a share, settled when it was made; kept when its content is deleted. */
  sharedTo?: readonly string[]
}

export type CalledSince = Readonly<Record<string, { rev: number; at: number }>>

/** What deleting takes off an item. */
export type Removed = Pick<StoredItem, 'content' | 'standing' | 'addresses' | 'reactions' | 'versions'> & {
  by: string
}

/** What an item said from a time on. */
export type Version = { content: unknown; at: number }

/** A channel's head: `_id` is `channelId/h`. */
export type Head = {
  _id: string
  channelId: string
  /** The rev given out last. */
  rev: number
  /** `createdAt` of the newest item: time never decreases along seq (L1). */
  lastAt: number
  /** Raised when a channel's history is replaced as a whole; part of the copy's key (L6). */
  generation: number
  /** Personal channels only: read positions by channel, the rev of their last rise, seq and time of the first (L11). */
  positions?: Record<string, number>
  positionsRev?: number
  positionsSeq?: number
  positionsAt?: number
}

/** What was done under a command's id: `_id` is `channelId/c/authorId/commandId` (L4). */
export type CommandRecord = {
  _id: string
  channelId: string
  fingerprint: string
  result: unknown
  at: number
}

export type NewItem = {
  id: string
  kind: string
  authorId: string | null
  content: unknown
  writtenAt?: number | undefined
  standing?: true | undefined
  addresses?: readonly string[] | undefined
  sharedTo?: readonly string[]
}

/** Fields a change may replace; `undefined` takes a field away. */
export type Amendment = {
  content?: unknown
  editedAt?: number | undefined
  deletedAt?: number | undefined
  standing?: true | undefined
  addresses?: readonly string[] | undefined
  reactions?: Record<string, string[]> | undefined
  versions?: readonly Version[] | undefined
  removed?: Removed | undefined
  hidden?: Removed | undefined
}

/** What a change works on: the newest state of its items, inside the transaction. Every write takes a rev. */
export type Draft = {
  /** Milliseconds; never before the newest item's. */
  now: number
  get: (itemId: string) => StoredItem | undefined
  /** The same for an item that must exist; refuses with `not_found`. */
  item: (itemId: string) => StoredItem
  /** All that stands in the channel now; for a change that said so (`asksStanding`). */
  standing: () => StoredItem[]
  create: (item: NewItem) => StoredItem
  amend: (itemId: string, amendment: Amendment) => StoredItem
}

export type Change<Result> = {
  channelId: string
  authorId: string
  commandId: string
  /** What the command said: the same id with something else is `id_reused`. */
  said: unknown
  /** Items that `apply` asks for or writes. */
  itemIds: readonly string[]
  /** `apply` also asks what stands in the channel: costs a read more. */
  asksStanding?: true
  /**
   * A pure function of the newest state; throws `Refusal` to refuse. Runs inside the transaction, and again after
   * a conflict.
   */
  apply: (draft: Draft) => Result
  /** Writes to other collections in the same transaction; such a change commits alone. May throw `Refusal`. */
  effects?: (session: ClientSession, result: Result) => Promise<void>
}

/** A committed range of a channel, with items as stored: each audience gets its view of it. */
export type Committed = { channelId: string; after: number; upTo: number; items: StoredItem[] }

import { createHash } from 'node:crypto'
import { Refusal } from '../refusal.ts'
import { calledSince } from './calling.ts'
import type { Amendment, Change, CommandRecord, Draft, Head, NewItem, StoredItem } from './model.ts'

export const headId = (channelId: string) => `${channelId}/h`
export const itemKey = (channelId: string, itemId: string) => `${channelId}/i/${itemId}`
export const recordKey = (channelId: string, authorId: string, commandId: string) =>
  `${channelId}/c/${authorId}/${commandId}`

/** JSON with sorted keys, hashed: equal for equal contents however they were put together. */
const fingerprintOf = (said: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(said, (_, value: unknown) => (isPlain(value) ? sorted(value) : value)) ?? '')
    .digest('base64url')

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
const sorted = (value: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))

/** How one change of a batch came out. */
export type Outcome = { ok: true; result: unknown } | { ok: false; error: unknown }

export type Folded = {
  outcomes: Outcome[]
  head: Head
  /** Items that changed, in the state that the whole batch leaves; those created now are in `created`, too. */
  changed: Map<string, StoredItem>
  created: Set<string>
  records: CommandRecord[]
  /** Whether any change was carried out and is to be recorded. */
  wrote: boolean
}

/** The newest state that a batch starts from, as read inside its transaction. */
export type Before = { head: Head; items: Map<string, StoredItem>; records: Map<string, CommandRecord> }

/**
 * Folds a batch of changes over the newest state, in order of arrival (sync.md L2): a change that is refused
 * takes no rev and leaves nothing behind; the others do not notice. Pure, and run again after a conflict.
 */
export const foldBatch = (before: Before, changes: readonly Change<unknown>[], clock: number): Folded => {
  const state: Folded = {
    outcomes: [],
    head: before.head,
    changed: new Map(),
    created: new Set(),
    records: [],
    wrote: false,
  }
  const done = new Map(before.records)
  for (const change of changes) {
    state.outcomes.push(foldOne(before, state, done, change, clock))
  }
  return state
}

const foldOne = (
  before: Before,
  state: Folded,
  done: Map<string, CommandRecord>,
  change: Change<unknown>,
  clock: number,
): Outcome => {
  const key = recordKey(change.channelId, change.authorId, change.commandId)
  const fingerprint = fingerprintOf(change.said)
  const earlier = done.get(key)
  if (earlier) {
    return earlier.fingerprint === fingerprint
      ? { ok: true, result: earlier.result }
      : { ok: false, error: new Refusal('id_reused') }
  }
  const draft = draftOver(before, state, change, clock)
  try {
    const result = change.apply(draft.draft)
    draft.keep()
    const record = { _id: key, channelId: change.channelId, fingerprint, result, at: draft.draft.now }
    done.set(key, record)
    state.records.push(record)
    state.wrote = true
    return { ok: true, result }
  } catch (error) {
    return { ok: false, error }
  }
}

/** A draft whose writes lie apart until `keep`. */
const draftOver = (before: Before, state: Folded, change: Change<unknown>, clock: number) => {
  const declared = new Set(change.itemIds)
  let rev = state.head.rev
  let lastAt = state.head.lastAt
  const own = new Map<string, StoredItem>()
  const created = new Set<string>()
  const { channelId } = state.head
  const now = Math.max(clock, lastAt)

  const get = (itemId: string) => {
    if (!declared.has(itemId))
      throw new Error(`change of ${channelId} asks for an item that it did not declare`)
    return own.get(itemId) ?? state.changed.get(itemId) ?? before.items.get(itemId)
  }
  const existing = (itemId: string): StoredItem => {
    const item = get(itemId)
    if (!item) throw new Refusal('not_found')
    return item
  }

  const draft: Draft = {
    now,
    get,
    item: existing,
    standing: () => {
      if (!change.asksStanding) throw new Error(`change of ${channelId} asks what stands and did not say so`)
      const newest = new Map([...before.items, ...state.changed, ...own])
      return [...newest.values()].filter(({ standing }) => standing)
    },
    create: (item: NewItem) => {
      if (get(item.id)) throw new Refusal('id_reused')
      rev += 1
      lastAt = now
      const stored: StoredItem = {
        _id: itemKey(channelId, item.id),
        channelId,
        ...(withoutUndefined(item) as Omit<StoredItem, '_id' | 'channelId' | 'seq' | 'rev' | 'createdAt'>),
        seq: rev,
        rev,
        createdAt: now,
      }
      own.set(item.id, stored)
      created.add(item.id)
      return stored
    },
    amend: (itemId, amendment) => {
      const item = existing(itemId)
      rev += 1
      const next = amended(item, amendment, { rev, at: now })
      own.set(itemId, next)
      return next
    },
  }
  const keep = () => {
    state.head = { ...state.head, rev, lastAt }
    for (const [itemId, item] of own) state.changed.set(itemId, item)
    for (const itemId of created) state.created.add(itemId)
  }
  return { draft, keep }
}

const amended = (item: StoredItem, amendment: Amendment, by: { rev: number; at: number }): StoredItem => {
  const next = { ...item, ...amendment, rev: by.rev }
  return withoutUndefined({ ...next, calledSince: calledSince(item, next.addresses, by) }) as StoredItem
}

/** A shallow copy in which a key that is undefined is absent: MongoDB and the wire know no undefined. */
const withoutUndefined = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, v]) => v !== undefined)) as T

import { personalId, positions, positionsItemId, share } from '@bijpraat/contract'
import { mostUnreadBelow } from './apply.ts'
import { countsAsUnread, homeOf, isOf } from './folds.ts'
import { isChannelMuted } from './muted.ts'
import type { ChannelCopy, HeldItem, ReplicaState } from './replica.ts'

export type Unread = {
  readonly count: number
  /** `count` is a lower bound: the server counts up to 100 below the loaded range. */
  readonly atLeast: boolean
  /** Place of the first unread item in the loaded range; null when there is none in it. */
  readonly firstSeq: number | null
}

const nothing: Unread = { count: 0, atLeast: false, firstSeq: null }

/** How far I have read in a channel: what the log says, or what this device said since. */
export const readPosition = (state: ReplicaState, channelId: string): number => {
  const mine = state.me ? state.channels.get(personalId(state.me.personId)) : undefined
  const item = mine?.items.get(positionsItemId)
  const known = isOf(item, positions) ? item.content.seqByChannel : {}
  const confirmed = Object.hasOwn(known, channelId) ? (known[channelId] ?? 0) : 0
  return Math.max(confirmed, state.marks.get(channelId) ?? 0)
}

const shares = new WeakMap<ChannelCopy['items'], { key: string; seq: number }[]>()

const keyOf = (channelId: string, item: HeldItem): string => {
  const home = homeOf(channelId, item)
  return `${home.channelId}/${home.itemId}`
}

const sharesIn = (copy: ChannelCopy) => {
  const known = shares.get(copy.items)
  if (known !== undefined) return known
  const found: { key: string; seq: number }[] = []
  for (const item of copy.items.values()) {
    if (isOf(item, share)) found.push({ key: keyOf(copy.channelId, item), seq: item.seq })
  }
  shares.set(copy.items, found)
  return found
}

const readByShare = new WeakMap<ReplicaState, ReadonlySet<string>>()

/** Home items that were read in any channel that shows a share of them. */
const readHomes = (state: ReplicaState): ReadonlySet<string> => {
  const known = readByShare.get(state)
  if (known !== undefined) return known
  const read = new Set<string>()
  for (const copy of state.channels.values()) {
    const position = readPosition(state, copy.channelId)
    for (const { key, seq } of sharesIn(copy)) if (seq <= position) read.add(key)
  }
  readByShare.set(state, read)
  return read
}

const readAtHome = (state: ReplicaState, item: HeldItem): boolean => {
  if (!isOf(item, share)) return false
  const { homeChannelId, homeId } = item.content
  const home = state.channels.get(homeChannelId)?.items.get(homeId)
  return home !== undefined && home.seq <= readPosition(state, homeChannelId)
}

/** Unread items of the loaded range, newest first: only what lies above my position is looked at. */
const unreadItems = (state: ReplicaState, copy: ChannelCopy): HeldItem[] => {
  const position = readPosition(state, copy.channelId)
  const found: HeldItem[] = []
  for (let at = copy.timeline.length - 1; at >= 0; at--) {
    const item = copy.items.get(copy.timeline[at] ?? '')
    if (item === undefined || item.seq <= position) break
    if (!countsAsUnread(item) || item.authorId === state.me?.personId) continue
    if (readAtHome(state, item) || readHomes(state).has(keyOf(copy.channelId, item))) continue
    found.push(item)
  }
  return found
}

const unreadBelow = (state: ReplicaState, copy: ChannelCopy): number =>
  readPosition(state, copy.channelId) < copy.floor ? copy.unreadBelow : 0

const isCounted = (state: ReplicaState, copy: ChannelCopy | undefined): copy is ChannelCopy =>
  Boolean(state.me) && copy !== undefined && !copy.followed

const results = new WeakMap<ChannelCopy, Unread>()

/** What is unread in a channel of mine. The same object while the outcome is the same. */
export const unreadOf = (state: ReplicaState, channelId: string): Unread => {
  const copy = state.channels.get(channelId)
  if (!isCounted(state, copy)) return nothing
  const items = unreadItems(state, copy)
  const below = unreadBelow(state, copy)
  const count = items.length + below
  const firstSeq = items.at(-1)?.seq ?? null
  const known = results.get(copy)
  const atLeast = below >= mostUnreadBelow
  if (known?.count === count && known.atLeast === atLeast && known.firstSeq === firstSeq) return known
  const result = { count, atLeast, firstSeq }
  results.set(copy, result)
  return result
}

/** What is unread in some of my channels together, but for muted ones; what shows in several counts once. */
export const unreadIn = (state: ReplicaState, channelIds: Iterable<string>): number => {
  const keys = new Set<string>()
  let below = 0
  for (const channelId of channelIds) {
    const copy = state.channels.get(channelId)
    if (!isCounted(state, copy) || isChannelMuted(state, channelId)) continue
    below += unreadBelow(state, copy)
    for (const item of unreadItems(state, copy)) keys.add(keyOf(channelId, item))
  }
  return keys.size + below
}

export const unreadInAll = (state: ReplicaState): number => unreadIn(state, state.channels.keys())

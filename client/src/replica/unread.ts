import { personalId, positions, positionsItemId, share } from '@bijpraat/contract'
import { mostUnreadBelow } from './apply.ts'
import { heardOf, placesBelow } from './below.ts'
import { callsMe } from './calls.ts'
import { countsAsUnread, homeOf, isOf } from './folds.ts'
import { isChannelMuted, isMutedTalk, mutedBy } from './muted.ts'
import type { ChannelCopy, HeldItem, ReplicaState } from './replica.ts'

export type Unread = {
  readonly count: number
  /** `count` is a lower bound: the server counts up to 100 below the loaded range. */
  readonly atLeast: boolean
  /** How many of them, and of what else there is above my position, call me. */
  readonly called: number
  /** Place of the first unread item in the loaded range; null when there is none in it. */
  readonly firstSeq: number | null
}

const nothing: Unread = { count: 0, atLeast: false, called: 0, firstSeq: null }

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
    if (!isUnreadBy(state, item)) continue
    if (readAtHome(state, item) || readHomes(state).has(keyOf(copy.channelId, item))) continue
    found.push(item)
  }
  return found
}

const isUnreadBy = (state: ReplicaState, item: HeldItem): boolean =>
  countsAsUnread(item) && item.authorId !== state.me?.personId && !isMutedTalk(state, item)

const unreadBelow = (state: ReplicaState, copy: ChannelCopy): number => {
  const named = heardOf(copy.below.unread, copy.below, mutedBy(state).persons)
  const position = readPosition(state, copy.channelId)
  return Math.min(
    mostUnreadBelow,
    placesBelow(copy, named, position, (item) => isUnreadBy(state, item)).length,
  )
}

/** Of more than a hundred below the loaded range it was not said how many there are. */
const isMoreBelow = ({ below: { unread }, floor }: ChannelCopy, position: number): boolean =>
  unread.filter((seq) => seq > position && seq < floor).length >= mostUnreadBelow

/** How many items above my position call me: of the loaded range, and below it. */
const calledIn = (state: ReplicaState, copy: ChannelCopy): number => {
  const position = readPosition(state, copy.channelId)
  const calls = (item: HeldItem) => callsMe(state, copy.channelId, item) && !isMutedTalk(state, item)
  const named = heardOf(copy.below.calls, copy.below, mutedBy(state).persons)
  let count = placesBelow(copy, named, position, calls).length
  for (let at = copy.timeline.length - 1; at >= 0; at--) {
    const item = copy.items.get(copy.timeline[at] ?? '')
    if (item === undefined || item.seq <= position) break
    if (calls(item)) count += 1
  }
  return count
}

const isCounted = (state: ReplicaState, copy: ChannelCopy | undefined): copy is ChannelCopy =>
  Boolean(state.me) && copy !== undefined && !copy.followed

const results = new WeakMap<ChannelCopy, Unread>()

const same = (a: Unread, b: Unread) =>
  a.count === b.count && a.atLeast === b.atLeast && a.called === b.called && a.firstSeq === b.firstSeq

/** What is unread in a channel of mine. The same object while the outcome is the same. */
export const unreadOf = (state: ReplicaState, channelId: string): Unread => {
  const copy = state.channels.get(channelId)
  if (!isCounted(state, copy)) return nothing
  const items = unreadItems(state, copy)
  const below = unreadBelow(state, copy)
  const count = items.length + below
  const firstSeq = items.at(-1)?.seq ?? null
  const called = calledIn(state, copy)
  const atLeast = below >= mostUnreadBelow || isMoreBelow(copy, readPosition(state, channelId))
  const result = { count, atLeast, called, firstSeq }
  const known = results.get(copy)
  if (known && same(known, result)) return known
  results.set(copy, result)
  return result
}

/** Whether some of it lies below what is loaded. */
export const hasUnreadBelow = (state: ReplicaState, channelId: string): boolean => {
  const copy = state.channels.get(channelId)
  return isCounted(state, copy) && unreadBelow(state, copy) > 0
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

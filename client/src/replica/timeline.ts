import { share } from '@bijpraat/contract'
import { hold, homeOf, isOf, shownAs, showsInTimeline } from './folds.ts'
import { predictions } from './predictions.ts'
import type { ChannelCopy, HeldItem, OutboxEntry, OutboxState, ReplicaState } from './replica.ts'

/** One line of a channel on screen: what is confirmed, with what this device still owes laid over it (L12). */
export type TimelineRow = {
  /** As it is shown. `seq` and `rev` are 0 for what has no place in the log yet. */
  readonly item: HeldItem
  readonly state: 'confirmed' | OutboxState
  /** Own changes of it that the log does not show yet, oldest first; failed ones are not laid over it. */
  readonly entries: readonly OutboxEntry[]
}

const noRows: readonly TimelineRow[] = []
const noEntries: readonly OutboxEntry[] = []

const same = <T>(a: readonly T[], b: readonly T[]) =>
  a.length === b.length && a.every((one, at) => one === b[at])

const isMaking = (entry: OutboxEntry) => predictions.get(entry.command)?.creates !== undefined

/** The item that an entry makes or changes, as one key over all channels. */
const targetOf = (entry: OutboxEntry): string => {
  const { itemId } = entry.input
  return `${entry.channelId}/${typeof itemId === 'string' ? itemId : entry.commandId}`
}

const keyOf = (channelId: string, item: HeldItem): string => {
  const home = homeOf(channelId, item)
  return `${home.channelId}/${home.itemId}`
}

const byTarget = (outbox: readonly OutboxEntry[]): Map<string, OutboxEntry[]> => {
  const groups = new Map<string, OutboxEntry[]>()
  for (const entry of outbox) {
    const group = groups.get(targetOf(entry))
    if (group) group.push(entry)
    else groups.set(targetOf(entry), [entry])
  }
  return groups
}

const layOver = (item: HeldItem, entry: OutboxEntry): HeldItem => {
  const amends = predictions.get(entry.command)?.amends
  if (amends === undefined || entry.state === 'failed' || item.deletedAt !== undefined) return item
  if (!isOf(item, share)) return amends(item, entry.input, entry)
  const card = amends(shownAs(item), entry.input, entry)
  return {
    ...card,
    kind: item.kind,
    content: card.content === null ? null : { ...item.content, card: card.content },
  }
}

const stateOf = (entries: readonly OutboxEntry[]): TimelineRow['state'] =>
  entries.some((entry) => entry.state === 'failed') ? 'failed' : (entries.at(-1)?.state ?? 'confirmed')

const rows = new WeakMap<HeldItem, TimelineRow>()

const rowOf = (item: HeldItem, entries: readonly OutboxEntry[]): TimelineRow => {
  const known = rows.get(item)
  if (known !== undefined && same(known.entries, entries)) return known
  const row = { item: entries.reduce(layOver, item), state: stateOf(entries), entries }
  rows.set(item, row)
  return row
}

const unborn = new WeakMap<Readonly<Record<string, unknown>>, HeldItem>()

/** The item that an entry will make; the same object as long as the entry's input is. */
const madeBy = (entry: OutboxEntry): HeldItem | undefined => {
  const known = unborn.get(entry.input)
  if (known !== undefined) return known
  const made = predictions.get(entry.command)?.creates?.(entry.input)
  if (made === undefined) return undefined
  const { commandId: id, personId: authorId, writtenAt: createdAt } = entry
  const item = hold({ id, seq: 0, rev: 0, authorId, createdAt, ...made })
  unborn.set(entry.input, item)
  return item
}

const build = (copy: ChannelCopy, outbox: readonly OutboxEntry[]): TimelineRow[] => {
  const owed = byTarget(outbox)
  const confirmed = copy.timeline
    .map((id) => copy.items.get(id))
    .filter((item) => item !== undefined)
    .filter(showsInTimeline)
    .map((item) => rowOf(item, owed.get(keyOf(copy.channelId, item)) ?? noEntries))
  const unsent = outbox
    .filter(
      (entry) => entry.channelId === copy.channelId && isMaking(entry) && !copy.items.has(entry.commandId),
    )
    .map((entry) => ({ item: madeBy(entry), entries: owed.get(targetOf(entry)) ?? noEntries }))
    .flatMap(({ item, entries }) => (item ? [rowOf(item, entries)] : []))
  return [...confirmed, ...unsent]
}

const built = new WeakMap<ChannelCopy, { outbox: readonly OutboxEntry[]; rows: readonly TimelineRow[] }>()

/**
 * The rows of a channel, oldest first, own unsent ones at the end. The same array while nothing in it changed,
 * and the same row objects where nothing changed.
 */
export const timelineOf = (state: ReplicaState, channelId: string): readonly TimelineRow[] => {
  const copy = state.channels.get(channelId)
  if (copy === undefined) return noRows
  const known = built.get(copy)
  if (known?.outbox === state.outbox) return known.rows
  const fresh = build(copy, state.outbox)
  const made = known !== undefined && same(known.rows, fresh) ? known.rows : fresh
  built.set(copy, { outbox: state.outbox, rows: made })
  return made
}

const stood = new WeakMap<ChannelCopy, { outbox: readonly OutboxEntry[]; rows: readonly TimelineRow[] }>()

/**
 * What stands in a channel, whatever its place, newest first: also what lies below the loaded range, since it comes
 * with every fresh page. The same array while the channel and what this device owes are the same.
 */
export const standingIn = (state: ReplicaState, channelId: string): readonly TimelineRow[] => {
  const copy = state.channels.get(channelId)
  if (copy === undefined) return noRows
  const known = stood.get(copy)
  if (known?.outbox === state.outbox) return known.rows
  const owed = byTarget(state.outbox)
  const owedTo = (item: HeldItem) => owed.get(keyOf(channelId, item)) ?? noEntries
  const rows = [...copy.items.values()]
    .filter((item) => (item.standing || owedTo(item).length > 0) && showsInTimeline(item))
    .map((item) => rowOf(item, owedTo(item)))
    .filter(({ item }) => item.standing)
    .sort((a, b) => b.item.seq - a.item.seq)
  stood.set(copy, { outbox: state.outbox, rows })
  return rows
}

import {
  type ChannelAnswer,
  directoryId,
  type history,
  type Item,
  itemKinds,
  type OutputOf,
  positionsItemId,
  type Range,
} from '@bijpraat/contract'

export type Audience = 'members' | 'public'

/** One channel's log as the contract describes it: items by id, each with its newest state. */
export type ChannelLog = {
  channelId: string
  generation: number
  head: number
  items: Map<string, Item>
  /** Answers by command id (L4). */
  done: Map<string, unknown>
}

export const emptyLog = (channelId: string): ChannelLog => ({
  channelId,
  generation: 1,
  head: 0,
  items: new Map(),
  done: new Map(),
})

export const cloneLog = (log: ChannelLog): ChannelLog => ({
  ...log,
  items: new Map(log.items),
  done: new Map(log.done),
})

/** The newest page, small, so that few messages make several pages. */
const freshPage = 8
const maxDelta = 12

export const keyOf = (log: ChannelLog, audience: Audience) => `${audience}.1.${log.generation}`

export const view = (item: Item, audience: Audience): Item =>
  audience === 'members' || item.kind === 'channel'
    ? item
    : { id: item.id, kind: 'stub', seq: item.seq, rev: item.rev, authorId: null, createdAt: 0, content: null }

const bySeq = (log: ChannelLog) => [...log.items.values()].sort((a, b) => a.seq - b.seq)
const byRev = (log: ChannelLog) => [...log.items.values()].sort((a, b) => a.rev - b.rev)

export const rangeOf = (log: ChannelLog, after: number, audience: Audience): Range => ({
  channelId: log.channelId,
  after,
  upTo: log.head,
  items: byRev(log)
    .filter((item) => item.rev > after)
    .map((item) => view(item, audience)),
})

const isWhole = ({ channelId }: ChannelLog) => channelId === directoryId || channelId.startsWith('me.')

const newest100 = (items: readonly Item[]) =>
  items
    .map(({ seq }) => seq)
    .slice(-100)
    .reverse()

export const resetOf = (
  log: ChannelLog,
  audience: Audience,
  personId: string | null,
  position: number,
  limit = freshPage,
): ChannelAnswer => {
  const common = { answer: 'reset', channelId: log.channelId, key: keyOf(log, audience) } as const
  if (isWhole(log)) {
    const items = byRev(log).slice(0, maxDelta)
    const more = items.length < log.items.size
    const upTo = more ? (items.at(-1)?.rev ?? 0) : log.head
    return {
      ...common,
      upTo,
      floor: 1,
      items: items.map((item) => view(item, audience)),
      unreadBelow: 0,
      below: { unread: [], calls: [] },
      more,
    }
  }
  const newest = bySeq(log).slice(-limit)
  const floor = newest.length < limit ? 1 : (newest[0]?.seq ?? 1)
  const standing = bySeq(log).filter((item) => item.standing && item.seq < floor)
  const unread = bySeq(log).filter(
    (item) =>
      item.seq > position &&
      item.seq < floor &&
      item.authorId !== personId &&
      item.deletedAt === undefined &&
      itemKinds.get(item.kind)?.countsAsUnread,
  )
  const authors = new Set(unread.flatMap(({ authorId }) => authorId ?? []))
  const seqsBy = (author: string) => newest100(unread.filter(({ authorId }) => authorId === author))
  return {
    ...common,
    upTo: log.head,
    floor,
    items: [...standing, ...newest].map((item) => view(item, audience)),
    unreadBelow: 0,
    below: {
      unread: personId === null ? [] : newest100(unread),
      calls: newest100(
        unread.filter(
          ({ addresses = [] }) => addresses.includes(personId ?? '') || addresses.includes('everyone'),
        ),
      ),
      talkBy: Object.fromEntries([...authors].map((author) => [author, seqsBy(author)])),
    },
    more: false,
  }
}

export type Have = { cursor: number; key: string } | undefined

/** What catches a copy up: a delta where it is known and not too old, else a fresh page. */
export const answerOf = (
  log: ChannelLog,
  have: Have,
  audience: Audience,
  personId: string | null,
  position: number,
): ChannelAnswer => {
  const key = keyOf(log, audience)
  if (have === undefined || have.key !== key || have.cursor > log.head) {
    return resetOf(log, audience, personId, position)
  }
  const changed = byRev(log).filter((item) => item.rev > have.cursor)
  if (changed.length > maxDelta * 2 && !isWhole(log)) return resetOf(log, audience, personId, position)
  const items = changed.slice(0, maxDelta)
  const more = items.length < changed.length
  const upTo = more ? (items.at(-1)?.rev ?? log.head) : log.head
  const viewed = items.map((item) => view(item, audience))
  return { answer: 'delta', channelId: log.channelId, key, after: have.cursor, upTo, items: viewed, more }
}

export const pageOf = (
  log: ChannelLog,
  before: number,
  limit: number,
  audience: Audience,
): OutputOf<typeof history> => {
  const items = bySeq(log)
    .filter((item) => item.seq < before)
    .slice(-limit)
  const floor = items.length < limit ? 1 : (items[0]?.seq ?? 1)
  return {
    items: items.map((item) => view(item, audience)),
    floor,
    key: keyOf(log, audience),
    asOf: log.head,
  }
}

/** Raises read positions in a personal channel: its one item takes the new rev as its place, too. */
export const raisePositions = (
  log: ChannelLog,
  raised: readonly { channelId: string; seq: number }[],
): boolean => {
  const before = log.items.get(positionsItemId)?.content as
    | { seqByChannel: Record<string, number> }
    | undefined
  const seqByChannel = { ...before?.seqByChannel }
  let rises = false
  for (const { channelId, seq } of raised) {
    if (seq <= (seqByChannel[channelId] ?? 0)) continue
    seqByChannel[channelId] = seq
    rises = true
  }
  if (!rises) return false
  log.head += 1
  log.items.set(positionsItemId, {
    id: positionsItemId,
    kind: 'positions',
    seq: log.head,
    rev: log.head,
    authorId: null,
    createdAt: 0,
    content: { seqByChannel },
  })
  return true
}

import type { Item, Me, Range } from '@bijpraat/contract'
import { fromReset, type Reset } from './apply.ts'
import { type ChannelCopy, emptyReplica, type OutboxEntry, type ReplicaState } from './replica.ts'

/** Small makers of what travels, for tests. */

export const message = (id: string, seq: number, more: Partial<Item> = {}): Item => ({
  id,
  kind: 'message',
  seq,
  rev: seq,
  authorId: 'ben',
  createdAt: seq,
  content: { text: id },
  ...more,
})

export const range = (after: number, upTo: number, items: Item[], channelId = 'x.one'): Range => ({
  channelId,
  after,
  upTo,
  items,
})

export const reset = (items: Item[], more: Partial<Reset> = {}): Reset => ({
  answer: 'reset',
  channelId: 'x.one',
  key: 'members.1.1',
  upTo: Math.max(0, ...items.map((item) => item.rev)),
  floor: 1,
  items,
  unreadBelow: 0,
  below: { unread: [], calls: [] },
  more: false,
  ...more,
})

export const copyOf = (items: Item[], more: Partial<Reset> = {}): ChannelCopy =>
  fromReset(reset(items, more), false)

const me: Me = {
  personId: 'ann',
  name: 'ann',
  role: 'villager',
  email: null,
  confirmBy: null,
  moderatorOf: [],
  memberOf: ['x.one'],
  bans: [],
  sessionId: 'session',
}

export const stateOf = (copies: ChannelCopy[], more: Partial<ReplicaState> = {}): ReplicaState => ({
  ...emptyReplica,
  me,
  channels: new Map(copies.map((copy) => [copy.channelId, copy])),
  ...more,
})

export const entry = (commandId: string, more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  commandId,
  personId: 'ann',
  command: 'message.post',
  channelId: 'x.one',
  input: { commandId, channelId: 'x.one', text: commandId },
  state: 'waiting',
  writtenAt: 5,
  settled: false,
  ...more,
})

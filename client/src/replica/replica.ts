import type { Below, ErrorCode, Item, Me } from '@bijpraat/contract'
import { createStore, type StoreApi } from 'zustand/vanilla'

/** An item as this client holds it. `fits`: its content is what its kind promises, so that a typed card may show it. */
export type HeldItem = Item & { readonly fits: boolean }

/** The client's copy of one channel; replaced as a whole by every change, never altered. */
export type ChannelCopy = {
  readonly channelId: string
  /** Audience, view and generation that the copy is valid for, as the server named it (L6). */
  readonly key: string
  /** Every change up to this rev is in the copy. */
  readonly cursor: number
  /** Lowest seq of the loaded contiguous range; 1 when it reaches the beginning. */
  readonly floor: number
  /** Whatever was at or below this rev came with a fresh page or from disk: older states are refused. */
  readonly freshAt: number
  /** All that is held, also what lies outside the loaded range (pins, changes of what is not loaded). */
  readonly items: ReadonlyMap<string, HeldItem>
  /** Some of it lies beyond the cursor, which is to reach it yet: cards that came before the rest of the directory. */
  readonly isAhead: boolean
  /** Ids of the loaded range, `floor <= seq <= cursor`, by seq. Only these are shown and read. */
  readonly timeline: readonly string[]
  /** Of what the copy began with: places below `floor` that were unread, or called me; 100 means 100 or more. */
  readonly below: Below
  readonly reachedStart: boolean
  /** Looked into without being a member: kept in memory only. */
  readonly followed: boolean
}

/** `sent`: acknowledged, but the log as we hold it does not show it yet. */
export type OutboxState = 'waiting' | 'sending' | 'sent' | 'failed'

/** A change that this device owes the server. */
export type OutboxEntry = {
  readonly commandId: string
  readonly personId: string
  readonly command: string
  /** The command's input, with `commandId`; never altered once it may have been sent (L4). */
  readonly input: Readonly<Record<string, unknown>>
  /** The channel whose queue it is in; empty for commands that are of no channel. */
  readonly channelId: string
  readonly state: OutboxState
  /** Why it failed, or why it waits. */
  readonly code?: ErrorCode
  readonly writtenAt: number
  /** Not sent before then, unless it is let go, so that it can be taken back. */
  readonly heldUntil?: number
  /** The command's input can say when it was written. */
  readonly saysWhen?: boolean
  /** The input is settled: it may have reached the server under this id. */
  readonly settled: boolean
  /** For `sent`: the rev that it got. */
  readonly rev?: number
}

/**
 * `live`: all that is committed is here within seconds. `connecting`: trying, or unsure. `offline`: no way to
 * the server now. `renew`: this app is too old. `signedOut`: the session has ended.
 */
export type Connection = 'live' | 'connecting' | 'offline' | 'renew' | 'signedOut'

export type ReplicaState = {
  /** Undefined until it is known; null for who is not signed in. */
  readonly me: Me | null | undefined
  readonly epoch: string | null
  readonly connection: Connection
  /**
   * Whether copy and outbox survive a restart, or why they live in memory only: the browser keeps nothing, the device
   * is full, or it was chosen so.
   */
  readonly storage: 'kept' | 'memory' | 'full' | 'off'
  readonly channels: ReadonlyMap<string, ChannelCopy>
  /** In the order of writing. */
  readonly outbox: readonly OutboxEntry[]
  /** Read positions said on this device and not yet in the log. */
  readonly marks: ReadonlyMap<string, number>
  /** Who is in a channel now and what they do; forgotten by itself, never kept. */
  readonly presence: ReadonlyMap<string, PresenceIn>
}

/** By person: what they do, and until when that holds. */
export type PresenceIn = ReadonlyMap<string, { readonly doing: 'here' | 'writing'; readonly until: number }>

/** What the server owns, as far as this device knows it. Only `sync` writes it. */
export type Replica = StoreApi<ReplicaState>

/** What everything but `sync` gets. */
export type ReplicaView = Pick<Replica, 'getState' | 'getInitialState' | 'subscribe'>

export const emptyReplica: ReplicaState = {
  me: undefined,
  epoch: null,
  connection: 'connecting',
  storage: 'memory',
  channels: new Map(),
  outbox: [],
  marks: new Map(),
  presence: new Map(),
}

export const createReplica = (): Replica => createStore<ReplicaState>()(() => emptyReplica)

import type { Answer, Command, ErrorCode, InputOf, Me, OutputOf } from '@bijpraat/contract'
import type { ChannelCopy, OutboxEntry } from '../replica/replica.ts'

/** Time as the engine sees it; tests hand in their own. `after` takes milliseconds and returns its undoing. */
export type Clock = {
  now(): number
  after(ms: number, run: () => void): () => void
}

/**
 * An answer, or `offline`: none came, so that whether the command was done is unknown. A refusal is as the
 * contract says.
 */
export type CallAnswer<T> = Answer<T> | { ok: false; code: 'offline' }
export type CallCode = ErrorCode | 'offline'

/** Asks once, typed by the command. */
export type Call = <C extends Command>(command: C, input: InputOf<C>) => Promise<CallAnswer<OutputOf<C>>>

/** Gives a command and waits at most `timeoutMs` for its answer. Never rejects. */
export type Ask = (command: string, input: unknown, timeoutMs: number) => Promise<CallAnswer<unknown>>

export type SocketListener = {
  /** What the handshake asks, when it is sent; the answer comes as `resumed`. */
  greeting(): unknown
  opened(): void
  /** The connection ended, or could not be made. */
  closed(): void
  /** The server refused the handshake. */
  refused(code: ErrorCode): void
  broadcast(name: string, payload: unknown): void
  /** Anything at all arrived. */
  heard(): void
}

/** One connection, from its opening to its end; it never reconnects by itself. */
export type SyncSocket = {
  ask: Ask
  close(): void
}
/** Never calls the listener before it has returned. */
export type OpenSocket = (listener: SocketListener) => SyncSocket

/** What the device says about its network and its screen. */
export type Device = {
  online(): boolean
  visible(): boolean
  /** Called when either changed. Returns its undoing. */
  onChange(run: () => void): () => void
}

/** What the tabs of one browser tell each other. */
export type TabNews =
  | { type: 'outboxChanged' }
  | { type: 'entryState'; entry: OutboxEntry }
  | { type: 'entryGone'; commandId: string }
  | { type: 'leading' }
  | { type: 'forget' }

export type Tabs = {
  /**
   * Runs `lead` as soon as no other tab leads; its signal is aborted when another tab takes over. `steal` takes
   * over at once. Returns the undoing.
   */
  lead(lead: (lost: AbortSignal) => void, steal?: boolean): () => void
  tell(news: TabNews): void
  onNews(run: (news: TabNews) => void): () => void
}

export type StoredCopy = {
  me: Me
  epoch: string | null
  channels: ChannelCopy[]
}

/** One transaction: all of it is kept, or nothing. Channels are given whole; the storage writes what differs. */
export type CopyWrite = {
  me: Me
  epoch: string | null
  changed: { before: ChannelCopy | undefined; now: ChannelCopy }[]
  gone: string[]
}

/**
 * What a device keeps: the copy, the outbox and read positions not yet acknowledged, all of one person. Failures
 * reject; the engine then goes on in memory.
 */
export type CopyStorage = {
  /** `off`: in memory by the choice of who uses the device. */
  readonly kind: 'kept' | 'memory' | 'off'
  load(): Promise<StoredCopy | null>
  /** Makes `writer` the only one whose `save` is accepted. What is of another person is wiped. */
  claim(writer: string, personId: string): Promise<void>
  /** False if another writer has claimed the copy since. */
  save(writer: string, write: CopyWrite): Promise<boolean>
  /** Deletes a person's copy; the outbox stays. What is of someone else by now is left alone. */
  dropCopy(personId: string): Promise<void>
  /** Deletes everything of a person. */
  wipe(personId: string): Promise<void>
  outbox: {
    /** Entries of a person, in the order in which they were added. */
    all(personId: string): Promise<OutboxEntry[]>
    /** Adds at the end; an entry of the same id is moved there. */
    add(entry: OutboxEntry): Promise<void>
    /** Replaces an entry in its place; nothing if it is gone. */
    put(entry: OutboxEntry): Promise<void>
    remove(commandIds: readonly string[]): Promise<void>
  }
  marks: {
    all(personId: string): Promise<Map<string, number>>
    /** Raises positions. */
    raise(personId: string, marks: ReadonlyMap<string, number>): Promise<void>
    /** Removes what is at or below the given positions. */
    settle(personId: string, marks: ReadonlyMap<string, number>): Promise<void>
  }
  close(): void
}

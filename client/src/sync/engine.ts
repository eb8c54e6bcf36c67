import type { Command, InputOf, Item, OutputOf } from '@bijpraat/contract'
import type { Replica } from '../replica/replica.ts'
import type { Ask, CallAnswer, Clock, CopyStorage, Device, OpenSocket, Tabs } from './ports.ts'

export type EngineParts = {
  replica: Replica
  openSocket: OpenSocket
  storage: CopyStorage
  /** For commands that are served over HTTP only. */
  http?: Ask
  /** Absent: this is the only tab. */
  tabs?: Tabs
  /** Absent: always online and visible. */
  device?: Device
  clock?: Clock
  /** A number in [0, 1), for spreading retries. */
  random?: () => number
  /** A UUID in lower case. */
  newId?: () => string
}

export type Located =
  | { outcome: 'loaded'; item: Item }
  /** It exists, but too far back to load all that lies between. */
  | { outcome: 'tooFar'; item: Item }
  | { outcome: 'notFound' | 'offline' }

/** The input of a changing command without what the engine adds itself. */
export type ChangeInput<C extends Command> = Omit<InputOf<C>, 'commandId' | 'writtenAt'>

export type Engine = {
  /** Loads the kept copy, then connects. Resolves when the kept copy is in the replica. */
  start(): Promise<void>
  /** Ends connection, timers and locks; what was to be kept is written first. */
  stop(): Promise<void>
  /** Connects anew at once, as after signing in. */
  reconnect(): void
  /** Signed out on this device: deletes copy, outbox and everything else that is kept. */
  forget(): Promise<void>
  /** Asks once and answers: for reading, and for what one waits for on screen. */
  call<C extends Command>(command: C, input: InputOf<C>): Promise<CallAnswer<OutputOf<C>>>
  /** Puts a change in the outbox: it is shown at once and done exactly once. Returns its command id. */
  command<C extends Command>(command: C, input: ChangeInput<C>): string
  /** Tries a failed entry again, with what was queued upon it. */
  retry(commandId: string): void
  /** Drops an entry that failed or was not sent yet, with what was queued upon it. */
  discard(commandId: string): void
  /** Looks into a channel without being a member. Waits for a connection. */
  follow(channelId: string): Promise<'followed' | 'gone'>
  unfollow(channelId: string): void
  /** Loads a page below the loaded range. */
  loadOlder(channelId: string): Promise<'loaded' | 'start' | 'offline' | 'refused'>
  /** Loads history until an item is in the loaded range. */
  locate(channelId: string, itemId: string): Promise<Located>
  /** Says that I have read up to and including `seq`. */
  markRead(channelId: string, seq: number): void
}

export const createEngine = (_parts: EngineParts): Engine => {
  throw new Error('not built yet')
}

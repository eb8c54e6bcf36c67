import {
  type Command,
  delivery,
  type InputOf,
  presence as presenceBroadcast,
  resume as resumeCommand,
  resumed,
  rightsChanged,
  sayPresence,
  signedOut,
  since,
} from '@bijpraat/contract'
import { emptyReplica, type Replica } from '../replica/replica.ts'
import { readAnswer } from './answers.ts'
import { createBeginning } from './beginning.ts'
import { createCaller, typed } from './caller.ts'
import { createCatchUp } from './catch-up.ts'
import { systemClock } from './clock.ts'
import { createConnection } from './connection.ts'
import { newEntry } from './entry.ts'
import { createFilling } from './filling.ts'
import { createFollows } from './follows.ts'
import { createHistory, type Located } from './history.ts'
import { randomId } from './ids.ts'
import { createKeeper } from './keeper.ts'
import { createLeadership } from './leadership.ts'
import { createOutbox } from './outbox.ts'
import type { Ask, Call, Clock, CopyStorage, Device, OpenSocket, TabNews, Tabs } from './ports.ts'
import { createPresence } from './presence.ts'
import { createReading, type Held } from './reading.ts'
import { createResume, type ResumeAnswer } from './resume.ts'

export type { Located } from './history.ts'

export type EngineParts = {
  replica: Replica
  openSocket: OpenSocket
  storage: CopyStorage
  /** For commands that are served over HTTP only, or have large answers. */
  http?: Ask
  /** The answer of `sync.glance`, asked before this engine was there. Never rejects. */
  glanced?: Promise<unknown> | undefined
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
  call: Call
  /** Puts a change in the outbox: it is shown at once and done exactly once. Returns its command id. */
  command<C extends Command>(command: C, input: ChangeInput<C>): string
  /** The same, shown at once and sent when it is kept, or when this page is out of sight. */
  hold<C extends Command>(command: C, input: ChangeInput<C>): Held
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
  /** The same for many at once, to be kept or taken back. */
  holdRead(marks: readonly { channelId: string; seq: number }[]): Held
  /** Tells others in the channel on this screen that I am there, write, or wrote. */
  presence: Pick<ReturnType<typeof createPresence>, 'open' | 'writing' | 'wrote'>
}

/** Longer than a way back stands on the screen: what its page never let go is done all the same. */
const heldMs = 30_000

const isFull = (error: unknown) => error instanceof Error && error.name === 'QuotaExceededError'

const alwaysThere: Device = { online: () => true, visible: () => true, onChange: () => () => {} }

export const createEngine = (parts: EngineParts): Engine => {
  const { replica, storage, http, device = alwaysThere, clock = systemClock } = parts
  const { random = Math.random, newId = randomId } = parts
  // Tabs that share no storage share no outbox either.
  const tabs = storage.kind === 'kept' ? parts.tabs : undefined

  const tell = (news: TabNews) => tabs?.tell(news)
  const onStorageFault = (error: unknown) => replica.setState({ storage: isFull(error) ? 'full' : 'memory' })
  const me = () => replica.getState().me
  const maySend = () => leadership.isLeading() && connection.isReady()
  const ask: Ask = (command, input, timeoutMs) => connection.ask(command, input, timeoutMs)
  const call = createCaller({ socket: ask, http })

  const follows = createFollows({
    replica,
    isReady: () => connection.isReady(),
    refresh: () => connection.refresh(),
  })
  const keeper = createKeeper({ replica, storage, clock, writer: newId(), onFault: onStorageFault })
  const outbox = createOutbox({
    replica,
    storage,
    clock,
    random,
    ask,
    maySend,
    tell,
    keepCopy: keeper.flush,
    onStorageFault,
  })
  const reading = createReading({
    replica,
    storage,
    clock,
    random,
    ask,
    maySend: () => connection.isReady(),
    onStorageFault,
  })
  const presence = createPresence({
    replica,
    clock,
    device,
    say: (input) => {
      if (connection.isReady()) void call(sayPresence, input)
    },
  })
  const history = createHistory({ replica, call })
  const filling = createFilling({ replica, clock, loadOlder: history.loadOlder })

  const catchUp = createCatchUp({
    replica,
    clock,
    askSince: (input) => call(since, input),
    resumeAgain: () => connection.refresh(),
    onGone: outbox.gone,
  })

  const resume = createResume({
    clock,
    random,
    ask: (input, timeoutMs) => call(resumeCommand, input, timeoutMs),
    have: follows.have,
    onAsk: catchUp.resuming,
    onAnswer: (answer, also) => takeResume(answer, also),
  })

  const connection = createConnection({
    openSocket: parts.openSocket,
    clock,
    random,
    device,
    onLost: () => {
      filling.stop()
      resume.reset()
      catchUp.reset()
    },
    onBroadcast: (name, payload) => hear(name, payload),
    onStatus: (status) => {
      if (replica.getState().connection !== status) replica.setState({ connection: status })
    },
    isBehind: catchUp.isBehind,
    greeting: resume.greet,
    resume: resume.run,
  })

  const leadership = createLeadership({
    tabs,
    clock,
    device,
    isReady: () => connection.isReady(),
    onLead: () => {
      keeper.lead()
      void loadOwn()
    },
    onLost: keeper.yield,
  })

  /** What this device owes or has to say for a person. */
  const loadOwnOf = async (personId: string) => {
    await Promise.all([outbox.load(personId), reading.load(personId)])
  }
  const loadOwn = async () => {
    const personId = me()?.personId
    if (personId !== undefined) await loadOwnOf(personId)
  }

  /** Takes everything of the person who was signed in off the screen, and off the disk. */
  const empty = async (whose: null | undefined, wipe: 'copy' | 'all'): Promise<void> => {
    const personId = me()?.personId
    const { storage: kind, connection: status } = replica.getState()
    replica.setState({ ...emptyReplica, me: whose, storage: kind, connection: status })
    reading.clear()
    follows.clear()
    if (personId !== undefined) await keeper.wipe(personId, wipe)
  }

  /** `copy` keeps unsent text for the same person to come back to; nobody else will see it. */
  const endSession = (wipe: 'copy' | 'all'): Promise<void> => {
    connection.signedOut()
    return empty(null, wipe)
  }

  const takeResume = (answer: ResumeAnswer, also: ReadonlySet<string>): boolean => {
    const before = me()
    if (before && answer.me?.personId !== before.personId) {
      if (answer.me === null) {
        void endSession('copy')
        return false
      }
      void empty(undefined, 'copy')
      return true
    }
    const { epoch } = replica.getState()
    if (epoch !== null && epoch !== answer.epoch) outbox.owedAgain()
    catchUp.resumed(answer, also)
    if (!before && answer.me) void loadOwn()
    const isFirst = !connection.isReady()
    connection.caughtUp()
    follows.resumed(also)
    outbox.wake()
    reading.wake()
    if (isFirst) presence.wake()
    filling.wake()
    return false
  }

  const hear = (name: string, payload: unknown) => {
    switch (name) {
      case delivery.name: {
        const range = delivery.payload.safeParse(payload)
        if (range.success) catchUp.deliver(range.data)
        return
      }
      case resumed.name:
        return resume.greeted(typed(resumeCommand, readAnswer(payload)))
      case presenceBroadcast.name:
        return presence.hear(payload)
      case rightsChanged.name:
        return connection.refresh()
      case signedOut.name:
        return void forget()
    }
  }

  const forget = (): Promise<void> => {
    tell({ type: 'forget' })
    return endSession('all')
  }

  const add = <C extends Command>(command: C, input: ChangeInput<C>, how?: { heldUntil: number }): string => {
    const commandId = newId()
    const entry = newEntry(command, { commandId, personId: me()?.personId, input, now: clock.now() })
    outbox.add({ ...entry, ...how })
    leadership.nudge()
    return commandId
  }

  const stopListening = [
    tabs?.onNews((news) => {
      leadership.hear(news)
      outbox.hear(news)
      if (news.type === 'forget') void endSession('all')
    }),
    // A hidden page may never be shown, nor run, again.
    device.onChange(() => {
      if (device.visible()) return
      reading.leave()
      outbox.letGo()
      void keeper.flush()
    }),
  ]

  const beginning = createBeginning({ replica, storage, glanced: parts.glanced, loadOwnOf, onStorageFault })

  return {
    start: async () => {
      replica.setState({ storage: storage.kind })
      await beginning.load()
      leadership.start()
      connection.open()
    },
    stop: async () => {
      connection.close()
      filling.stop()
      outbox.stop()
      reading.stop()
      presence.stop()
      for (const stop of stopListening) stop?.()
      await keeper.flush()
      keeper.stop()
      leadership.stop()
      storage.close()
    },
    reconnect: connection.reopen,
    forget,
    call,
    command: (command, input) => add(command, input),
    hold: (command, input) => {
      const commandId = add(command, input, { heldUntil: clock.now() + heldMs })
      return { keep: () => outbox.letGo(commandId), undo: () => outbox.discard(commandId) }
    },
    retry: outbox.retry,
    discard: outbox.discard,
    follow: follows.follow,
    unfollow: follows.unfollow,
    loadOlder: history.loadOlder,
    locate: history.locate,
    markRead: reading.mark,
    holdRead: reading.hold,
    presence,
  }
}

import { changed, type ErrorCode, isPassing } from '@bijpraat/contract'
import type { OutboxEntry, Replica } from '../replica/replica.ts'
import { backoff } from './clock.ts'
import { isOwed, toSettled, toWaiting } from './entry.ts'
import type { Ask, CallAnswer, Clock, CopyStorage, TabNews } from './ports.ts'

const sendTimeoutMs = 10_000
/** A fault of the server that does not pass: the queue must not wait behind it for ever. */
const mostFaults = 8

export type OutboxParts = {
  replica: Replica
  storage: CopyStorage
  clock: Clock
  random: () => number
  ask: Ask
  /** Whether this tab may send now: it leads, and is connected and caught up. */
  maySend: () => boolean
  tell: (news: TabNews) => void
  /** Keeps the copy as it is now; false where another tab does, or nothing does. */
  keepCopy: () => Promise<boolean>
  /** What should have been kept could not be; it goes on in memory. */
  onStorageFault: (error: unknown) => void
}

/** Sends what this device owes, in order per channel, one at a time, exactly once (L4, L12). */
export type Outbox = {
  load(personId: string): Promise<void>
  add(entry: OutboxEntry): void
  /** What was held may be sent: this entry, or all. */
  letGo(commandId?: string): void
  retry(commandId: string): void
  discard(commandId: string): void
  /** There is no right to these channels any more: what waits for them fails, and can still be copied. */
  gone(channelIds: readonly string[]): void
  /** The log was put back to an earlier state (L7): what it acknowledged but never showed is owed again. */
  owedAgain(): void
  /** Sends whatever may be sent now. */
  pump(): void
  /** A connection begins or ends: who waited for a retry need not wait on. */
  wake(): void
  hear(news: TabNews): void
  stop(): void
}

type Queue = { inFlight: boolean; tries: number; faults: number; cancelRetry: (() => void) | null }

export const createOutbox = (parts: OutboxParts): Outbox => {
  const { replica, storage, clock, tell } = parts
  const queues = new Map<string, Queue>()
  /** Entries on their way into the storage: not to be sent before. */
  const saving = new Set<string>()
  /** Entries that only this tab knows of: on their way into the storage, or refused by it. */
  const unsaved = new Set<string>()
  /** Ended in this tab; a list that was read just before must not bring them back. */
  const ended = new Set<string>()

  const entries = () => replica.getState().outbox
  const find = (commandId: string) => entries().find((entry) => entry.commandId === commandId)
  const write = (outbox: readonly OutboxEntry[]) => replica.setState({ outbox })

  const keep = (task: Promise<void>): Promise<void> => task.catch(parts.onStorageFault)

  const replace = (entry: OutboxEntry) => {
    write(entries().map((one) => (one.commandId === entry.commandId ? entry : one)))
    tell({ type: 'entryState', entry })
  }

  const take = (commandIds: readonly string[]) => {
    write(entries().filter((entry) => !commandIds.includes(entry.commandId)))
    for (const commandId of commandIds) {
      ended.add(commandId)
      tell({ type: 'entryGone', commandId })
    }
  }

  /** What is done stays on disk until the copy there shows it: at every moment one of the two has it. */
  const forget = async (commandIds: readonly string[]) => {
    if (await parts.keepCopy()) await keep(storage.outbox.remove(commandIds))
  }

  const settle = (commandIds: readonly string[]) => {
    take(commandIds)
    void forget(commandIds)
  }

  const queueOf = (channelId: string): Queue => {
    const known = queues.get(channelId)
    if (known) return known
    const queue: Queue = { inFlight: false, tries: 0, faults: 0, cancelRetry: null }
    queues.set(channelId, queue)
    return queue
  }

  const isHeld = ({ heldUntil = 0 }: OutboxEntry) => heldUntil > clock.now()
  let cancelHeld = () => {}
  /** A page may be gone before it lets go what it held. */
  const awaitHeld = () => {
    cancelHeld()
    const ends = entries().flatMap((entry) => (isHeld(entry) ? [entry.heldUntil ?? 0] : []))
    if (ends.length > 0) cancelHeld = clock.after(Math.min(...ends) - clock.now(), pump)
  }

  const pump = () => {
    if (!parts.maySend()) return
    awaitHeld()
    for (const channelId of new Set(entries().map((entry) => entry.channelId))) {
      const queue = queueOf(channelId)
      const first = entries().find(
        (entry) => entry.channelId === channelId && isOwed(entry) && !isHeld(entry),
      )
      if (first === undefined || saving.has(first.commandId)) continue
      if (!queue.inFlight && queue.cancelRetry === null) void send(first, queue)
    }
  }

  const send = async (entry: OutboxEntry, queue: Queue) => {
    queue.inFlight = true
    const sent: OutboxEntry = { ...toSettled(entry, clock.now()), state: 'sending' }
    replace(sent)
    // Under one id only one content may ever reach the server (L4), also after a crash.
    if (!entry.settled) await keep(storage.outbox.put({ ...sent, state: 'waiting' }))
    const answer = await parts.ask(sent.command, sent.input, sendTimeoutMs)
    queue.inFlight = false
    const still = find(entry.commandId)
    if (still !== undefined) answered(sent, queue, answer)
    pump()
  }

  const answered = (entry: OutboxEntry, queue: Queue, answer: CallAnswer<unknown>) => {
    if (answer.ok) {
      Object.assign(queue, { tries: 0, faults: 0 })
      return acknowledged(entry, answer.data)
    }
    if (answer.code === 'internal') queue.faults += 1
    const passes = answer.code === 'offline' || (isPassing(answer.code) && queue.faults < mostFaults)
    if (!passes) {
      Object.assign(queue, { tries: 0, faults: 0 })
      return fail(entry, answer.code)
    }
    replace({ ...toWaiting(entry), ...(answer.code === 'offline' ? {} : { code: answer.code }) })
    const asked = 'retryAfterMs' in answer ? answer.retryAfterMs : undefined
    const wait = asked ?? backoff(queue.tries, 500, 30_000, parts.random)
    queue.tries += 1
    queue.cancelRetry = clock.after(wait, () => {
      queue.cancelRetry = null
      pump()
    })
  }

  const acknowledged = (entry: OutboxEntry, data: unknown) => {
    const done = changed.safeParse(data)
    const copy = replica.getState().channels.get(entry.channelId)
    // Until the log shows it, it is shown from here, so that nothing flickers, and kept: sending it again is safe.
    if (done.success && copy !== undefined && copy.cursor < done.data.rev) {
      return replace({ ...entry, state: 'sent', rev: done.data.rev })
    }
    settle([entry.commandId])
  }

  const fail = (entry: OutboxEntry, code: ErrorCode) => {
    const failed: OutboxEntry = { ...entry, state: 'failed', code }
    replace(failed)
    void keep(storage.outbox.put(failed))
  }

  /** What the log shows is done, whether or not its answer came. */
  const clearSeen = () => {
    const { channels, outbox } = replica.getState()
    const seen = outbox.filter((entry) => {
      const copy = channels.get(entry.channelId)
      if (copy === undefined) return entry.state === 'sent'
      return copy.items.has(entry.commandId) || (entry.rev !== undefined && entry.rev <= copy.cursor)
    })
    if (seen.length > 0) settle(seen.map((entry) => entry.commandId))
  }

  const unsubscribe = replica.subscribe((state, before) => {
    if (state.channels !== before.channels && state.outbox.length > 0) clearSeen()
  })

  const save = async (saved: readonly OutboxEntry[]) => {
    for (const { commandId } of saved) {
      saving.add(commandId)
      unsaved.add(commandId)
    }
    // All at once: this page may be gone in a moment, and all of them are on the screen.
    const adding = saved.map(async (entry) => {
      await keep(storage.outbox.add(entry).then(() => void unsaved.delete(entry.commandId)))
      saving.delete(entry.commandId)
    })
    await Promise.all(adding)
    tell({ type: 'outboxChanged' })
    pump()
  }

  /** What the storage holds, in its order; what only this tab knows of comes after it. */
  const reload = async (personId: string) => {
    const stored = (await storage.outbox.all(personId)).filter(({ commandId }) => !ended.has(commandId))
    const mine = entries().filter(({ commandId }) => unsaved.has(commandId))
    const others = stored.filter(({ commandId }) => !unsaved.has(commandId))
    write([...others.map((entry) => newest(find(entry.commandId), entry)), ...mine])
    clearSeen()
    pump()
  }

  /** An entry and what was queued upon the item that it makes. */
  const withDependents = (commandId: string) =>
    entries().filter((entry) => entry.commandId === commandId || entry.input.itemId === commandId)

  return {
    load: (personId) => keep(reload(personId)),
    pump,
    add: (entry) => {
      const first = !entries().some((one) => one.channelId === entry.channelId && isOwed(one))
      const added = first && parts.maySend() && !isHeld(entry) ? toSettled(entry, clock.now()) : entry
      write([...entries(), added])
      void save([added])
    },
    letGo: (commandId) => {
      for (const { heldUntil, ...entry } of entries()) {
        if (heldUntil === undefined || (commandId ?? entry.commandId) !== entry.commandId) continue
        replace(entry)
        void keep(storage.outbox.put(entry))
      }
      pump()
    },
    retry: (commandId) => {
      const again = withDependents(commandId)
        .filter((entry) => entry.state === 'failed')
        .map(toWaiting)
      const ids = new Set(again.map((entry) => entry.commandId))
      write([...entries().filter((entry) => !ids.has(entry.commandId)), ...again])
      void save(again)
    },
    discard: (commandId) => {
      const idle = withDependents(commandId).filter((e) => e.state === 'failed' || e.state === 'waiting')
      const commandIds = idle.map((entry) => entry.commandId)
      take(commandIds)
      void keep(storage.outbox.remove(commandIds))
    },
    gone: (channelIds) => {
      for (const entry of entries()) {
        // What may have reached the server is sent once more: only there it is known whether it was done (L4).
        const isUnsent = entry.state === 'waiting' && !entry.settled
        if (isUnsent && channelIds.includes(entry.channelId)) fail(entry, 'forbidden')
      }
    },
    owedAgain: () => {
      write(entries().map((entry) => (entry.state === 'sent' ? toWaiting(entry) : entry)))
    },
    wake: () => {
      for (const queue of queues.values()) {
        queue.cancelRetry?.()
        queue.cancelRetry = null
      }
      pump()
    },
    hear: (news) => {
      const personId = replica.getState().me?.personId
      if (news.type === 'outboxChanged' && personId) void keep(reload(personId))
      if (news.type === 'entryGone') {
        ended.add(news.commandId)
        void forget([news.commandId])
        const entry = find(news.commandId)
        if (entry && entry.state !== 'sending') write(entries().filter((one) => one !== entry))
      }
      if (news.type === 'entryState' && find(news.entry.commandId)) {
        write(entries().map((one) => (one.commandId === news.entry.commandId ? news.entry : one)))
        clearSeen()
        pump()
      }
    },
    stop: () => {
      unsubscribe()
      cancelHeld()
      for (const queue of queues.values()) queue.cancelRetry?.()
    },
  }
}

/** This tab's own state of an entry is newer than the stored one while it is on its way. */
const newest = (here: OutboxEntry | undefined, stored: OutboxEntry): OutboxEntry =>
  here !== undefined && (here.state === 'sending' || here.state === 'sent') ? here : stored

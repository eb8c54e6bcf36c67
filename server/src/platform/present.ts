import type { ClientSession } from 'mongodb'
import type { Connection } from 'mongoose'
import { byIdOf } from './by-id.ts'
import { createGather } from './gather.ts'

/**
 * What the database says of things that every command asks for and that seldom change: who someone is, whether a
 * session stands, what a channel allows. They are remembered for as long as a counter in the database stands still,
 * which is raised in the transaction of each change to them (`changed`) and looked at whenever it was not for
 * `leaseMs`. So an answer is the database's state of at most `leaseMs` ago, with or without Redis. A change that
 * takes something away waits until no node can act by what was before (`settled`): once it is acknowledged, it
 * holds everywhere.
 */
export type Present = {
  /** A document by its id, or null. Not to be written to. */
  document: <T extends { _id: string }>(collection: string, id: string) => Promise<T | null>
  /** The same for anything that can be read; null is not remembered. Not to be written to. */
  get: <T>(key: string, read: () => Promise<T>) => Promise<T>
  /** What is remembered under a key is over, here. */
  drop: (key: string) => void
  /** In the transaction of a change; creating what nobody can have asked for needs none. */
  changed: (session: ClientSession) => Promise<void>
  /** After that transaction: resolves when no node answers by the state before it. */
  settled: () => Promise<void>
  /** Something may have changed: looks before the next answer. */
  doubt: () => void
  /** Looks now: what is answered right after is not older than this call. */
  renew: () => Promise<void>
  prepare: () => Promise<void>
}

const leaseMs = 200
/** Looks that are asked for by themselves, as when thousands of clients come back at once, are no closer together. */
const looksApartMs = 25
const most = 50_000
/** For who edits the database by hand. */
const oldestMs = 600_000
/** Timers may be early. */
const marginMs = 10
const collection = 'present'
const counterId = 'rights'

type Counter = { _id: string; n: number }
type Held = { value: unknown; since: number }

const perConnection = new WeakMap<Connection, Present>()

/** One memory for each connection, shared by all stores on it. */
export const presentOf = (connection: Connection): Present => {
  const made = perConnection.get(connection) ?? createPresent(connection)
  perConnection.set(connection, made)
  return made
}

const createPresent = (connection: Connection): Present => {
  const byId = byIdOf(connection)
  const counters = connection.collection<Counter>(collection)
  const held = new Map<string, Held>()
  let counter = 0
  /** Grows with every change that was noticed: what was asked for before one is not kept after it. */
  let generation = 0
  /** When the look began that found the counter as it is known; and the earliest beginning that counts. */
  let lookedAt = Number.NEGATIVE_INFINITY
  let notBefore = Number.NEGATIVE_INFINITY

  const isSure = () => lookedAt >= notBefore && performance.now() - lookedAt < leaseMs

  const look = async () => {
    const startedAt = performance.now()
    const found = (await byId<Counter>(collection, counterId))?.n ?? 0
    // One that began later has answered already.
    if (startedAt < lookedAt) return
    lookedAt = startedAt
    if (found === counter) return
    counter = found
    generation += 1
    held.clear()
  }

  const keep = <T>(key: string, value: T, askedIn: number): T => {
    if (value === null || askedIn !== generation) return value
    const now = performance.now()
    held.delete(key)
    held.set(key, { value, since: now })
    for (const [oldest, { since }] of held) {
      if (held.size <= most && now - since < oldestMs) break
      held.delete(oldest)
    }
    return value
  }

  const get: Present['get'] = async <T>(key: string, read: () => Promise<T>) => {
    const known = held.get(key) as { value: T } | undefined
    const askedIn = generation
    if (isSure()) return known ? known.value : keep(key, await read(), askedIn)
    // Side by side: it is one question to the database.
    const [, fresh] = await Promise.all([look(), known ? null : read()])
    if (!known) return keep(key, fresh as T, askedIn)
    return generation === askedIn ? known.value : keep(key, await read(), generation)
  }

  const renew = createGather(async (asked: readonly undefined[]) => {
    await look()
    return asked
  }, looksApartMs)

  const doubt = () => {
    notBefore = performance.now()
  }

  return {
    get,
    document: (name, id) => get(`${name}/${id}`, () => byId(name, id)),
    drop: (key) => void held.delete(key),
    changed: async (session) => {
      await counters.updateOne({ _id: counterId }, { $inc: { n: 1 } }, { upsert: true, session })
    },
    settled: async () => {
      doubt()
      await new Promise((resolve) => setTimeout(resolve, leaseMs + marginMs))
    },
    doubt,
    renew: () => renew(undefined),
    prepare: async () => {
      await counters.updateOne({ _id: counterId }, { $setOnInsert: { n: 0 } }, { upsert: true })
    },
  }
}

import { type Answer, type Command, postMessage } from '@bijpraat/contract'
import type { LogHouse } from './compose.log.ts'
import { scheduledCommands } from './features/scheduled/scheduled.commands.ts'
import { createSender } from './features/scheduled/scheduled.sender.ts'
import { createScheduledStore } from './features/scheduled/scheduled.store.ts'
import type { LogCollection } from './log/collection.ts'
import { every } from './platform/every.ts'
import type { Actor } from './rights/rights.ts'
import type { Caller } from './wire/runner.ts'
import type { Served } from './wire/serve.ts'

type Parts = {
  collection: LogCollection
  house: Pick<LogHouse, 'log'>
  actorOf: (session: { personId: string; sessionId: string }) => Promise<Actor | null>
  /** Gives a command as anyone on the wire would: limits, policy and retries are the same. */
  run: (command: Command, input: unknown, caller: Caller) => Promise<Answer<unknown>>
  clock: () => number
  onError: (error: unknown) => void
}

const sweepMs = 1_000

/** Messages that are sent later, by whichever node comes first. */
export const composeScheduled = async (
  parts: Parts,
): Promise<{ commands: readonly Served[]; close: () => Promise<void> }> => {
  const { house, clock, onError } = parts
  const store = createScheduledStore(parts.collection)
  await store.createIndexes()
  const sender = createSender({
    log: house.log,
    store,
    clock,
    post: async (personId, message) => {
      // They need not be signed in anywhere at that time.
      const actor = await parts.actorOf({ personId, sessionId: 'scheduled' })
      if (actor === null) return 'gone'
      const who = { ip: '', userAgent: '', cookie: null, connection: null }
      return parts.run(postMessage, message, { ...who, transport: 'socket', identify: async () => actor })
    },
  })
  const loop = every(sweepMs, sender.sweep, onError)
  const underWay = new Set<Promise<void>>()
  const onDue = () => {
    const sweep = sender
      .sweep()
      .catch(onError)
      .finally(() => underWay.delete(sweep))
    underWay.add(sweep)
  }
  const close = async () => {
    await loop.stop()
    await Promise.all(underWay)
  }
  return { commands: scheduledCommands({ log: house.log, onDue }), close }
}

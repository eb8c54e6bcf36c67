import type { MongoClient } from 'mongodb'
import type { LogCollection } from './log/collection.ts'
import { createCommit } from './log/commit.ts'
import { createFeed, type Feed } from './log/feed.ts'
import { createLog, type Log } from './log/log.ts'
import type { Committed } from './log/model.ts'
import { createPositions } from './log/positions.ts'
import { createLogReader, type LogReader } from './log/read.ts'
import { endIdleTransactions } from './log/unlock.ts'
import { createWindow } from './log/window.ts'
import type { Bus } from './platform/bus.ts'

export type LogHouse = {
  log: Log
  reader: LogReader
  feed: Feed
  close: () => void
  raisePositions: ReturnType<typeof createPositions>
  /** Hears of every range that this process committed. */
  onCommitted: (listener: (range: Committed) => void) => void
}

type Parts = {
  client: MongoClient
  collection: LogCollection
  bus: Bus
  clock: () => number
  emit: (range: Committed) => void
  /** How many sockets of this node follow a channel. */
  readersOf: (channelId: string) => number
  onError: (error: unknown) => void
}

/** Wires the log, what reads it, and what this node sends of it. */
export const composeLog = ({ client, collection, bus, clock, emit, readersOf, onError }: Parts): LogHouse => {
  const reader = createLogReader({ client, log: collection })
  const window = createWindow({ emit, readersOf })
  const isFollowed = (channelId: string) => readersOf(channelId) > 0
  const feed = createFeed({ reader, bus, emit: window.offer, isFollowed, onError })
  const listeners: ((range: Committed) => void)[] = []
  const publish = (range: Committed) => {
    feed.committed(range)
    for (const listener of listeners) listener(range)
  }
  const onStuck = async () => void (await endIdleTransactions(client.db('admin')))
  const commit = createCommit({ client, log: collection, now: clock, onStuck })
  return {
    log: createLog({ commit, publish, onUnknown: feed.doubt }),
    reader,
    feed,
    close: () => {
      feed.close()
      window.close()
    },
    raisePositions: createPositions({ log: collection, publish }),
    onCommitted: (listener) => void listeners.push(listener),
  }
}

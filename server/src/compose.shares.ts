import { channelItemId } from '@bijpraat/contract'
import type { Db } from 'mongodb'
import type { LogHouse } from './compose.log.ts'
import type { ChannelStore } from './features/channels/channels.store.ts'
import { createShares } from './features/shares/shares.consumer.ts'
import { createShareStore } from './features/shares/shares.store.ts'
import { type Consumer, consumerRevs, createConsumer } from './log/consumer.ts'

type Parts = {
  db: Db
  house: Pick<LogHouse, 'log' | 'reader' | 'onCommitted'>
  channels: Pick<ChannelStore, 'projectIds' | 'ids' | 'itemRevs'>
  onError: (error: unknown) => void
}

/** Keeps shares equal to their homes: by what changes there, and by what changes of those who read them. */
export const composeShares = ({ db, house, channels, onError }: Parts): Omit<Consumer, 'wake'> => {
  const { log, reader, onCommitted } = house
  const { handle, handleReaders } = createShares({ log, reader, store: createShareStore(db) })
  const revs = consumerRevs(db)
  const homes = createConsumer({
    name: 'shares',
    revs,
    reader,
    channels: channels.projectIds,
    handle,
    onError,
  })
  const readers = createConsumer({
    name: 'share-readers',
    revs,
    // Only the own items of channels are followed: villages' chats would be read for nothing.
    reader: {
      heads: channels.itemRevs,
      changesAfter: async (channelId) => {
        const [own] = await channels.itemRevs([channelId])
        return own && { upTo: own.rev, items: [] }
      },
    },
    channels: channels.ids,
    handle: handleReaders,
    onError,
  })
  onCommitted(({ channelId, items }) => {
    const isOwn = items.some(({ id }) => id === channelItemId)
    if (isOwn || items.some(({ sharedTo }) => sharedTo)) homes.wake(channelId)
    if (isOwn) readers.wake(channelId)
  })
  return {
    sweep: async () => void (await Promise.all([homes.sweep(), readers.sweep()])),
    close: async () => void (await Promise.all([homes.close(), readers.close()])),
  }
}

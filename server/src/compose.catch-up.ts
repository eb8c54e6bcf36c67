import type { MongoClient } from 'mongodb'
import type { MutesHouse } from './compose.mutes.ts'
import { catchUpCommands } from './features/catch-up/catch-up.commands.ts'
import { createCatchUpService } from './features/catch-up/catch-up.service.ts'
import { createCatchUpStore } from './features/catch-up/catch-up.store.ts'
import type { ChannelStore } from './features/channels/channels.store.ts'
import type { SyncService } from './features/sync/sync.service.ts'
import type { LogCollection } from './log/collection.ts'
import type { Served } from './wire/serve.ts'

type Parts = {
  client: MongoClient
  collection: LogCollection
  channels: Pick<ChannelStore, 'factsOfAll'>
  sync: Pick<SyncService, 'followed'>
  mutedOf: MutesHouse['mutedOf']
  clock: () => number
}

/** Catching up, over the channels that one follows. */
export const composeCatchUp = ({ client, collection, channels, sync, mutedOf, clock }: Parts): Served[] =>
  catchUpCommands({
    service: createCatchUpService({
      store: createCatchUpStore({ client, log: collection }),
      followed: async (actor) => {
        const followed = await sync.followed(actor, [])
        const facts = await channels.factsOfAll(followed.map(({ channelId }) => channelId))
        return [...facts.values()]
      },
      mutedOf,
      clock,
    }),
  })

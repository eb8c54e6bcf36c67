import type { MongoClient } from 'mongodb'
import type { ChannelStore } from './features/channels/channels.store.ts'
import { planCommands } from './features/plan/plan.commands.ts'
import { createPlanStore } from './features/plan/plan.store.ts'
import type { LogCollection } from './log/collection.ts'
import type { Kinds } from './log/kinds.ts'
import type { Log } from './log/log.ts'
import type { Served } from './wire/serve.ts'

type Parts = {
  client: MongoClient
  collection: LogCollection
  log: Log
  kinds: Kinds
  channels: Pick<ChannelStore, 'around' | 'nameOf'>
  namesOf: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** The living plan of a project. */
export const composePlan = async (parts: Parts): Promise<Served[]> => {
  const { client, collection, log, kinds, channels, namesOf } = parts
  const store = createPlanStore({ client, log: collection })
  await store.createIndexes()
  const isPerson = async (personId: string) => (await namesOf([personId])).has(personId)
  return planCommands({ log, store, kinds, isPerson, around: channels.around, nameOf: channels.nameOf })
}

import type { MongoClient } from 'mongodb'
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
  namesOf: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
}

/** The living plan of a project. */
export const composePlan = async ({ client, collection, log, kinds, namesOf }: Parts): Promise<Served[]> => {
  const store = createPlanStore({ client, log: collection })
  await store.createIndexes()
  const isPerson = async (personId: string) => (await namesOf([personId])).has(personId)
  return planCommands({ log, store, kinds, isPerson })
}

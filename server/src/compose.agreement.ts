import { agreementCommands } from './features/agreement/agreement.commands.ts'
import { createAgreementReminders } from './features/agreement/agreement.reminders.ts'
import { createAgreementStore } from './features/agreement/agreement.store.ts'
import type { LogCollection } from './log/collection.ts'
import type { Kinds } from './log/kinds.ts'
import type { Log } from './log/log.ts'
import { every } from './platform/every.ts'
import type { Served } from './wire/serve.ts'

type Parts = {
  collection: LogCollection
  log: Log
  kinds: Kinds
  namesOf: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  clock: () => number
  onError: (error: unknown) => void
}

/** A reminder comes within seconds of its time; asking seldom finds anything and costs next to nothing. */
const sweepMs = 5_000

/** The working agreement of a project, and the moments that were promised in it. */
export const composeAgreement = async (
  parts: Parts,
): Promise<{ commands: readonly Served[]; close: () => Promise<void> }> => {
  const { collection, log, kinds, namesOf, clock, onError } = parts
  const store = createAgreementStore(collection)
  await store.createIndexes()
  const reminders = createAgreementReminders({ log, store, clock })
  const loop = every(sweepMs, reminders.sweep, onError)
  return { commands: agreementCommands({ log, store, kinds, namesOf }), close: loop.stop }
}

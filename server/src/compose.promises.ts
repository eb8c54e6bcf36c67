import type { ChannelStore } from './features/channels/channels.store.ts'
import { decisionCommands } from './features/decisions/decisions.commands.ts'
import { createDecisionStore } from './features/decisions/decisions.store.ts'
import { questionCommands } from './features/questions/questions.commands.ts'
import { createQuestionList } from './features/questions/questions.list.ts'
import { createReminders } from './features/questions/questions.reminders.ts'
import { createQuestionStore } from './features/questions/questions.store.ts'
import type { LogCollection } from './log/collection.ts'
import type { Kinds } from './log/kinds.ts'
import type { Log } from './log/log.ts'
import { every } from './platform/every.ts'
import type { Served } from './wire/serve.ts'

type Parts = {
  collection: LogCollection
  log: Log
  kinds: Kinds
  channels: Pick<ChannelStore, 'around' | 'allFacts' | 'nameOf'>
  namesOf: (personIds: readonly string[]) => Promise<ReadonlyMap<string, string>>
  clock: () => number
  onError: (error: unknown) => void
}

/** A reminder comes within seconds of its time; asking seldom finds anything and costs next to nothing. */
const sweepMs = 5_000

/** Questions with a promise to answer, and decisions. */
export const composePromises = async (
  parts: Parts,
): Promise<{ commands: readonly Served[]; close: () => Promise<void> }> => {
  const { collection, log, kinds, channels, namesOf, clock, onError } = parts
  const [questions, decisions] = [createQuestionStore(collection), createDecisionStore(collection)]
  await questions.createIndexes()
  await decisions.createIndexes()
  const { around, allFacts: allChannels, nameOf } = channels
  const reminders = createReminders({ log, store: questions, clock })
  const loop = every(sweepMs, reminders.sweep, onError)
  return {
    commands: [
      ...questionCommands({
        log,
        kinds,
        list: createQuestionList({ store: questions, kinds, allChannels, nameOf, clock }),
        isPerson: async (personId) => (await namesOf([personId])).has(personId),
      }),
      ...decisionCommands({ log, store: decisions, kinds, around, nameOf }),
    ],
    close: loop.stop,
  }
}

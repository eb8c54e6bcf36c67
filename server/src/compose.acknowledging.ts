import type { Db } from 'mongodb'
import type { LogHouse } from './compose.log.ts'
import type { PeopleHouse } from './compose.people.ts'
import { acknowledgeCommands } from './features/announcements/acknowledge.commands.ts'
import { createReadCounts } from './features/announcements/read-counts.ts'
import { createReaderStore } from './features/announcements/readers.store.ts'
import type { ChannelStore } from './features/channels/channels.store.ts'
import { every } from './platform/every.ts'
import type { Served } from './wire/serve.ts'

type Parts = {
  db: Db
  house: Pick<LogHouse, 'log' | 'reader'>
  channels: Pick<ChannelStore, 'allFacts' | 'factsOf'>
  people: Pick<PeopleHouse, 'people'>
  clock: () => number
  onError: (error: unknown) => void
}

/** A count is at most once a minute; looking whether one is due costs one question. */
const sweepMs = 5_000

/** Who has read announcements: told by each for oneself, counted for all. */
export const composeAcknowledging = async (
  parts: Parts,
): Promise<{ commands: readonly Served[]; close: () => Promise<void> }> => {
  const { house, channels, clock, onError } = parts
  const { log, reader } = house
  const readers = createReaderStore(parts.db)
  await readers.prepare()
  const villageIds = async () =>
    (await channels.allFacts()).flatMap(({ kind, channelId }) => (kind === 'village' ? [channelId] : []))
  const { memberIdsOf } = parts.people.people
  const counts = createReadCounts({ log, readers, factsOf: channels.factsOf, villageIds, memberIdsOf, clock })
  const loop = every(sweepMs, counts.sweep, onError)
  return {
    commands: acknowledgeCommands({ log, reader, readers, villageIds, clock }),
    close: loop.stop,
  }
}

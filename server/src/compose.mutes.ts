import type { Db } from 'mongodb'
import type { LogHouse } from './compose.log.ts'
import type { Muted } from './features/catch-up/catch-up.heard.ts'
import { muteCommands } from './features/mutes/mutes.commands.ts'
import { createMuteStore, type MuteStore } from './features/mutes/mutes.store.ts'
import { createLevelStore } from './features/push/levels.store.ts'
import type { Served } from './wire/serve.ts'

export type MutesHouse = {
  commands: readonly Served[]
  mutedOf: (personId: string) => Promise<Muted>
  among: MuteStore['among']
}

export const composeMutes = async ({
  db,
  house,
}: {
  db: Db
  house: Pick<LogHouse, 'log' | 'reader'>
}): Promise<MutesHouse> => {
  const [mutes, levels] = [createMuteStore(db), createLevelStore(db)]
  await mutes.prepare()
  return {
    commands: muteCommands({ log: house.log, reader: house.reader, mutes }),
    mutedOf: async (personId) => {
      const [channels, persons] = await Promise.all([levels.mutedBy(personId), mutes.mutedBy(personId)])
      return { channels: new Set(channels), persons: new Set(persons) }
    },
    among: mutes.among,
  }
}

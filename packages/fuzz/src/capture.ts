import type { Db } from 'mongodb'
import type { Database, EndState } from './end-state.ts'
import type { Town } from './town.ts'

/** Reads all that MongoDB holds of a town, past everything of the product. */
export const readDatabase = async (db: Db): Promise<Database> => {
  const all = async <T>(name: string): Promise<T[]> =>
    (await db
      .collection(name)
      .find({}, { readConcern: { level: 'majority' } })
      .toArray()) as T[]
  const [log, persons, channels] = await Promise.all([
    all<Database['log'][number]>('log'),
    all<Database['persons'][number]>('persons'),
    all<Database['channels'][number]>('channels'),
  ])
  return { log, persons, channels }
}

/** All that a run left behind, at this moment. */
export const capture = async (town: Town, start: Database): Promise<EndState> => ({
  start,
  database: await readDatabase(town.db),
  clients: town.devices.map((device) => device.state()),
  commands: town.ledger.all(),
  toldPositions: town.devices.flatMap(({ witness }) => witness.told()),
  seen: [...town.devices.flatMap(({ witness }) => witness.seen), ...town.ledger.faults],
})

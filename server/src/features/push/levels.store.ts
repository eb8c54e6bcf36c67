import type { NoticeLevel } from '@bijpraat/contract'
import type { ClientSession, Db } from 'mongodb'

/** What someone chose for a channel, as the log has it in their own: found from the channel's side. */
type ChosenLevel = { _id: string; channelId: string; personId: string; level: NoticeLevel }

/** By channel, then by person. */
export type ChosenLevels = ReadonlyMap<string, ReadonlyMap<string, NoticeLevel>>

const idOf = (channelId: string, personId: string) => `${channelId}/${personId}`

export const createLevelStore = (db: Db) => {
  const levels = db.collection<ChosenLevel>('noticeLevels')

  const byChannel = (found: readonly ChosenLevel[]): ChosenLevels => {
    const grouped = new Map<string, Map<string, NoticeLevel>>()
    for (const { channelId, personId, level } of found) {
      const ofChannel = grouped.get(channelId) ?? new Map<string, NoticeLevel>()
      grouped.set(channelId, ofChannel.set(personId, level))
    }
    return grouped
  }

  return {
    prepare: async (): Promise<void> => {
      await levels.createIndexes([
        { key: { channelId: 1, level: 1 } },
        { key: { personId: 1 }, partialFilterExpression: { level: 'muted' } },
      ])
    },

    /** In the transaction that writes the item of the person's own channel. */
    write: async (channelId: string, personId: string, level: NoticeLevel, session: ClientSession) => {
      const _id = idOf(channelId, personId)
      await levels.updateOne({ _id }, { $set: { channelId, personId, level } }, { upsert: true, session })
    },

    ofChannels: async (channelIds: readonly string[]): Promise<ChosenLevels> =>
      byChannel(await levels.find({ channelId: { $in: [...channelIds] } }).toArray()),

    /** Who chose to hear everything that is written in a channel. */
    hearingAll: async (channelId: string): Promise<string[]> => {
      const found = await levels.find({ channelId, level: 'all' }, { projection: { personId: 1 } }).toArray()
      return found.map(({ personId }) => personId)
    },

    /** The channels that someone muted. */
    mutedBy: async (personId: string): Promise<string[]> => {
      const found = await levels
        .find({ personId, level: 'muted' }, { projection: { channelId: 1 } })
        .toArray()
      return found.map(({ channelId }) => channelId)
    },

    ofPersons: async (personIds: readonly string[], channelIds: readonly string[]): Promise<ChosenLevels> => {
      const ids = channelIds.flatMap((channelId) => personIds.map((personId) => idOf(channelId, personId)))
      return byChannel(await levels.find({ _id: { $in: ids } }).toArray())
    },
  }
}

export type LevelStore = ReturnType<typeof createLevelStore>

import type { ClientSession, Db } from 'mongodb'

/** That someone has read an announcement. `_id` is `channelId/itemId/personId`. It leaves this server in counts only. */
type StoredReader = {
  _id: string
  channelId: string
  itemId: string
  personId: string
  /** Of the villages that the person belonged to when saying so. */
  villageIds: string[]
  at: number
  /** Is in the counts that were made last. */
  counted: boolean
}

/** When an announcement's readers were counted last: `_id` is `channelId/itemId`. */
type Counted = { _id: string; countedAt: number }

type Of = { channelId: string; itemId: string }
export type Reader = Pick<StoredReader, 'personId' | 'villageIds'>

const atOnce = 100
const keyOf = ({ channelId, itemId }: Of) => `${channelId}/${itemId}`

/** Who has read which announcement, and when that was counted. */
export const createReaderStore = (db: Db) => {
  const readers = db.collection<StoredReader>('acknowledgements')
  const counts = db.collection<Counted>('readCounts')

  return {
    prepare: async (): Promise<void> => {
      await readers.createIndexes([
        { key: { channelId: 1, itemId: 1 } },
        { key: { counted: 1 }, partialFilterExpression: { counted: false } },
      ])
    },

    /** In the transaction that writes the item of the person's own channel; the first time counts. */
    put: async (reader: Of & Reader & { at: number }, session: ClientSession): Promise<void> => {
      const _id = `${keyOf(reader)}/${reader.personId}`
      await readers.updateOne(
        { _id },
        { $setOnInsert: { ...reader, counted: false } },
        { upsert: true, session },
      )
    },

    /** Announcements with readers who are in no count yet, and were not counted since a time. */
    due: async (notSince: number): Promise<Of[]> => {
      const found = await readers
        .aggregate<{ _id: Of }>([
          { $match: { counted: false } },
          { $group: { _id: { channelId: '$channelId', itemId: '$itemId' } } },
        ])
        .toArray()
      const keys = found.map(({ _id }) => keyOf(_id))
      const late = await counts.find({ _id: { $in: keys }, countedAt: { $gt: notSince } }).toArray()
      const early = new Set(late.map(({ _id }) => _id))
      return found.flatMap(({ _id }) => (early.has(keyOf(_id)) ? [] : [_id])).slice(0, atOnce)
    },

    of: ({ channelId, itemId }: Of): Promise<StoredReader[]> => readers.find({ channelId, itemId }).toArray(),

    /** In the transaction that shows a count; whether none was made since a time. */
    take: async (of: Of, now: number, notSince: number, session: ClientSession): Promise<boolean> => {
      const _id = keyOf(of)
      const last = await counts.findOne({ _id }, { session })
      if (last !== null && last.countedAt > notSince) return false
      await counts.updateOne({ _id }, { $set: { countedAt: now } }, { upsert: true, session })
      return true
    },

    /** These are in a count by now. */
    keepCounted: async (counted: readonly StoredReader[]): Promise<void> => {
      const ids = counted.filter((reader) => !reader.counted).map(({ _id }) => _id)
      await readers.updateMany({ _id: { $in: ids } }, { $set: { counted: true } })
    },
  }
}

export type ReaderStore = ReturnType<typeof createReaderStore>

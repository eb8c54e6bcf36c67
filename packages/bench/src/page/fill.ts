import { randomUUID } from 'node:crypto'
import type { Head, StoredItem } from '@bijpraat/server/log/model'
import { MongoClient } from 'mongodb'

/** What is said in a village, of every length and with every markup, over and over. */
const said = [
  'Ja, goed.',
  'Wie heeft er zaterdag tijd om te helpen met de **stoelen** in het dorpshuis?',
  'Ik kom. Tot hoe laat duurt het ongeveer?',
  'Het dak lekt weer boven de keuken. Ik heb een emmer neergezet, maar dat houdt geen week meer. Kan iemand die handig is vanavond even kijken? Anders bel ik morgen de dakdekker, die kan dan volgende week.',
  'Zie https://voorbeeld.test/verslag voor het verslag van gisteren.',
  'Meenemen:\n- handschoenen\n- een schop\n- wat te drinken',
  '> Tot hoe laat duurt het ongeveer?\n\nTot *vijf uur*, denk ik.',
  'Bedankt allemaal!',
]

/** As lively as a channel gets: some 3,000 a day. */
const everyMs = 30_000

type Fill = { mongoUrl: string; channelId: string; authorIds: readonly string[]; size: number }

/**
 * Makes a channel as long as `size` items, in bulk, as the log would have written them; nobody may be connected yet.
 * Gives the ids of all it made, oldest first.
 */
export const fillChannel = async ({ mongoUrl, channelId, authorIds, size }: Fill): Promise<string[]> => {
  const client = await MongoClient.connect(mongoUrl)
  try {
    const log = client.db().collection<StoredItem | Head>('log')
    const head = (await log.findOne({ _id: `${channelId}/h` })) as Head | null
    if (head === null) throw new Error(`there is no channel ${channelId}`)
    const ids: string[] = []
    // What is there already becomes the oldest, and all of it lies in the past.
    const begin = Date.now() - size * everyMs
    await log.updateMany({ channelId, createdAt: { $exists: true } }, { $set: { createdAt: begin } })
    for (let from = head.rev + 1; from <= size; from += 10_000) {
      const count = Math.min(10_000, size - from + 1)
      const items = Array.from({ length: count }, (_, at) =>
        itemAt(channelId, from + at, authorIds, begin + (from + at) * everyMs),
      )
      await log.insertMany(items, { ordered: false })
      ids.push(...items.map(({ id }) => id))
    }
    await log.updateOne({ _id: `${channelId}/h` }, { $set: { rev: size, lastAt: begin + size * everyMs } })
    return ids
  } finally {
    await client.close()
  }
}

const itemAt = (
  channelId: string,
  seq: number,
  authorIds: readonly string[],
  createdAt: number,
): StoredItem => {
  const id = randomUUID()
  const text = `${said[seq % said.length]} (${seq})`
  const authorId = authorIds[Math.floor(seq / 3) % authorIds.length] ?? null
  const item = { _id: `${channelId}/i/${id}`, channelId, id, seq, rev: seq, authorId, createdAt }
  if (seq % 25 === 0) return { ...item, kind: 'update', content: { title: `Nieuws ${seq}`, text } }
  const reactions = seq % 7 === 0 && authorId ? { reactions: { nice: [authorId] } } : {}
  return { ...item, kind: 'message', content: { text }, ...reactions }
}

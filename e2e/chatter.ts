import { randomUUID } from 'node:crypto'
import { openDatabase } from '@bijpraat/server/testing/database'
import { openLog } from '@bijpraat/server/testing/log'

/** Fills a channel through the real log, faster than people may write. The texts are `Regel 1` and so on. */
export const fill = async (
  mongoUrl: string,
  channelId: string,
  authorId: string,
  count: number,
): Promise<string[]> => {
  const database = await openDatabase(mongoUrl, { as: 'given' })
  try {
    const { log } = await openLog(database)
    const ids = Array.from({ length: count }, () => randomUUID())
    for (const [i, id] of ids.entries()) {
      const content = { text: `Regel ${i + 1}` }
      await log.change({
        channelId,
        authorId,
        commandId: id,
        said: content,
        itemIds: [id],
        apply: (draft) => draft.create({ id, kind: 'message', authorId, content }).rev,
      })
    }
    return ids
  } finally {
    await database.close()
  }
}

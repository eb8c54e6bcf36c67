import { BSON, type Collection, type Db, type IndexDescription, type MongoClient } from 'mongodb'
import { beginRestore, endRestore, metaName } from '../platform/epoch.ts'
import { type Entry, readArchive } from './archive.ts'
import { collectionNames } from './collections.ts'

/** Nothing was changed: the database holds something, and replacing that was not asked for. */
export class NotEmptyError extends Error {}

const batchBytes = 4 * 1024 * 1024

/**
 * Puts a database back as it was in a backup. The whole archive is read and checked before anything is touched. The
 * last thing written is a new epoch, by which every client drops its copy (L7); until then no server starts on it,
 * so that a restore that was broken off is seen, and can be done again.
 */
export const restore = async (
  client: MongoClient,
  file: string,
  { replace = false }: { replace?: boolean } = {},
): Promise<{ documents: number; createdAt: string }> => {
  const checked = await check(file)
  const db = client.db()
  const present = await collectionNames(db)
  if (present.length > 0 && !replace)
    throw new NotEmptyError(
      'The database is not empty. Add --replace to put the backup in place of what it holds.',
    )
  await beginRestore(db)
  for (const name of present) if (name !== metaName) await db.dropCollection(name)
  await fill(db, readArchive(file))
  await endRestore(db)
  return checked
}

const check = async (file: string): Promise<{ documents: number; createdAt: string }> => {
  let documents = 0
  let createdAt = ''
  for await (const entry of readArchive(file)) {
    if (entry.type === 'document') documents += 1
    if (entry.type === 'header') createdAt = entry.header.createdAt
  }
  return { documents, createdAt }
}

const fill = async (db: Db, entries: AsyncIterable<Entry>): Promise<void> => {
  let filling: ReturnType<typeof filler> | null = null
  for await (const entry of entries) {
    if (entry.type === 'collection') {
      await filling?.flush()
      filling = filler(db.collection(entry.collection.name))
      await makeIndexes(db.collection(entry.collection.name), entry.collection.indexes)
    }
    if (entry.type === 'document') await filling?.add(entry.bson)
  }
  await filling?.flush()
}

/** Writes in batches. */
const filler = (collection: Collection) => {
  let batch: BSON.Document[] = []
  let bytes = 0
  const flush = async () => {
    const documents = batch
    batch = []
    bytes = 0
    if (documents.length === 0) return
    await collection.insertMany(documents, {
      ordered: false,
      writeConcern: { w: 'majority', journal: true },
    })
  }
  const add = async (bson: Buffer) => {
    // Numbers keep the type that they were stored with.
    batch.push(BSON.deserialize(bson, { promoteValues: false }))
    bytes += bson.length
    if (bytes >= batchBytes) await flush()
  }
  return { add, flush }
}

const makeIndexes = async (collection: Collection, indexes: readonly Record<string, unknown>[]) => {
  const made = indexes.filter(({ name }) => name !== '_id_').map(({ v: _version, ...index }) => index)
  if (made.length > 0) await collection.createIndexes(made as unknown as IndexDescription[])
}

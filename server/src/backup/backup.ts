import { createWriteStream } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import { createGzip } from 'node:zlib'
import { type ClientSession, type Db, type MongoClient, MongoServerError } from 'mongodb'
import { epochOf } from '../platform/epoch.ts'
import { archiveFormat, type Entry, written } from './archive.ts'
import { collectionNames } from './collections.ts'

/** MongoDB forgot how things were when the backup began; it remembers for five minutes unless told otherwise. */
const snapshotTooOld = 239

export class BackupError extends Error {}

/**
 * Writes all of the database, as it is at one moment, to a file that only its owner may read; people go on
 * meanwhile. The file is there only when it is whole.
 */
export const backUp = async (client: MongoClient, file: string): Promise<{ documents: number }> => {
  // What is half restored is worth no backup.
  await epochOf(client.db())
  const unfinished = `${file}.part`
  const count = { documents: 0 }
  const session = client.startSession({ snapshot: true })
  try {
    const entries = counted(everything(client.db(), session), count)
    const out = createWriteStream(unfinished, { mode: 0o600, flush: true })
    await pipeline(Readable.from(written(entries)), createGzip(), out)
    await rename(unfinished, file)
    await syncFolderOf(file)
    return count
  } catch (error) {
    await rm(unfinished, { force: true })
    throw explained(error)
  } finally {
    await session.endSession()
  }
}

async function* everything(db: Db, session: ClientSession): AsyncGenerator<Entry> {
  yield { type: 'header', header: { format: archiveFormat, createdAt: new Date().toISOString() } }
  for (const name of await collectionNames(db)) {
    const collection = db.collection(name)
    yield { type: 'collection', collection: { name, indexes: await collection.indexes() } }
    for await (const bson of collection.find({}, { session, raw: true, batchSize: 1_000 }))
      yield { type: 'document', bson: bson as unknown as Buffer }
  }
}

async function* counted(entries: AsyncIterable<Entry>, count: { documents: number }): AsyncGenerator<Entry> {
  for await (const entry of entries) {
    if (entry.type === 'document') count.documents += 1
    yield entry
  }
}

/** The name of a file is safe only with its folder on disk. */
const syncFolderOf = async (file: string): Promise<void> => {
  const folder = await open(file.replace(/[^/]*$/, '') || '.')
  try {
    await folder.sync()
  } finally {
    await folder.close()
  }
}

const explained = (error: unknown): unknown =>
  error instanceof MongoServerError && error.code === snapshotTooOld
    ? new BackupError(
        'Copying took longer than MongoDB remembers how it was. Raise its parameter ' +
          'minSnapshotHistoryWindowInSeconds and try again.',
      )
    : error

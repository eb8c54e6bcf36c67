// `npm run backup -- FILE` and `npm run restore -- FILE [--replace]`, on the MongoDB that `npm start` uses.
import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { ServiceError, useMongo } from '../packages/services/src/index.ts'
import { ArchiveError } from '../server/src/backup/archive.ts'
import { BackupError, backUp } from '../server/src/backup/backup.ts'
import { NotEmptyError, restore } from '../server/src/backup/restore.ts'
import { HalfRestoredError } from '../server/src/platform/epoch.ts'
import { connectMongo } from '../server/src/platform/mongo.ts'

type Connection = Awaited<ReturnType<typeof connectMongo>>

const REPOSITORY = resolve(import.meta.dirname, '..')
/** Problems that a person can mend: their sentence is all that is shown. */
const FOR_PEOPLE = [ArchiveError, BackupError, HalfRestoredError, NotEmptyError, ServiceError]

class UsageError extends Error {}

try {
  const { positionals, values } = asked()
  const [what, file, ...more] = positionals
  if (file === undefined || more.length > 0) throw new UsageError(`Name one file: npm run ${what} -- FILE`)
  const path = resolve(process.env.INIT_CWD ?? '.', file)
  if (what === 'backup' && existsSync(path))
    throw new UsageError(`${path} is there already. Name another file.`)
  if (what === 'restore' && !existsSync(path)) throw new UsageError(`There is no ${path}.`)
  if (what === 'backup') await withMongo({ alone: false }, (mongo) => toArchive(mongo, path))
  else await withMongo({ alone: true }, (mongo) => fromArchive(mongo, path, values))
} catch (error) {
  const isForPeople = [...FOR_PEOPLE, UsageError].some((kind) => error instanceof kind)
  console.error(isForPeople ? (error as Error).message : error)
  process.exitCode = 1
}

function asked() {
  try {
    return parseArgs({ allowPositionals: true, options: { replace: { type: 'boolean', default: false } } })
  } catch (error) {
    throw new UsageError((error as Error).message)
  }
}

async function toArchive(mongo: Connection, path: string): Promise<void> {
  const { documents } = await backUp(mongo.getClient(), path)
  console.log(`Kept ${documents} documents in ${path}. It holds everything that was said: keep it safe.`)
}

async function fromArchive(mongo: Connection, path: string, how: { replace: boolean }): Promise<void> {
  const { documents, createdAt } = await restore(mongo.getClient(), path, how)
  console.log(`Put back ${documents} documents, as they were at ${createdAt}. Start the servers again.`)
}

async function withMongo(
  { alone }: { alone: boolean },
  work: (mongo: Connection) => Promise<void>,
): Promise<void> {
  const dataDir = resolve(process.env.DATA_DIR || join(REPOSITORY, '.data'))
  const service = await useMongo({ dataDir, alone, onProgress: console.log })
  try {
    const mongo = await connectMongo(service.url)
    try {
      await work(mongo)
    } finally {
      await mongo.close()
    }
  } finally {
    await service.stop()
  }
}

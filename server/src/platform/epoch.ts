import { randomUUID } from 'node:crypto'
import type { Db } from 'mongodb'

type Meta = { _id: string; value: string }

/** The database is half way back from a backup. */
export class HalfRestoredError extends Error {}

export const metaName = 'meta'
const metaOf = (db: Db) => db.collection<Meta>(metaName)
const majority = { writeConcern: { w: 'majority', journal: true } } as const

/** The epoch of this database (L7): made at the first start, renewed only by a restore. */
export const epochOf = async (db: Db): Promise<string> => {
  if (await metaOf(db).findOne({ _id: 'restoring' }))
    throw new HalfRestoredError('A restore of this database was broken off. Do it again: npm run restore.')
  const found = await metaOf(db).findOneAndUpdate(
    { _id: 'epoch' },
    { $setOnInsert: { value: randomUUID() } },
    { upsert: true, returnDocument: 'after' },
  )
  if (!found) throw new Error('the epoch was neither found nor made')
  return found.value
}

/** Empties what `epochOf` looks at, and from now on no server starts here, until `endRestore`. */
export const beginRestore = async (db: Db): Promise<void> => {
  await metaOf(db).updateOne(
    { _id: 'restoring' },
    { $set: { value: new Date().toISOString() } },
    { upsert: true, ...majority },
  )
  await metaOf(db).deleteMany({ _id: { $ne: 'restoring' } }, majority)
}

/** A new epoch, and then the database may be used. */
export const endRestore = async (db: Db): Promise<void> => {
  await metaOf(db).updateOne(
    { _id: 'epoch' },
    { $set: { value: randomUUID() } },
    { upsert: true, ...majority },
  )
  await metaOf(db).deleteOne({ _id: 'restoring' }, majority)
}

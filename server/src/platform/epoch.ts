import { randomUUID } from 'node:crypto'
import type { Db } from 'mongodb'

type Meta = { _id: string; value: string }

/** The epoch of this database (L7): made at the first start, renewed only by a restore. */
export const epochOf = async (db: Db): Promise<string> => {
  const found = await db
    .collection<Meta>('meta')
    .findOneAndUpdate(
      { _id: 'epoch' },
      { $setOnInsert: { value: randomUUID() } },
      { upsert: true, returnDocument: 'after' },
    )
  if (!found) throw new Error('the epoch was neither found nor made')
  return found.value
}

import type { Db } from 'mongodb'

/** Names of all collections that are the product's, in order. */
export const collectionNames = async (db: Db): Promise<string[]> => {
  const collections = await db.listCollections({ type: 'collection' }, { nameOnly: true }).toArray()
  return collections
    .map(({ name }) => name)
    .filter((name) => !name.startsWith('system.'))
    .sort()
}

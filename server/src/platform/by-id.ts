import type { Connection } from 'mongoose'
import { createGather } from './gather.ts'

/** The document of a collection under this id, as the database has it when it is asked; null when there is none. */
export type ById = <T extends { _id: string }>(collection: string, id: string) => Promise<T | null>

const perConnection = new WeakMap<Connection, ById>()

/**
 * Reads single documents, all that are asked for in one turn of the event loop together: who someone is, whether
 * the session stands and what the channel allows are one question to the database instead of three, and those of
 * many commands that arrive at once are one, too.
 */
export const byIdOf = (connection: Connection): ById => {
  const held = perConnection.get(connection)
  if (held) return held
  const made = createById(connection)
  perConnection.set(connection, made)
  return made
}

type Asked = { collection: string; id: string }

const createById = (connection: Connection): ById => {
  const gather = createGather(async (asked: readonly Asked[]) => {
    const idsOf = new Map<string, Set<string>>()
    for (const { collection, id } of asked) {
      idsOf.set(collection, (idsOf.get(collection) ?? new Set()).add(id))
    }
    const found = await readAll(connection, idsOf)
    return asked.map(({ collection, id }) => found.get(`${collection}/${id}`) ?? null)
  })
  return (collection, id) => gather({ collection, id }) as Promise<never>
}

type Document = { _id: string }
type Tagged = { at: number; document: Document }

/** One command for all collections; each document comes with the place of its collection. */
const readAll = async (
  connection: Connection,
  idsOf: ReadonlyMap<string, ReadonlySet<string>>,
): Promise<Map<string, unknown>> => {
  const [first, ...others] = [...idsOf].map(([name, ids]) => ({ name, match: { _id: { $in: [...ids] } } }))
  if (!first) return new Map()
  const collection = connection.collection<Document>(first.name)
  if (others.length === 0) {
    const documents = await collection.find(first.match).toArray()
    return new Map(documents.map((document) => [`${first.name}/${document._id}`, document]))
  }
  const tagged = (at: number, match: object) => [
    { $match: match },
    { $replaceWith: { at: { $literal: at }, document: '$$ROOT' } },
  ]
  const pipeline = [
    ...tagged(0, first.match),
    ...others.map(({ name, match }, place) => ({
      $unionWith: { coll: name, pipeline: tagged(place + 1, match) },
    })),
  ]
  const names = [first, ...others].map(({ name }) => name)
  const all = await collection.aggregate<Tagged>(pipeline).toArray()
  return new Map(all.map(({ at, document }) => [`${names[at]}/${document._id}`, document]))
}

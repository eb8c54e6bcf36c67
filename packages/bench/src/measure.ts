import { MongoClient } from 'mongodb'

/** What the database did: documents and index keys looked at, bytes sent to the server process. */
export type Reads = { documents: number; keys: number; bytes: number }

type Profiled = { docsExamined?: number; keysExamined?: number; responseLength?: number }

/** Adds up everything that the database's own profiler saw while `work` ran. */
export const profileReads = async (mongoUrl: string, work: () => Promise<unknown>): Promise<Reads> => {
  const client = await MongoClient.connect(mongoUrl)
  try {
    const db = client.db()
    await db.command({ profile: 2 })
    await work()
    await db.command({ profile: 0 })
    const seen = await db
      .collection<Profiled>('system.profile')
      .find({ ns: { $regex: '\\.(log|persons|channels|sessions)$' } })
      .toArray()
    await db.dropCollection('system.profile')
    const sum = (field: keyof Profiled) => seen.reduce((total, entry) => total + (entry[field] ?? 0), 0)
    return { documents: sum('docsExamined'), keys: sum('keysExamined'), bytes: sum('responseLength') }
  } finally {
    await client.close()
  }
}

export const median = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length / 2)] ?? Number.NaN
}

import type { Redis } from 'ioredis'

/** What a connection said a moment ago, on whichever node. Lost with Redis, and then it was never said. */
export type BriefNotes = {
  /** `by` says it again before `ms` are over, or it is forgotten. */
  keep: (key: string, by: string, value: string, ms: number) => void
  /** What stands under each key, with the time at which it was said. */
  read: (keys: readonly string[]) => Promise<Note[][]>
}

export type Note = { value: string; at: number }

type Parts = { redis: Redis; prefix: string; clock: () => number }

export const createBriefNotes = ({ redis, prefix, clock }: Parts): BriefNotes => {
  const nameOf = (key: string) => `${prefix}note:${key}`
  const lost = () => undefined
  const isThere = () => redis.status === 'ready'

  return {
    keep: (key, by, value, ms) => {
      if (!isThere()) return
      const note = JSON.stringify({ value, at: clock(), until: clock() + ms })
      redis.multi().hset(nameOf(key), by, note).pexpire(nameOf(key), ms).exec().catch(lost)
    },
    read: async (keys) => {
      if (!isThere() || keys.length === 0) return keys.map(() => [])
      const asked = redis.pipeline()
      for (const key of keys) asked.hvals(nameOf(key))
      const answers = await asked.exec().catch(() => null)
      const now = clock()
      return keys.map((_, at) =>
        ((answers?.[at]?.[1] as string[] | null | undefined) ?? [])
          .map((note) => JSON.parse(note) as Note & { until: number })
          .filter(({ until }) => until > now),
      )
    },
  }
}

import type { Redis } from 'ioredis'

/** Counts what happened under a key in fixed windows. */
export type Limits = {
  /** Milliseconds to wait, or 0 when it is within the limit (and then counted). */
  take: (key: string, limit: number, perSeconds: number) => Promise<number>
}

/** One command instead of a transaction of two: it is on the way of everything that anyone asks. */
const countOne = {
  numberOfKeys: 1,
  lua: `
    local count = redis.call('INCR', KEYS[1])
    if count == 1 then redis.call('PEXPIRE', KEYS[1], ARGV[1]) end
    return count`,
}

type Counting = Redis & { countOne: (key: string, windowMs: number) => Promise<number> }

/**
 * Limits shared by all nodes in Redis. While Redis is away each node counts for itself: stricter would lock
 * people out, without would open the door.
 */
export const createLimits = (redis: Redis, prefix: string, now: () => number): Limits => {
  const local = createLocalLimits(now)
  redis.defineCommand('countOne', countOne)
  return {
    take: async (key, limit, perSeconds) => {
      if (redis.status !== 'ready') return local.take(key, limit, perSeconds)
      const windowMs = perSeconds * 1000
      const slot = Math.floor(now() / windowMs)
      const name = `${prefix}limit:${key}:${slot}`
      try {
        const count = await (redis as Counting).countOne(name, windowMs)
        return count <= limit ? 0 : (slot + 1) * windowMs - now()
      } catch {
        return local.take(key, limit, perSeconds)
      }
    },
  }
}

/** The same in the memory of one process; at most `maxKeys` are kept, oldest go first. */
const createLocalLimits = (now: () => number, maxKeys = 50_000): Limits => {
  const counts = new Map<string, { slot: number; count: number }>()
  return {
    take: async (key, limit, perSeconds) => {
      const windowMs = perSeconds * 1000
      const slot = Math.floor(now() / windowMs)
      const held = counts.get(key)
      const count = held?.slot === slot ? held.count + 1 : 1
      counts.delete(key)
      counts.set(key, { slot, count })
      for (const oldest of counts.keys()) {
        if (counts.size <= maxKeys) break
        counts.delete(oldest)
      }
      return count <= limit ? 0 : (slot + 1) * windowMs - now()
    },
  }
}

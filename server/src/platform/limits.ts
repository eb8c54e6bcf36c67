import type { Redis } from 'ioredis'
import { createGather } from './gather.ts'

/** Counts what happened under a key in fixed windows. */
export type Limits = {
  /** Milliseconds to wait, or 0 when it is within the limit (and then counted). */
  take: (key: string, limit: number, perSeconds: number) => Promise<number>
}

/**
 * Limits shared by all nodes in Redis. While Redis is away each node counts for itself: stricter would lock
 * people out, without would open the door.
 */
export const createLimits = (redis: Redis, prefix: string, now: () => number): Limits => {
  const local = createLocalLimits(now)
  const count = createGather(async (asked: readonly { name: string; windowMs: number }[]) => {
    const counting = redis.pipeline()
    for (const { name, windowMs } of asked) counting.incr(name).pexpire(name, windowMs, 'NX')
    const replies = (await counting.exec()) ?? []
    return asked.map((_, index) => {
      const [error, counted] = replies[2 * index] ?? [new Error('no reply')]
      if (error) throw error
      return Number(counted)
    })
  })
  return {
    take: async (key, limit, perSeconds) => {
      if (redis.status !== 'ready') return local.take(key, limit, perSeconds)
      const windowMs = perSeconds * 1000
      const slot = Math.floor(now() / windowMs)
      const name = `${prefix}limit:${key}:${slot}`
      try {
        return (await count({ name, windowMs })) <= limit ? 0 : (slot + 1) * windowMs - now()
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

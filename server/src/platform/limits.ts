import type { Redis } from 'ioredis'
import { createGather } from './gather.ts'

/** Counts what happened under a key in fixed windows. */
export type Limits = {
  /** Milliseconds to wait, or 0 when it is within the limit (and then counted). */
  take: (key: string, limit: number, perSeconds: number) => Promise<number>
}

/** What is known of one window: `total` includes what other nodes counted when Redis was heard last. */
type Count = { total: number; unsent: number; windowMs: number }
type Added = { name: string; by: number; windowMs: number }

const tellEveryMs = 50
const most = 50_000

/**
 * Limits shared by all nodes in Redis. Up to half a limit each node counts for itself and tells Redis a moment
 * later, many counts at once; from there on it asks first. So most commands wait for nothing, and what passes a limit
 * is at most what other nodes counted in the last 50 ms. While Redis is away each node counts for itself: stricter would lock people out, without
 * would open the door.
 */
export const createLimits = (redis: Redis, prefix: string, now: () => number): Limits => {
  const counts = new Map<string, Count>()
  const untold = new Map<string, Count>()

  const add = createGather(async (added: readonly Added[]) => {
    const counting = redis.pipeline()
    for (const { name, by, windowMs } of added) counting.incrby(name, by).pexpire(name, windowMs, 'NX')
    const replies = (await counting.exec()) ?? []
    return added.map((_, index) => {
      const [error, total] = replies[2 * index] ?? [new Error('no reply')]
      if (error) throw error
      return Number(total)
    })
  })

  /** What is counted meanwhile comes on top of what Redis says. */
  const send = async (name: string, count: Count): Promise<number> => {
    const by = count.unsent
    count.unsent = 0
    untold.delete(name)
    const total = await add({ name, by, windowMs: count.windowMs })
    count.total = total + count.unsent
    return total
  }

  const tell = () => {
    // Redis that is away now is not told later: then the window is over, or the others counted for themselves.
    for (const [name, count] of untold) send(name, count).catch(() => undefined)
  }

  const countOf = (name: string, windowMs: number): Count => {
    const count = counts.get(name) ?? { total: 0, unsent: 0, windowMs }
    counts.delete(name)
    counts.set(name, count)
    for (const oldest of counts.keys()) {
      if (counts.size <= most) break
      counts.delete(oldest)
    }
    return count
  }

  const countHere = (name: string, count: Count): number => {
    count.total += 1
    if (redis.status !== 'ready') return count.total
    count.unsent += 1
    if (untold.size === 0) setTimeout(tell, tellEveryMs).unref()
    untold.set(name, count)
    return count.total
  }

  return {
    take: async (key, limit, perSeconds) => {
      const windowMs = perSeconds * 1000
      const slot = Math.floor(now() / windowMs)
      const name = `${prefix}limit:${key}:${slot}`
      const count = countOf(name, windowMs)
      const asks = count.total >= limit / 2 && redis.status === 'ready'
      const askFirst = () => {
        count.unsent += 1
        return send(name, count).catch(() => countHere(name, count))
      }
      const total = asks ? await askFirst() : countHere(name, count)
      return total <= limit ? 0 : (slot + 1) * windowMs - now()
    },
  }
}

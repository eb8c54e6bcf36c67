import { connectRedis, firstReady } from '@bijpraat/server/platform/redis'
import { type Instance, startRedis } from '@bijpraat/services'

/** A Redis of the run's own, with which anything may be done at any moment (L8). */
export type TownRedis = AsyncDisposable & {
  url: string
  /** The same over every restart. */
  port: number
  /** Deletes all that it holds. */
  flush: () => Promise<void>
  /** SIGKILL; resolves when it is back, empty, after `ms`. One that is down stays down. */
  kill: (ms: number) => Promise<void>
}

export const startTownRedis = async (): Promise<TownRedis> => {
  let instance: Instance = await startRedis()
  const { port, url } = instance
  let isUp = true

  return {
    url,
    port,
    flush: async () => {
      const redis = connectRedis(url, () => {})
      await firstReady(redis, 2_000)
      // One that is away is as empty as can be.
      await redis.flushall().catch(() => {})
      redis.disconnect()
    },
    kill: async (ms) => {
      if (!isUp) return
      isUp = false
      await instance.kill('SIGKILL')
      await instance.stop()
      await new Promise((resolve) => setTimeout(resolve, ms))
      instance = await startAgain(port)
      isUp = true
    },
    [Symbol.asyncDispose]: () => instance.stop(),
  }
}

/** Some connection that the dead one left may hold the port for a moment. */
const startAgain = async (port: number, tries = 5): Promise<Instance> => {
  try {
    return await startRedis({ port })
  } catch (error) {
    if (tries <= 1) throw error
    await new Promise((resolve) => setTimeout(resolve, 200))
    return startAgain(port, tries - 1)
  }
}

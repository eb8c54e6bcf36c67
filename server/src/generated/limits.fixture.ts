import { Redis } from 'ioredis'

/** Takes the counts of one house out of Redis, so that what is tested is never hidden by a rate limit. */
export const openLimits = (redisUrl: string, mongoUrl: string) => {
  const redis = new Redis(redisUrl)
  const pattern = `${new URL(mongoUrl).pathname.slice(1)}:limit:*`
  return {
    forget: async (): Promise<void> => {
      const keys = await redis.keys(pattern)
      if (keys.length > 0) await redis.del(...keys)
    },
    close: () => redis.disconnect(),
  }
}

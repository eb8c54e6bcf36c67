import { Redis } from 'ioredis'

/**
 * A connection that comes and goes (L8): commands fail at once while it is away instead of waiting in a queue
 * that nobody reads any more. One that is silent is away too: else every command would wait for it in turn.
 */
export const connectRedis = (url: string, onError: (error: Error) => void): Redis => {
  const redis = new Redis(url, {
    enableOfflineQueue: false,
    maxRetriesPerRequest: 0,
    connectTimeout: 2_000,
    commandTimeout: 2_000,
    socketTimeout: 2_000,
    keepAlive: 10_000,
    // The bus subscribes to what it wants by then; what ioredis does by itself nobody hears fail.
    autoResubscribe: false,
    retryStrategy: (times) => Math.min(times * 100, 2_000),
  })
  redis.on('error', onError)
  return redis
}

/** Resolves when the first connection stands, or after `ms`: the server starts without Redis, too. */
export const firstReady = (redis: Redis, ms: number): Promise<void> =>
  new Promise((resolve) => {
    if (redis.status === 'ready') return resolve()
    const timer = setTimeout(resolve, ms)
    redis.once('ready', () => {
      clearTimeout(timer)
      resolve()
    })
  })

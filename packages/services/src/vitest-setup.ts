import type { TestProject } from 'vitest/node'
import { startMongo } from './mongo.ts'
import { startRedis } from './redis.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    mongoUrl: string
    redisUrl: string
  }
}

/** One MongoDB and one Valkey/Redis for the whole run, or those that MONGODB_URL and REDIS_URL name. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const onProgress = (sentence: string) => console.error(sentence)
  const [mongo, redis] = await Promise.all([
    process.env.MONGODB_URL ? undefined : startMongo({ onProgress }),
    process.env.REDIS_URL ? undefined : startRedis({ onProgress }),
  ])
  project.provide('mongoUrl', mongo?.url ?? process.env.MONGODB_URL ?? '')
  project.provide('redisUrl', redis?.url ?? process.env.REDIS_URL ?? '')
  return async () => {
    await Promise.all([mongo?.stop(), redis?.stop()])
  }
}

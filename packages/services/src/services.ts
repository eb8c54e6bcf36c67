import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Binary, findBinary, type OnProgress } from './binary.ts'
import { MONGODB, REDIS } from './engines.ts'
import { ensureWritableDir } from './folders.ts'
import { startMongo } from './mongo.ts'
import { startRedis } from './redis.ts'
import { ServiceError } from './service-error.ts'

export type Services = { mongoUrl: string; redisUrl: string; stop(): Promise<void> }

/**
 * MongoDB and Valkey/Redis with their data under `dataDir`; one that `MONGODB_URL` or `REDIS_URL` names is used as it
 * is, and not started or stopped by us. Rejects with a ServiceError for what a person can mend.
 */
export async function startServices(options: {
  dataDir: string
  onProgress?: OnProgress
}): Promise<Services> {
  const { dataDir, onProgress = () => {} } = options
  const stops: (() => Promise<void>)[] = []
  const stop = async () => {
    for (const step of stops.splice(0).reverse()) await step()
  }
  try {
    let mongoUrl = process.env[MONGODB.urlVariable]
    if (!mongoUrl) {
      const dir = await mongoDir(dataDir, onProgress)
      const mongo = await startMongo({ dir, onProgress })
      stops.push(mongo.stop)
      mongoUrl = mongo.url
    }
    let redisUrl = process.env[REDIS.urlVariable]
    if (!redisUrl) {
      const binary = await findBinary(REDIS, onProgress)
      const redis = await startRedis({ dir: join(dataDir, folderName(binary)), onProgress })
      stops.push(redis.stop)
      redisUrl = redis.url
    }
    return { mongoUrl, redisUrl, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/** The data's format goes with the series, so it is in the folder's name; data of another series is never passed by. */
async function mongoDir(dataDir: string, onProgress: OnProgress): Promise<string> {
  ensureWritableDir(dataDir)
  const binary = await findBinary(MONGODB, onProgress)
  const name = folderName(binary)
  const other = readdirSync(dataDir).find((entry) => entry.startsWith('mongodb-') && entry !== name)
  if (other && !existsSync(join(dataDir, name))) {
    throw new ServiceError(
      `The data in ${join(dataDir, other)} is of another MongoDB than ${binary.path} (${binary.version}). ` +
        `Name a mongod of that version in ${MONGODB.binaryVariable}, or another folder in DATA_DIR.`,
    )
  }
  return join(dataDir, name)
}

function folderName(binary: Binary): string {
  return `${binary.name}-${binary.series}`
}

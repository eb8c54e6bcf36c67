import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { type Binary, findBinary, type OnProgress } from './binary.ts'
import { MONGODB, REDIS } from './engines.ts'
import { ensureWritableDir } from './folders.ts'
import { type Instance, portInUse } from './instance.ts'
import { mongoUrl, startMongo } from './mongo.ts'
import { startRedis } from './redis.ts'
import { ServiceError } from './service-error.ts'

export type Services = {
  mongoUrl: string
  redisUrl: string
  /** Settles with a sentence when one of ours has ended, unless we stopped it. */
  lost: Promise<string>
  stop(): Promise<void>
}

/**
 * MongoDB and Valkey/Redis with their data under `dataDir`; one that `MONGODB_URL` or `REDIS_URL` names is used as it
 * is, and not started or stopped by us. Rejects with a ServiceError for what a person can mend.
 */
export async function startServices(options: {
  dataDir: string
  onProgress?: OnProgress
}): Promise<Services> {
  const { dataDir, onProgress = () => {} } = options
  const started: Instance[] = []
  let report: (sentence: string) => void = () => {}
  const lost = new Promise<string>((resolve) => {
    report = resolve
  })
  const own = (title: string, instance: Instance): string => {
    started.push(instance)
    void instance.ended.then((how) => {
      if (started.includes(instance)) report(`${title} has ended by itself (${how}).`)
    })
    return instance.url
  }
  const stop = async () => {
    for (const instance of started.splice(0).reverse()) await instance.stop()
  }
  try {
    ensureWritableDir(dataDir)
    const mongo = process.env[MONGODB.urlVariable] || own('MongoDB', await mongoIn(dataDir, onProgress))
    const redis = process.env[REDIS.urlVariable] || own('Redis', await redisIn(dataDir, onProgress))
    return { mongoUrl: mongo, redisUrl: redis, lost, stop }
  } catch (error) {
    await stop()
    throw error
  }
}

/**
 * The MongoDB alone that `startServices` would use: the one that `MONGODB_URL` names, the one that runs in `dataDir`
 * now, or else one that is started there and stopped by `stop`. `alone`: one that runs there is in use, and refused.
 */
export async function useMongo(options: {
  dataDir: string
  alone: boolean
  onProgress: OnProgress
}): Promise<{ url: string; stop(): Promise<void> }> {
  const { dataDir, alone, onProgress } = options
  const given = process.env[MONGODB.urlVariable] || (alone ? undefined : await runningMongoIn(dataDir))
  if (given) return { url: given, stop: async () => {} }
  ensureWritableDir(dataDir)
  return mongoIn(dataDir, onProgress)
}

async function runningMongoIn(dataDir: string): Promise<string | undefined> {
  const dir = join(dataDir, folderName(await findBinary(MONGODB, () => {})))
  const port = portInUse(dir)
  return port === undefined ? undefined : mongoUrl(port)
}

/** The data's format goes with the series, so it is in the folder's name; data of another series is never passed by. */
async function mongoIn(dataDir: string, onProgress: OnProgress): Promise<Instance> {
  const binary = await findBinary(MONGODB, onProgress)
  const name = folderName(binary)
  const other = readdirSync(dataDir).find((entry) => entry.startsWith('mongodb-') && entry !== name)
  if (other && !existsSync(join(dataDir, name))) {
    throw new ServiceError(
      `The data in ${join(dataDir, other)} is of another MongoDB than ${binary.path} (${binary.version}). ` +
        `Name a mongod of that version in ${MONGODB.binaryVariable}, or another folder in DATA_DIR.`,
    )
  }
  onProgress(`Starting MongoDB ${binary.version} ...`)
  return startMongo({ dir: join(dataDir, name) })
}

async function redisIn(dataDir: string, onProgress: OnProgress): Promise<Instance> {
  const binary = await findBinary(REDIS, onProgress)
  onProgress(`Starting ${binary.name === 'valkey' ? 'Valkey' : 'Redis'} ${binary.version} ...`)
  return startRedis({ dir: join(dataDir, folderName(binary)) })
}

function folderName(binary: Binary): string {
  return `${binary.name}-${binary.series}`
}

// A process that owns two services until it is killed: see owner.test.ts.
import { startMongo } from './mongo.ts'
import { startRedis } from './redis.ts'

const dir = process.argv[2]
const mongo = await startMongo(dir ? { dir } : {})
const redis = await startRedis()
console.log(JSON.stringify({ pids: [mongo.pid, redis.pid] }))

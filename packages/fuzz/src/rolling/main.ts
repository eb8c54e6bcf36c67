import { parseArgs } from 'node:util'
import { startMongo, startRedis } from '@bijpraat/services'
import { rollOver } from './rolling-run.ts'

const { values } = parseArgs({ options: { clients: { type: 'string', default: '2000' } } })
const stack = new AsyncDisposableStack()
try {
  const mongo = await startMongo({ onProgress: console.log })
  stack.defer(() => mongo.stop())
  const redis = await startRedis({ onProgress: console.log })
  stack.defer(() => redis.stop())
  const services = { mongoUrl: mongo.url, redisUrl: redis.url }
  const size = { clients: Number(values.clients), members: 50, perSecond: 40 }
  const { problems, written, ends, away } = await rollOver(services, size, console.log)
  console.log(`${written} messages; not live for ${away.median} ms (p95 ${away.p95}, at most ${away.max})`)
  console.log(`the nodes ended within ${Math.max(...ends.map(({ ms }) => ms))} ms`)
  console.log(
    problems.length === 0
      ? 'nothing lost, doubled, out of order or failed'
      : problems.slice(0, 50).join('\n'),
  )
  process.exitCode = problems.length === 0 ? 0 : 1
} finally {
  await stack.disposeAsync()
}

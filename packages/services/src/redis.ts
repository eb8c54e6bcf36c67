import { Redis } from 'ioredis'
import { findBinary, type OnProgress } from './binary.ts'
import { REDIS } from './engines.ts'
import { type Instance, startInstance } from './instance.ts'

export type RedisOptions = {
  /** Without it: a temporary folder, deleted at stop or when this process dies. */
  dir?: string
  port?: number
  onProgress?: OnProgress
}

/** Starts Valkey or Redis on 127.0.0.1, answering when this resolves. It keeps nothing on disk: law L8. */
export async function startRedis(options: RedisOptions = {}): Promise<Instance> {
  const binary = await findBinary(REDIS, options.onProgress ?? (() => {}))
  return startInstance({
    title: 'Redis',
    command: binary.path,
    dir: options.dir,
    port: options.port,
    args: ({ dir, port }) => [
      ...['--port', String(port), '--bind', '127.0.0.1', '--dir', dir],
      ...['--save', '', '--appendonly', 'no'],
    ],
    whenReady: untilAnswering,
    url: (port) => `redis://127.0.0.1:${port}`,
  })
}

async function untilAnswering(port: number, signal: AbortSignal): Promise<number> {
  const client = new Redis(port, '127.0.0.1', {
    retryStrategy: () => 20,
    maxRetriesPerRequest: null,
  })
  // Refused connections while it starts are expected; ioredis tries again by itself.
  client.on('error', () => {})
  signal.addEventListener('abort', () => client.disconnect())
  return Number(/process_id:(\d+)/.exec(await client.info('server'))?.[1])
}

// The second half of `npm start`, on the project's own Node: services, client, server, in this order; back in reverse.
import { closeSync, openSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import {
  freePort,
  isPortFree,
  ServiceError,
  type Supervised,
  startServices,
  startSupervised,
} from '../packages/services/src/index.ts'
import { type Config, ConfigError, readConfig } from '../server/src/config.ts'

const REPOSITORY = resolve(import.meta.dirname, '..')
const STILL_BUSY_MS = 10_000
const READY_POLL_MS = 100
/** One Ctrl-C comes in twice: from the terminal, and passed on by npm. */
const SAME_WISH_MS = 500

const stops: (() => Promise<void>)[] = []
let stopping: Promise<void> | undefined
let stoppingSince = 0

function stopAll(): Promise<void> {
  stopping ??= (async () => {
    for (const stop of stops.reverse()) await stop()
  })()
  return stopping
}

/** The first wish to stop ends everything in order, a later one at once: then the guards clean up. */
async function end(exitCode: number): Promise<void> {
  if (stopping !== undefined) {
    if (Date.now() - stoppingSince > SAME_WISH_MS) process.exit(1)
    return
  }
  stoppingSince = Date.now()
  await stopAll()
  process.exit(exitCode)
}

process.on('message', (message) => message === 'stop' && void end(0))
process.once('disconnect', () => void end(1))
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => void end(0))

try {
  await run()
} catch (error) {
  if (stopping === undefined) {
    const isForPeople = error instanceof ServiceError || error instanceof ConfigError
    console.error(isForPeople ? error.message : error)
    await end(1)
  }
}

async function run(): Promise<void> {
  const dataDir = resolve(process.env.DATA_DIR || join(REPOSITORY, '.data'))
  const settings = {
    NODE_ENV: 'production',
    CLIENT_DIR: join(REPOSITORY, 'client/dist'),
    CONTENT_DIR: join(REPOSITORY, 'examples/dalfsen'),
    ...process.env,
    DATA_DIR: dataDir,
  }
  // Read before anything is started, so that a wrong variable is told at once; the servers' addresses come later.
  const config = readConfig({
    ...settings,
    MONGODB_URL: process.env.MONGODB_URL || 'mongodb://later',
    REDIS_URL: process.env.REDIS_URL || 'redis://later',
  })
  const port = await choosePort(config)

  const services = await startServices({ dataDir, onProgress: console.log })
  stops.push(services.stop)
  await buildClient(join(dataDir, 'build.log'))
  const env = {
    ...settings,
    PORT: String(port),
    MONGODB_URL: services.mongoUrl,
    REDIS_URL: services.redisUrl,
  }
  console.log('Starting the server ...')
  const server = await startStep(['server/src/main.ts'], env, 'inherit')
  const lost = Promise.race([services.lost, server.ended.then((how) => `The server has ended (${how}).`)])
  await Promise.race([untilReady(`http://${reachable(config.HOST)}:${port}/readyz`), lost])
  throw new ServiceError(await lost)
}

async function choosePort({ HOST, PORT }: Config): Promise<number> {
  if (PORT === 0) return freePort()
  if (await isPortFree(PORT, HOST)) return PORT
  throw new ServiceError(
    `Port ${PORT} is taken. Stop what uses it, or choose another: PORT=${PORT + 1} npm start`,
  )
}

async function buildClient(logFile: string): Promise<void> {
  console.log('Building the client (nothing to do when it did not change) ...')
  const turbo = join(REPOSITORY, 'node_modules/.bin/turbo')
  const env = { ...process.env, TURBO_TELEMETRY_DISABLED: '1' }
  const log = openSync(logFile, 'w')
  const build = await startStep([turbo, 'run', 'build', '--no-update-notifier'], env, log)
  closeSync(log)
  const how = await withTicks('building', build.ended)
  if (how === 'exit code 0') return
  throw new ServiceError(
    `${readFileSync(logFile, 'utf8')}\nThe client could not be built (${how}); see above.`,
  )
}

/** A process of ours that is ended with the rest. */
async function startStep(
  args: string[],
  env: NodeJS.ProcessEnv,
  output: 'inherit' | number,
): Promise<Supervised> {
  const child = await startSupervised(process.execPath, args, {
    cwd: REPOSITORY,
    env: { ...env, PATH: `${join(REPOSITORY, 'node_modules/.bin')}:${process.env.PATH}` },
    stdio: ['ignore', output, output],
  })
  stops.push(child.stop)
  // Asked to stop while it was being started: what was just added was missed.
  if (stopping !== undefined) await child.stop()
  return child
}

async function untilReady(url: string): Promise<void> {
  const ready = async () => {
    while (!(await answers(url))) await new Promise((resolve) => setTimeout(resolve, READY_POLL_MS))
  }
  await withTicks('starting the server', ready())
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(2000) })
    return response.ok
  } catch {
    return false
  }
}

async function withTicks<T>(task: string, work: Promise<T>): Promise<T> {
  const started = Date.now()
  const ticking = setInterval(() => {
    console.log(`Still ${task} (${Math.round((Date.now() - started) / 1000)} s) ...`)
  }, STILL_BUSY_MS)
  return work.finally(() => clearInterval(ticking))
}

function reachable(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1'
  if (host === '::') return '[::1]'
  return host.includes(':') ? `[${host}]` : host
}

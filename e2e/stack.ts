import { cpSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort, startMongo, startRedis, startSupervised } from '@bijpraat/services'

const repository = resolve(import.meta.dirname, '..')

/** The product as `npm start` runs it, on services and a port of its own. */
export type Stack = {
  url: string
  /** The page on which the first administrator is made. */
  firstAdmin: string
  mailbox: string
  mongoUrl: string
  /** A copy of the built client, which a story may replace by a newer one. */
  clientDir: string
  stop: () => Promise<void>
}

type Settings = Readonly<Record<string, string>>

export const startStack = async (
  contentDir = join(repository, 'examples/dalfsen'),
  settings: Settings = {},
): Promise<Stack> => {
  const opened = new AsyncDisposableStack()
  try {
    return await build(opened, contentDir, settings)
  } catch (error) {
    await opened.disposeAsync()
    throw error
  }
}

const build = async (
  opened: AsyncDisposableStack,
  contentDir: string,
  settings: Settings,
): Promise<Stack> => {
  const dir = mkdtempSync(join(tmpdir(), 'bijpraat-e2e-'))
  opened.defer(() => rmSync(dir, { recursive: true, force: true }))
  const [mongo, redis, port] = await Promise.all([startMongo(), startRedis(), freePort()])
  opened.defer(async () => void (await Promise.all([mongo.stop(), redis.stop()])))
  const clientDir = join(dir, 'client')
  cpSync(process.env.CLIENT_DIR ?? join(repository, 'client/dist'), clientDir, { recursive: true })
  const logFile = join(dir, 'server.log')
  const log = openSync(logFile, 'w')
  const server = await startSupervised(process.execPath, [join(repository, 'server/src/main.ts')], {
    cwd: repository,
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      NODE_ENV: 'production',
      PORT: String(port),
      MONGODB_URL: mongo.url,
      REDIS_URL: redis.url,
      CLIENT_DIR: clientDir,
      CONTENT_DIR: contentDir,
      // No story tells a real push service anything.
      PUSH_HOSTS: 'localhost:9',
      ...settings,
    },
  })
  opened.defer(() => server.stop())
  const printed = () => readFileSync(logFile, 'utf8')
  const url = `http://localhost:${port}`
  const address = (path: string) => printed().match(new RegExp(`${url}${path}\\S*`))?.[0] ?? ''
  await until(() => {
    if (server.hasEnded()) throw new Error(`the server ended:\n${printed()}`)
    return address('/uitnodiging#') !== '' && address('/postvak') !== ''
  })
  return {
    url,
    firstAdmin: address('/uitnodiging#'),
    mailbox: address('/postvak'),
    mongoUrl: mongo.url,
    clientDir,
    stop: () => opened.disposeAsync(),
  }
}

const readyWithinMs = 30_000

/** The server prints its addresses once it answers. */
const until = async (holds: () => boolean): Promise<void> => {
  const deadline = Date.now() + readyWithinMs
  while (!holds()) {
    if (Date.now() > deadline) throw new Error('the server is not ready in time')
    await new Promise((done) => setTimeout(done, 100))
  }
}

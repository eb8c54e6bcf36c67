import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { freePort, type Supervised, startSupervised } from '@bijpraat/services'

const mainFile = resolve(import.meta.dirname, '../../../server/src/main.ts')
const patienceMs = 30_000

/** One node of the product: the real program, in a process of its own. */
export type AppProcess = AsyncDisposable & {
  /** The same over every restart. */
  port: number
  /** SIGKILL: it ends in the middle of whatever it does. Resolves when it is gone. */
  kill: () => Promise<void>
  /** SIGTERM: it ends in order. Resolves when it is gone, with how it ended. */
  end: () => Promise<string>
  /** Starts it again on the same port; resolves when it takes connections. */
  start: () => Promise<void>
  isUp: () => boolean
  /** What it logged, newest last. */
  said: () => string
}

type Settings = { MONGODB_URL: string; REDIS_URL: string; TRUSTED_PROXIES?: string }

export const startApp = async (env: Settings): Promise<AppProcess> => {
  const port = await freePort()
  const dir = mkdtempSync(join(tmpdir(), 'bijpraat-fuzz-'))
  const logFile = join(dir, 'app.log')
  let child: Supervised | null = null
  let up = false

  const launch = async () => {
    const log = openSync(logFile, 'a')
    child = await startSupervised(process.execPath, [mainFile], {
      // None of the machine's own settings: only what this run says.
      env: { PATH: process.env.PATH, PORT: String(port), LOG_LEVEL: 'error', ...env },
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    const { hasEnded } = child
    await untilReady(port, hasEnded, () => readFileSync(logFile, 'utf8'))
    up = true
  }

  await launch()
  return {
    port,
    kill: async () => {
      up = false
      child?.kill('SIGKILL')
      await child?.ended
    },
    end: async () => {
      up = false
      child?.kill('SIGTERM')
      return (await child?.ended) ?? 'it did not run'
    },
    start: launch,
    isUp: () => up,
    said: () => readFileSync(logFile, 'utf8'),
    [Symbol.asyncDispose]: async () => {
      up = false
      await child?.stop()
      rmSync(dir, { recursive: true, force: true })
    },
  }
}

const untilReady = async (port: number, hasEnded: () => boolean, said: () => string): Promise<void> => {
  const deadline = performance.now() + patienceMs
  while (!(await isReady(port))) {
    if (hasEnded()) throw new Error(`the app did not start:\n${said()}`)
    if (performance.now() > deadline) throw new Error(`the app was not ready in time:\n${said()}`)
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

const isReady = async (port: number): Promise<boolean> => {
  try {
    const response = await fetch(`http://127.0.0.1:${port}/readyz`, { signal: AbortSignal.timeout(2_000) })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

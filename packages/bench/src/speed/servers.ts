import { fork } from 'node:child_process'
import { once } from 'node:events'
import { closeSync, openSync, readFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { contractVersion } from '@bijpraat/contract'
import { freePort, startSupervised } from '@bijpraat/services'
import type { Generator } from './generator.ts'
import { canPin, pin, rssBytesOf, socketsOf } from './proc.ts'

/** Servers and databases share one core, the generator has the other; a machine of one core has no choice. */
const serverCore = 0
const generatorCore = availableParallelism() > 1 ? 1 : 0

export type Which = 'ws' | 'socket.io' | 'product' | 'product, one change a commit'

/** A server under measurement, in a process of its own. */
export type MeasuredServer = {
  which: Which
  port: number
  pid: number
  /** Resident bytes after garbage was collected. */
  restingBytes: () => Promise<number>
  rssBytes: () => number
  /** Sockets that it holds, of whatever sort. */
  sockets: () => number
  stop: () => Promise<void>
}

type Options = {
  env?: Record<string, string>
  /** Folder for a CPU profile of the product. */
  profileDir?: string | undefined
  /** A folder for what the servers print. */
  dir: string
}

const here = import.meta.dirname
const main = join(here, '../../../../server/src/main.ts')

export const startServer = async (which: Which, options: Options): Promise<MeasuredServer> => {
  const port = await freePort()
  const own = ['--expose-gc', '--import', join(here, 'collect.ts')]
  const isProduct = which.startsWith('product')
  const profiling =
    isProduct && options.profileDir ? ['--cpu-prof', `--cpu-prof-dir=${options.profileDir}`] : []
  const baseline = which === 'product, one change a commit' ? ['--import', join(here, 'one-by-one.ts')] : []
  const program = isProduct ? [main] : [join(here, 'bare-server.ts'), which, String(port)]
  const log = join(options.dir, `${port}.log`)
  const out = openSync(log, 'w')
  const args = [...own, ...profiling, ...baseline, ...program]
  const child = await startSupervised(
    canPin ? 'taskset' : process.execPath,
    canPin ? ['-c', String(serverCore), process.execPath, ...args] : args,
    {
      stdio: ['ignore', out, out],
      env: { ...process.env, ...options.env, PORT: String(port), LOG_LEVEL: 'error' },
    },
  )
  closeSync(out)
  const isReady = () => /^(ready|Bijpraat is at)/m.test(readFileSync(log, 'utf8'))
  while (!isReady()) {
    if (child.hasEnded()) throw new Error(`${which} did not start: ${readFileSync(log, 'utf8')}`)
    await pause(50)
  }
  return {
    which,
    port,
    pid: child.pid,
    rssBytes: () => rssBytesOf(child.pid),
    sockets: () => socketsOf(child.pid),
    restingBytes: async () => {
      child.kill('SIGUSR2')
      await pause(1_000)
      return rssBytesOf(child.pid)
    },
    stop: () => child.stop(),
  }
}

export const pinToServers = (pid: number): void => pin(pid, serverCore)
export const pinToGenerator = (pid: number): void => pin(pid, generatorCore)

/** The generator's methods, asked of its own process. */
export type RemoteGenerator = {
  [Method in keyof Generator]: (
    ...args: Parameters<Generator[Method]>
  ) => Promise<Awaited<ReturnType<Generator[Method]>>>
} & { stop: () => Promise<void> }

export const startGenerator = (): RemoteGenerator => {
  const child = fork(join(here, 'generator-process.ts'), [String(contractVersion)])
  if (child.pid !== undefined) pinToGenerator(child.pid)
  const waiting = new Map<number, { resolve: (value: never) => void; reject: (error: Error) => void }>()
  let lastId = 0
  child.on('message', ({ id, value, error }: { id: number; value: never; error?: string }) => {
    const asked = waiting.get(id)
    waiting.delete(id)
    if (error === undefined) asked?.resolve(value)
    else asked?.reject(new Error(error))
  })
  child.on('exit', () => {
    for (const { reject } of waiting.values()) reject(new Error('the generator has ended'))
  })
  const ask =
    (method: keyof Generator) =>
    (...args: unknown[]) =>
      new Promise<never>((resolve, reject) => {
        lastId += 1
        waiting.set(lastId, { resolve, reject })
        child.send({ id: lastId, method, args })
      })
  return {
    open: ask('open'),
    close: ask('close'),
    run: ask('run'),
    storm: ask('storm'),
    keepThese: ask('keepThese'),
    pauseOthers: ask('pauseOthers'),
    standing: ask('standing'),
    stop: async () => {
      if (child.exitCode !== null || child.signalCode !== null) return
      child.disconnect()
      await once(child, 'exit')
    },
  }
}

import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ensureWritableDir, temporaryDir } from './folders.ts'
import { freePort, isPortFree } from './ports.ts'
import { endProcess, isAlive, type ProcessRecord, recordOf } from './process-record.ts'
import { ServiceError } from './service-error.ts'
import { type Supervised, startSupervised } from './supervised.ts'

const PATIENCE_MS = 60_000
const PORT_ATTEMPTS = 3

/** One running database server. */
export type Instance = {
  url: string
  pid: number
  port: number
  /** Settles when it has ended, asked or not, with how: `signal SIGKILL`. */
  ended: Promise<string>
  /** Sends the signal and resolves when the process has ended. Its folder stays. */
  kill(signal: NodeJS.Signals): Promise<void>
  /** Ends it in order; a temporary folder is deleted. May be called again. */
  stop(): Promise<void>
}

type Plan = {
  title: string
  command: string
  /** `undefined`: a temporary folder, deleted at the end. */
  dir: string | undefined
  /** `undefined`: the one used before in this folder if it is free, else any free one. */
  port: number | undefined
  args(place: { dir: string; port: number }): string[]
  /** Resolves when the server is fit for use, with the number of the process that answers; given up at the signal. */
  whenReady(port: number, signal: AbortSignal): Promise<number>
  url(port: number): string
}

class PortTakenError extends ServiceError {
  constructor(title: string, port: number) {
    super(`${title} did not start: port ${port} is taken.`)
  }
}

type RunRecord = { owner: ProcessRecord; child: ProcessRecord; port: number }

/** Starts a server in its folder, after ending what an earlier owner that was killed left running there. */
export async function startInstance(plan: Plan): Promise<Instance> {
  const dir = plan.dir ?? temporaryDir(plan.title.toLowerCase())
  const removeDir = plan.dir === undefined ? dir : undefined
  try {
    ensureWritableDir(dir)
    const before = readRunRecord(dir)
    if (before) await takeOver(plan.title, dir, before)
    const { port, child } = await launchOnPort(plan, dir, removeDir, before?.port)
    return {
      url: plan.url(port),
      pid: child.pid,
      port,
      ended: child.ended,
      async kill(signal) {
        child.kill(signal)
        await child.ended
      },
      async stop() {
        await child.stop()
        if (removeDir) rmSync(removeDir, { recursive: true, force: true })
      },
    }
  } catch (error) {
    if (removeDir) rmSync(removeDir, { recursive: true, force: true })
    throw error
  }
}

/** Where the server of this folder answers; `undefined` when none runs there. */
export function portInUse(dir: string): number | undefined {
  const record = readRunRecord(dir)
  return record && isAlive(record.child) ? record.port : undefined
}

async function launchOnPort(
  plan: Plan,
  dir: string,
  removeDir: string | undefined,
  earlier: number | undefined,
): Promise<{ port: number; child: Supervised }> {
  for (let attempt = 1; ; attempt++) {
    const port = await choosePort(plan, earlier)
    try {
      return { port, child: await launch(plan, dir, port, removeDir) }
    } catch (error) {
      // Between our finding a port free and the server's taking it another may come: then any other will do.
      const mayChoose = plan.port === undefined && attempt < PORT_ATTEMPTS
      if (!(error instanceof PortTakenError && mayChoose)) throw error
    }
  }
}

async function launch(
  plan: Plan,
  dir: string,
  port: number,
  removeDir: string | undefined,
): Promise<Supervised> {
  const logFile = join(dir, 'server.log')
  // A file and not our own output: an orphan that holds a pipe of ours would keep whoever reads it waiting.
  const log = openSync(logFile, 'w')
  const stdio = ['ignore' as const, log, log]
  const child = await startSupervised(plan.command, plan.args({ dir, port }), { stdio, removeDir })
  closeSync(log)
  writeRunRecord(dir, child.pid, port)
  const over = new AbortController()
  const tooLate = new Promise<string>((resolve) => {
    const timer = setTimeout(() => resolve(`not ready within ${PATIENCE_MS / 1000} s`), PATIENCE_MS)
    over.signal.addEventListener('abort', () => clearTimeout(timer))
  })
  const ready = async () => {
    const pid = await plan.whenReady(port, over.signal)
    // Another server on our port answers as well as ours would, until ours ends for want of the port.
    return pid === child.pid ? undefined : child.ended
  }
  try {
    const failure = await Promise.race([ready(), child.ended, tooLate])
    if (failure !== undefined) throw startError(plan, failure, port, logFile, removeDir)
    return child
  } catch (error) {
    await child.stop()
    throw error
  } finally {
    over.abort()
  }
}

function startError(
  plan: Plan,
  failure: string,
  port: number,
  logFile: string,
  removeDir: string | undefined,
): ServiceError {
  const log = readFileSync(logFile, 'utf8')
  if (/address already in use/i.test(log)) return new PortTakenError(plan.title, port)
  if (/no space left/i.test(log)) return new ServiceError(`${plan.title} did not start: the disk is full.`)
  const lastLines = log.trim().split('\n').slice(-3).join('\n')
  const where = removeDir ? `Its last words: ${lastLines}` : `Its log says why: ${logFile}`
  return new ServiceError(`${plan.title} did not start (${failure}). ${where}`)
}

async function choosePort(plan: Plan, earlier: number | undefined): Promise<number> {
  if (plan.port !== undefined) {
    if (await isPortFree(plan.port)) return plan.port
    throw new PortTakenError(plan.title, plan.port)
  }
  return earlier !== undefined && (await isPortFree(earlier)) ? earlier : freePort()
}

async function takeOver(title: string, dir: string, { owner, child }: RunRecord): Promise<void> {
  if (!isAlive(child)) return
  if (isAlive(owner)) {
    throw new ServiceError(
      `${title} already runs in ${dir}, started by process ${owner.pid}. Stop that first.`,
    )
  }
  await endProcess(child, 10_000)
}

function readRunRecord(dir: string): RunRecord | undefined {
  const file = join(dir, 'run.json')
  if (!existsSync(file)) return undefined
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as RunRecord
  } catch {
    // Half written by a killed process: whoever runs still holds the server's own lock, which then says so.
    return undefined
  }
}

function writeRunRecord(dir: string, pid: number, port: number): void {
  const [owner, child] = [recordOf(process.pid), recordOf(pid)]
  if (owner && child) writeFileSync(join(dir, 'run.json'), JSON.stringify({ owner, child, port }))
}

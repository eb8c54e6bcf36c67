import { type SpawnOptions, spawn } from 'node:child_process'
import { accessSync, constants } from 'node:fs'
import { startGuard } from './guard.ts'

const GRACE_MS = 10_000

export type Supervised = {
  pid: number
  /** Settles when the process has ended, with how: `exit code 1` or `signal SIGKILL`. Never rejects. */
  ended: Promise<string>
  hasEnded(): boolean
  kill(signal: NodeJS.Signals): void
  /** SIGTERM, and SIGKILL after 10 s. Resolves when the process is gone; may be called again. */
  stop(): Promise<void>
}

/**
 * Starts a process that dies with this one, however this one ends, and that does not hear the terminal's Ctrl-C: it
 * is for us to end things in order. `removeDir` is deleted if this process dies without having stopped it.
 */
export async function startSupervised(
  command: string,
  args: string[],
  options: Pick<SpawnOptions, 'stdio' | 'env' | 'cwd'> & { removeDir?: string | undefined },
): Promise<Supervised> {
  const { removeDir, ...spawnOptions } = options
  const [file, argv] = dyingWithParent(command, args)
  const child = spawn(file, argv, { ...spawnOptions, detached: true })
  await new Promise<void>((resolve, reject) => child.once('spawn', resolve).once('error', reject))
  const pid = child.pid
  if (pid === undefined) throw new Error(`${command} was started without a process number`)

  const guard = startGuard(pid, removeDir)
  let over = false
  const ended = new Promise<string>((resolve) => {
    child.once('exit', (code, signal) => {
      over = true
      if (removeDir === undefined) guard.release()
      else guard.ended()
      resolve(signal === null ? `exit code ${code}` : `signal ${signal}`)
    })
  })
  const kill = (signal: NodeJS.Signals) => void (over || child.kill(signal))
  return { pid, ended, hasEnded: () => over, kill, stop }

  async function stop() {
    kill('SIGTERM')
    const timer = setTimeout(() => kill('SIGKILL'), GRACE_MS)
    await ended
    clearTimeout(timer)
    guard.release()
  }
}

/** On Linux the kernel itself sends SIGTERM when the parent dies; setpriv keeps the process number. */
function dyingWithParent(command: string, args: string[]): [string, string[]] {
  const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find(isExecutable)
  if (process.platform !== 'linux' || setpriv === undefined) return [command, args]
  return [setpriv, ['--pdeathsig', 'TERM', '--', command, ...args]]
}

export function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}

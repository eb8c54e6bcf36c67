import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** A process by its number and its birth: a number alone may have gone to somebody else since. */
export type ProcessRecord = { pid: number; birth: string }

/** `undefined` when no such process runs (one that has ended but was not yet reaped counts as ended). */
export function recordOf(pid: number): ProcessRecord | undefined {
  const birth = process.platform === 'linux' ? birthFromProc(pid) : birthFromPs(pid)
  return birth === undefined ? undefined : { pid, birth }
}

export function isAlive(record: ProcessRecord): boolean {
  return recordOf(record.pid)?.birth === record.birth
}

/** Ends the recorded process, first with SIGTERM; after `graceMs` with SIGKILL. Another process is left alone. */
export async function endProcess(record: ProcessRecord, graceMs: number): Promise<void> {
  for (const [signal, patienceMs] of [
    ['SIGTERM', graceMs],
    ['SIGKILL', 5000],
  ] as const) {
    if (!isAlive(record)) return
    process.kill(record.pid, signal)
    const deadline = Date.now() + patienceMs
    while (isAlive(record) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 50))
  }
}

function birthFromProc(pid: number): string | undefined {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The second field, the name, may hold blanks and brackets: what follows the last bracket is fields 3 to 52.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    const [state, startTicks] = [fields[0], fields[19]]
    if (state === 'Z' || state === 'X' || startTicks === undefined) return undefined
    // Ticks count from the boot, so that the same number can come back after one.
    return `${readFileSync('/proc/sys/kernel/random/boot_id', 'utf8').trim()}/${startTicks}`
  } catch {
    return undefined
  }
}

function birthFromPs(pid: number): string | undefined {
  try {
    const line = execFileSync('ps', ['-o', 'stat=,lstart=', '-p', String(pid)], { encoding: 'utf8' }).trim()
    const [state, ...birth] = line.split(/\s+/)
    return state === undefined || state.startsWith('Z') ? undefined : birth.join(' ')
  } catch {
    return undefined
  }
}

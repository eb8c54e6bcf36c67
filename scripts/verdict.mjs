// What npm test makes of what its runners did.
import { readdirSync, readFileSync } from 'node:fs'

/** A runner's exit code and counts, taken for no better than they are. */
export function judged(code, passed, failed) {
  if (passed + failed === 0) return { passed, failed: 1, remark: 'no test was run' }
  if (code !== 0 && failed === 0)
    return { passed, failed: 1, remark: `it failed outside of its tests (exit ${code})` }
  return { passed, failed }
}

/** What a run left: our folders in its temporary folder, and on Linux the processes that were started with it. */
export function remains(temporary) {
  const folders = readdirSync(temporary).filter((name) => name.startsWith('bijpraat-'))
  if (process.platform !== 'linux') return folders
  const processes = readdirSync('/proc').filter((pid) => /^\d+$/.test(pid) && startedWith(temporary, pid))
  return [...folders, ...processes.map((pid) => `process ${pid}: ${commandLine(pid)}`)]
}

function startedWith(temporary, pid) {
  try {
    return readFileSync(`/proc/${pid}/environ`, 'utf8').split('\0').includes(`TMPDIR=${temporary}`)
  } catch {
    return false
  }
}

function commandLine(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ').trim()
  } catch {
    return 'ended meanwhile'
  }
}

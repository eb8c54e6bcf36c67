// `npm start` on a fresh clone. It installs what is missing, then hands over to run.ts on the project's own Node and
// passes on the wish to stop; see docs/operations.md.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { installPackages, NODE, REPOSITORY, requireNode20, SetupError } from './bootstrap.mjs'

const ORPHAN_CHECK_MS = 1000

const stopping = new AbortController()
// Not SIGHUP: what nohup makes us ignore stays ignored, and otherwise the runner notices that we are gone.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => stop())

let runner
function stop() {
  stopping.abort()
  if (runner?.connected) runner.send('stop')
}

// npm that is killed with -9 tells nobody; that its child has another parent now is the only sign.
if (process.env.npm_lifecycle_event) {
  const parent = process.ppid
  setInterval(() => process.ppid !== parent && stop(), ORPHAN_CHECK_MS).unref()
}

try {
  requireNode20()
  await installPackages(stopping.signal)
  process.exitCode = stopping.signal.aborted ? 0 : await handOver()
} catch (error) {
  if (!(error instanceof SetupError)) throw error
  if (!stopping.signal.aborted) console.error(error.message)
  process.exitCode = stopping.signal.aborted ? 0 : 1
}

function handOver() {
  return new Promise((done, fail) => {
    // Detached, since the terminal's Ctrl-C goes to a whole group and would end things out of order. When this
    // process is killed the channel closes, and the runner ends everything by itself.
    runner = spawn(NODE, [join(REPOSITORY, 'scripts/run.ts')], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      detached: true,
    })
    runner.once('error', fail)
    runner.once('exit', (code) => done(code ?? 1))
  })
}

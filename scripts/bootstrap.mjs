// What has to work before anything is installed: no dependency, and no syntax newer than Node 20's.
import { spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

export const REPOSITORY = resolve(dirname(fileURLToPath(import.meta.url)), '..')
export const BIN = join(REPOSITORY, 'node_modules/.bin')
/** The Node that the project is written for; the machine's own may be older. */
export const NODE = join(BIN, 'node')

const STILL_BUSY_MS = 10_000
const GRACE_MS = 10_000
/** As long as a timer can be. */
const NO_LIMIT = 2 ** 31 - 1

/** A failure that a person can mend, told in whole sentences. */
export class SetupError extends Error {}

export function requireNode20() {
  const major = Number.parseInt(process.versions.node, 10)
  if (major < 20) throw new SetupError(`Node 20 or newer is needed to begin; this is ${process.version}.`)
}

/** Runs `npm ci` unless what is installed is what package-lock.json says. */
export async function installPackages(signal) {
  const stamp = join(REPOSITORY, 'node_modules/.bijpraat-installed')
  const lockfile = readFileSync(join(REPOSITORY, 'package-lock.json'))
  const hash = createHash('sha256').update(lockfile).digest('hex')
  const isStamped = existsSync(stamp) && readFileSync(stamp, 'utf8') === hash
  if (existsSync(NODE) && (isStamped || installedByNpm())) return

  console.log('Installing packages (npm ci, once) ...')
  const [npm, first] = npmCommand()
  // Development packages too, whatever NODE_ENV says: the build needs them.
  const args = [...first, 'ci', '--include=dev', '--loglevel=error']
  const code = await runLoudly(npm, args, { signal, task: 'installing packages' })
  if (code !== 0) throw new SetupError('The packages could not be installed; npm says why above.')
  if (!existsSync(NODE)) {
    throw new SetupError(
      'npm installed no Node 24. Are install scripts switched off (npm config get ignore-scripts)?',
    )
  }
  writeFileSync(stamp, hash)
}

/** npm writes its own record last, so that one newer than the lockfile is a whole install. */
function installedByNpm() {
  const [record, lockfile] = ['node_modules/.package-lock.json', 'package-lock.json'].map((path) =>
    join(REPOSITORY, path),
  )
  return existsSync(record) && statSync(record).mtimeMs >= statSync(lockfile).mtimeMs
}

function npmCommand() {
  const own = process.env.npm_execpath
  return own?.endsWith('.js') ? [process.execPath, [own]] : ['npm', []]
}

/**
 * Runs a command whose output goes to ours, says every 10 s that it still runs (unless it talks enough by itself), and
 * gives its exit code. It is ended when `signal` aborts or after `limitMs`.
 */
export async function runLoudly(
  file,
  args,
  { signal, task, env = process.env, limitMs = NO_LIMIT, ticks = true },
) {
  const started = Date.now()
  const ticking = setInterval(() => {
    if (ticks) console.log(`Still ${task} (${Math.round((Date.now() - started) / 1000)} s) ...`)
  }, STILL_BUSY_MS)
  const child = spawn(file, args, { cwd: REPOSITORY, env, stdio: ['ignore', 'inherit', 'inherit'] })
  const end = () => {
    child.kill('SIGTERM')
    setTimeout(() => child.kill('SIGKILL'), GRACE_MS).unref()
  }
  const tooLong = setTimeout(() => {
    console.log(`Ended after ${limitMs / 60_000} minutes: ${task}`)
    end()
  }, limitMs)
  signal.addEventListener('abort', end)
  try {
    return await new Promise((done, fail) => {
      child.once('error', (error) => fail(new SetupError(`${file} could not be started (${error.message}).`)))
      child.once('exit', (code) => done(code ?? 1))
    })
  } finally {
    signal.removeEventListener('abort', end)
    clearTimeout(tooLong)
    clearInterval(ticking)
  }
}

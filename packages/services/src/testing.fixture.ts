import { rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { onTestFinished } from 'vitest'
import { temporaryDir } from './folders.ts'

/** A folder that is deleted when the test has finished. */
export function keptDir(): string {
  const dir = temporaryDir('test')
  onTestFinished(() => rmSync(dir, { recursive: true, force: true }))
  return dir
}

/** A port of 127.0.0.1 that is taken until the test has finished. */
export async function occupy(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('no port')
  return address.port
}

export async function until(condition: () => boolean, what: string, patienceMs = 15_000): Promise<void> {
  const deadline = Date.now() + patienceMs
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`waited ${patienceMs} ms in vain until ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const sha256 = (text: string) => createHash('sha256').update(text).digest('base64')

const change = (file: string, edit: (text: string) => string) => {
  writeFileSync(file, edit(readFileSync(file, 'utf8')))
}

/**
 * Puts a newer version in the place of a built client: another page, marked by `data-version`, and the service
 * worker that names it. As when a server is replaced, it is all there at once. Gives what puts the old one back.
 */
export const putNewerClient = (clientDir: string, version: string): (() => void) => {
  const [page, worker] = [join(clientDir, 'index.html'), join(clientDir, 'service-worker.js')]
  const old = [page, worker].map((file) => [file, readFileSync(file, 'utf8')] as const)
  const before = sha256(readFileSync(page, 'utf8'))
  change(page, (html) => html.replace('<html ', `<html data-version="${version}" `))
  const after = sha256(readFileSync(page, 'utf8'))
  change(worker, (script) =>
    // The name of its cache is what else a version has of its own.
    script.replaceAll(before, after).replace(/app-[\w+/]{43}=/, `app-${version}`),
  )
  return () => {
    for (const [file, text] of old) writeFileSync(file, text)
  }
}

import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build, type Plugin } from 'vite'

/** What only the device's own home screen shows, or people who look for faults, or travels in place of its like. */
const isLeftOut = (path: string) => /^\/icons\/|\.(?:webmanifest|map|br)$|^\/service-worker\.js$/.test(path)

const sha256 = (content: Buffer | string) => createHash('sha256').update(content).digest('base64')

/** Every file of the built client by the path that it is served at, with what `fetch` checks it against. */
const filesOf = (dist: string): [path: string, integrity: string][] =>
  readdirSync(dist, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((file): [string, string] => [file.slice(dist.length).replaceAll('\\', '/'), file])
    .filter(([path]) => !isLeftOut(path))
    .sort(([a], [b]) => (a < b ? -1 : 1))
    // The page is kept under the address that the server gives it at.
    .map(([path, file]) => [path === '/index.html' ? '/' : path, `sha256-${sha256(readFileSync(file))}`])

/**
 * Builds `src/service-worker.ts` into one classic script beside the built client, with the list of its files in
 * it. So any change of the client is a change of the script, by which a browser sees that there is a new version.
 */
export const serviceWorker = (): Plugin => {
  let root = ''
  let dist = ''
  return {
    name: 'service-worker',
    apply: 'build',
    configResolved: (config) => {
      root = config.root
      dist = resolve(config.root, config.build.outDir)
    },
    closeBundle: async () => {
      const files = filesOf(dist)
      await build({
        configFile: false,
        root,
        publicDir: false,
        logLevel: 'warn',
        define: {
          __FILES__: JSON.stringify(files),
          __VERSION__: JSON.stringify(sha256(JSON.stringify(files))),
        },
        build: {
          outDir: dist,
          emptyOutDir: false,
          target: 'es2022',
          rolldownOptions: {
            input: join(root, 'src/service-worker.ts'),
            output: { format: 'iife', entryFileNames: 'service-worker.js' },
          },
        },
      })
    },
  }
}

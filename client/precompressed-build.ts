import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress } from 'node:zlib'
import type { Plugin } from 'vite'

const isText = (name: string) => /\.(?:js|css)$/.test(name)
const compress = promisify(brotliCompress)

/**
 * Puts beside every script and style sheet what the server sends in its place to a browser that reads brotli: a
 * seventh less than what can be made while someone waits.
 */
export const precompressed = (): Plugin => {
  let assets = ''
  return {
    name: 'precompressed',
    apply: 'build',
    configResolved: (config) => {
      assets = resolve(config.root, config.build.outDir, config.build.assetsDir)
    },
    closeBundle: async () => {
      const files = readdirSync(assets)
        .filter(isText)
        .map((name) => join(assets, name))
      // The highest quality is what brotli takes by default.
      await Promise.all(
        files.map(async (file) => writeFileSync(`${file}.br`, await compress(readFileSync(file)))),
      )
    },
  }
}

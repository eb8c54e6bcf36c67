import react from '@vitejs/plugin-react'
import { defineConfig } from 'vite'
import { beginFirst } from './begin-build.ts'
import { leanContract } from './lean-contract-build.ts'
import { precompressed } from './precompressed-build.ts'
import { serviceWorker } from './service-worker-build.ts'

/** Where `vite` in development finds the server; the built client is served by the server itself. */
const server = process.env.BIJPRAAT_SERVER ?? 'http://127.0.0.1:3000'

export default defineConfig({
  plugins: [react(), leanContract(), beginFirst(), serviceWorker(), precompressed()],
  build: {
    target: 'es2022',
    // Nothing travels as a data: address, so the content security policy can name `self` alone.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      output: {
        codeSplitting: {
          groups: [
            { name: 'begin', test: /src\/(?:begin|ports\/opened-at)\.ts$/, priority: 3 },
            // What the first page needs comes in two files, of which the first seldom changes with a new version.
            { name: 'libraries', tags: ['$initial'], test: /node_modules/, priority: 2 },
            { name: 'app', tags: ['$initial'], priority: 1 },
            // What several of the later pages share.
            { name: 'more', minShareCount: 2 },
          ],
        },
      },
    },
  },
  server: {
    proxy: {
      '/api': server,
      '/socket.io': { target: server, ws: true },
    },
  },
})

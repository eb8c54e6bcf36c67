import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib'
import express from 'express'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { servePrecompressed } from './precompressed.ts'

const dir = mkdtempSync(join(tmpdir(), 'bijpraat-precompressed-'))
const script = 'export const text = "Hoi"'
const app = express()
const http = createServer(app)

beforeAll(async () => {
  writeFileSync(join(dir, 'a.js'), script)
  writeFileSync(join(dir, 'a.js.br'), brotliCompressSync(script))
  writeFileSync(join(dir, 'b.js'), script)
  app.use(servePrecompressed(dir, { immutable: true, maxAge: '1y' }), express.static(dir))
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
})
afterAll(async () => {
  http.close()
  await once(http, 'close')
  rmSync(dir, { recursive: true })
})

/** As it travels: `fetch` would undo the compression. */
const get = async (path: string, encodings: string) => {
  const { port } = http.address() as AddressInfo
  const asked = request({ port, path, host: '127.0.0.1', headers: { 'accept-encoding': encodings } }).end()
  const [response] = await once(asked, 'response')
  const { statusCode, headers } = response
  return { statusCode, headers, body: Buffer.concat(await response.toArray()) }
}

test('who reads brotli gets the file that was made by the build, under its own name and type', async () => {
  const { statusCode, headers, body } = await get('/a.js?v=1', 'gzip, br')
  expect(statusCode).toBe(200)
  expect(headers).toMatchObject({
    'content-encoding': 'br',
    'content-type': expect.stringContaining('javascript'),
    'cache-control': 'public, max-age=31536000, immutable',
    vary: 'Accept-Encoding',
  })
  expect(brotliDecompressSync(body).toString()).toBe(script)
})

test('who does not, and what has no such file, gets it as it is', async () => {
  for (const [path, encodings] of [
    ['/a.js', 'gzip'],
    ['/b.js', 'br'],
  ] as const) {
    const { statusCode, headers, body } = await get(path, encodings)
    expect([statusCode, headers['content-encoding'], body.toString()]).toEqual([200, undefined, script])
  }
})

test('nothing outside the folder is read', async () => {
  expect((await get('/../../etc/passwd.js', 'br')).statusCode).toBe(404)
  expect((await get('/%2e%2e/%2e%2e/etc/passwd.js', 'br')).statusCode).toBe(404)
})

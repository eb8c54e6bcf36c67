import { randomUUID } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { errors, postMessage, resume } from '@bijpraat/contract'
import { afterAll, afterEach, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { openTarget, type Target } from './target.fixture.ts'

let target: Target
beforeAll(async () => {
  target = await openTarget({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') })
})
beforeEach(() => target.remember())
afterEach(() => target.expectUnharmed())
afterAll(() => target[Symbol.asyncDispose]())

type Sent = { path?: string; method?: string; headers?: Record<string, string>; body?: BodyInit }

const message = () => ({ commandId: randomUUID(), channelId: target.channelId, text: 'Hoi' })

/** A right POST of a villager, but for what is given. */
const send = async ({ path = `/api/${postMessage.name}`, method = 'POST', headers, body }: Sent) => {
  const response = await fetch(`${target.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', cookie: target.villager.cookie, ...headers },
    ...(method === 'GET' || method === 'HEAD' ? {} : { body: body ?? JSON.stringify(message()) }),
  })
  return { status: response.status, text: await response.text(), headers: response.headers }
}

const json = (value: unknown) => JSON.stringify(value)
const sized = (bytes: number) => {
  const empty = json({ ...message(), text: '' }).length
  return json({ ...message(), text: 'z'.repeat(bytes - empty) })
}

const refused: [string, keyof typeof errors, () => Sent][] = [
  ['no JSON type', 'invalid_input', () => ({ headers: { 'content-type': 'text/plain' } })],
  [
    'a form',
    'invalid_input',
    () => ({
      body: new URLSearchParams({ text: 'Hoi' }),
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
    }),
  ],
  [
    'an unknown charset',
    'invalid_input',
    () => ({ headers: { 'content-type': 'application/json; charset=x-none' } }),
  ],
  ['an unknown encoding', 'invalid_input', () => ({ headers: { 'content-encoding': 'zilverreiger' } })],
  ['gzip that is none', 'invalid_input', () => ({ headers: { 'content-encoding': 'gzip' } })],
  ['nothing', 'invalid_input', () => ({ body: '' })],
  ['truncated JSON', 'invalid_input', () => ({ body: json(message()).slice(0, -1) })],
  ['two documents', 'invalid_input', () => ({ body: `${json(message())}${json(message())}` })],
  ['bytes that are no UTF-8', 'invalid_input', () => ({ body: new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]) })],
  ['a list of commands', 'invalid_input', () => ({ body: json([message()]) })],
  ['a bare word', 'invalid_input', () => ({ body: 'zilverreiger' })],
  [
    'a key __proto__',
    'invalid_input',
    () => ({ body: json(message()).replace('{', '{"__proto__":{"isAdmin":true},') }),
  ],
  ['keys in __proto__', 'invalid_input', () => ({ body: `{"__proto__":${json(message())}}` })],
  [
    'a key constructor',
    'invalid_input',
    () => ({ body: json({ ...message(), constructor: { prototype: {} } }) }),
  ],
  ['deep JSON', 'invalid_input', () => ({ body: '['.repeat(60_000) })],
  ['deep JSON that ends', 'invalid_input', () => ({ body: '['.repeat(30_000) + ']'.repeat(30_000) })],
  ['64 KB and a byte', 'too_large', () => ({ body: sized(64 * 1024 + 1) })],
  ['a megabyte', 'too_large', () => ({ body: sized(1024 * 1024) })],
  [
    'a megabyte in a small parcel',
    'too_large',
    () => ({ body: gzipSync(sized(1024 * 1024)), headers: { 'content-encoding': 'gzip' } }),
  ],
  ['64 KB exactly, of which the text is too long', 'invalid_input', () => ({ body: sized(64 * 1024) })],
  ['an unknown command', 'unknown_command', () => ({ path: '/api/zilverreiger' })],
  ['a command __proto__', 'unknown_command', () => ({ path: '/api/__proto__' })],
  ['a command constructor', 'unknown_command', () => ({ path: '/api/constructor' })],
  [
    'a command of sockets only',
    'unknown_command',
    () => ({ path: `/api/${resume.name}`, body: json({ have: [], also: [] }) }),
  ],
  ['a command in capitals', 'unknown_command', () => ({ path: '/api/MESSAGE.POST' })],
  ['a name that is no UTF-8', 'invalid_input', () => ({ path: '/api/%e0%a4%a' })],
  ['a name with a path in it', 'unknown_command', () => ({ path: '/api/..%2f..%2fetc%2fpasswd' })],
  ['a path below a command', 'unknown_command', () => ({ path: `/api/${postMessage.name}/more` })],
  ['GET', 'unknown_command', () => ({ method: 'GET' })],
  ['PUT', 'unknown_command', () => ({ method: 'PUT' })],
  ['OPTIONS', 'unknown_command', () => ({ method: 'OPTIONS' })],
  ['a foreign origin', 'forbidden', () => ({ headers: { origin: 'https://zilverreiger.test' } })],
  [
    'an origin that begins like ours',
    'forbidden',
    () => ({ headers: { origin: `${target.url}.zilverreiger.test` } }),
  ],
  ['the origin null', 'forbidden', () => ({ headers: { origin: 'null' } })],
  ['a fetch from another site', 'forbidden', () => ({ headers: { 'sec-fetch-site': 'cross-site' } })],
]

test.each(refused)('W3: %s over HTTP is %s, and nothing happens', async (_, code, sent) => {
  const { status, text, headers } = await send(sent())
  expect(JSON.parse(text)).toEqual({ ok: false, code, ...fieldIn(text) })
  expect(status).toBe(errors[code].http)
  expect(text).not.toMatch(/zilverreiger|[/\\]/i)
  expect(headers.get('cache-control')).toBe('no-store')
  for (const name of ['access-control-allow-origin', 'x-powered-by', 'set-cookie', 'server']) {
    expect(headers.get(name)).toBeNull()
  }
})

const fieldIn = (text: string) => {
  const { field } = JSON.parse(text) as { field?: string }
  return field === undefined ? {} : { field: expect.stringMatching(/^[a-zA-Z.\d]+$/) }
}

test('the same POST without anything wrong is done, with and without our own origin', async () => {
  expect(JSON.parse((await send({})).text)).toMatchObject({ ok: true })
  const port = new URL(target.url).port
  for (const origin of [`http://localhost:${port}`, `http://127.0.0.1:${port}`]) {
    const headers = { origin, 'sec-fetch-site': 'same-origin' }
    expect(JSON.parse((await send({ headers })).text)).toMatchObject({ ok: true })
  }
  await target.remember()
})

test('a cookie that is no session of ours is nobody’s', async () => {
  const strange = [
    'bijpraat=',
    'bijpraat=zilverreiger',
    'bijpraat=%00',
    '__proto__=1',
    'bijpraat',
    `bijpraat=${'a'.repeat(43)}`,
  ]
  for (const cookie of [...strange, `x=${'y'.repeat(8_000)}`]) {
    const { text } = await send({ headers: { cookie } })
    expect(JSON.parse(text)).toEqual({ ok: false, code: 'not_signed_in' })
  }
})

test('what lies beside the wire tells nothing of the machine', async () => {
  const beside = [
    '/api',
    '/api/',
    '/assets/../../package.json',
    '/assets/%2e%2e%2f%2e%2e%2fpackage.json',
    '/%2e%2e/%2e%2e/etc/passwd',
    '/socket.io/',
    '/socket.io/?EIO=4&transport=zilverreiger',
    '/socket.io/?EIO=4&transport=polling&sid=zilverreiger',
  ]
  for (const path of beside) {
    const { status, text } = await send({ path, method: 'GET' })
    expect(status, path).toBeGreaterThanOrEqual(400)
    expect(text, path).not.toMatch(/zilverreiger|node_modules|\.[jt]s\b|Error:|root:/i)
  }
})

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, inject, it } from 'vitest'
import { openDatabase } from '../../testing/database.ts'
import { createMailbox, type Mailbox } from './mailbox.ts'

let database: Awaited<ReturnType<typeof openDatabase>>
let mailbox: Mailbox
let now = 1_800_000_000_000
let origin: string
const http = createServer((request, response) => void mailbox.page(request, response))

beforeAll(async () => {
  database = await openDatabase(inject('mongoUrl'))
  mailbox = createMailbox({ connection: database, clock: () => now })
  await mailbox.prepare()
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  origin = `http://127.0.0.1:${(http.address() as AddressInfo).port}`
})
afterAll(async () => {
  http.closeAllConnections()
  await new Promise((resolve) => http.close(resolve))
  await database[Symbol.asyncDispose]()
})

const send = (subject: string, text: string) =>
  mailbox.send({ to: 'someone@example.org', subject, text, html: '<p>not shown</p>' })

it('shows nothing without the key of this start', async () => {
  await send('Subject', 'text')
  const other = createMailbox({ connection: database, clock: () => now })
  for (const path of ['/postvak', '/postvak?sleutel=', `/postvak?sleutel=${'x'.repeat(43)}`, other.path]) {
    const response = await fetch(origin + path)
    expect(response.status).toBe(404)
    expect(await response.text()).not.toContain('Subject')
  }
})

it('lists mails newest first, all escaped, with links and without scripts', async () => {
  now += 1000
  await send(
    '<img src=x onerror=alert(1)>',
    'Open https://example.org/inloggen/link#a_b-1 "now"\n<script>1</script>',
  )
  const response = await fetch(origin + mailbox.path)
  const page = await response.text()
  expect(page.indexOf('onerror')).toBeLessThan(page.indexOf('<h2>Subject'))
  expect(page).toContain('&lt;img src=x onerror=alert(1)&gt;')
  expect(page).toContain(
    '<a href="https://example.org/inloggen/link#a_b-1" rel="noreferrer" target="_blank">https://example.org/inloggen/link#a_b-1</a> &quot;now&quot;',
  )
  expect(page).not.toMatch(/<script|<img/)
  expect(page).toContain('<meta http-equiv="refresh" content="5">')
  expect(response.headers.get('content-security-policy')).toMatch(/^default-src 'none'; style-src 'sha256-/)
  expect(response.headers.get('cache-control')).toBe('no-store')
})

it('never makes a link of what is no web address', async () => {
  now += 1000
  await send('Links', 'javascript:alert(1) data:text/html,x https://example.org/"><b>')
  const page = await (await fetch(origin + mailbox.path)).text()
  expect([...page.matchAll(/href="([^"]*)"/g)].map(([, href]) => href)).toContain('https://example.org/')
  expect(page).not.toContain('<b>')
  expect(page).not.toMatch(/href="(javascript|data)/)
})

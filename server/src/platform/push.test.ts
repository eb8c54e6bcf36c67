import { readFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import webPush from 'web-push'
import {
  authorityFile,
  openPushService,
  type TestDevice,
  type TestPushService,
} from '../testing/push-service.ts'
import { createCage, type Resolve } from './cage.ts'
import { createPushService, type PushService } from './push.ts'

const vapid = { ...webPush.generateVAPIDKeys(), subject: 'mailto:beheer@voorbeeld.test' }
const ca = [readFileSync(authorityFile, 'utf8')]
const letter = {
  payload: JSON.stringify({ title: 'Dorp', body: 'Hoi', tag: 'a', path: '/kanaal/x/b/a', language: 'nl' }),
  topic: 'onderwerp',
  ttlSeconds: 60,
}

let there: TestPushService
const opened: PushService[] = []

const open = (cage: Partial<Parameters<typeof createCage>[0]> = {}): PushService => {
  const made = createPushService({
    vapid,
    cage: createCage({ hosts: [there.host], privateAddresses: true, ca, maxSockets: 10, ...cage }),
    clock: Date.now,
  })
  opened.push(made)
  return made
}

beforeAll(async () => {
  there = await openPushService()
})
afterAll(async () => {
  for (const service of opened) service.close()
  await there[Symbol.asyncDispose]()
})

describe('a letter', () => {
  let device: TestDevice
  let service: PushService
  beforeEach(() => {
    device = there.device()
    service = open()
  })
  const answeredWith = (...answers: TestDevice['answers']) => {
    device.answers = answers
    return service.send(device.target, letter)
  }

  test('is encrypted for its browser, signed by our key, and says how long it holds', async () => {
    expect(await service.send(device.target, letter)).toEqual({ outcome: 'accepted' })
    expect(device.received).toMatchObject([
      { message: { title: 'Dorp' }, ttlSeconds: 60, topic: 'onderwerp', key: vapid.publicKey },
    ])
    expect(there.faults).toEqual([])
  })

  test.each([404, 410])('to an address that has ended (%i) says so', async (status) => {
    expect(await answeredWith({ status })).toEqual({ outcome: 'gone' })
  })

  test('that is too large says so', async () => {
    expect(await answeredWith({ status: 413 })).toEqual({ outcome: 'tooLarge' })
  })

  test('that comes too soon says when, in seconds or as a date', async () => {
    const later = { outcome: 'later', why: '429' }
    expect(await answeredWith({ status: 429 })).toEqual({ ...later, afterMs: null })
    const seconds = { status: 429, headers: { 'retry-after': '120' } }
    expect(await answeredWith(seconds)).toEqual({ ...later, afterMs: 120_000 })
    const at = new Date(Date.now() + 60_000).toUTCString()
    const dated = await answeredWith({ status: 429, headers: { 'retry-after': at } })
    expect(dated).toMatchObject({ afterMs: expect.closeTo(60_000, -4) })
    const nonsense = { status: 429, headers: { 'retry-after': 'soon' } }
    expect(await answeredWith(nonsense)).toEqual({ ...later, afterMs: null })
  })

  test.each([500, 502, 503, 408])('may be tried again after %i', async (status) => {
    expect(await answeredWith({ status })).toEqual({ outcome: 'later', why: String(status), afterMs: null })
  })

  test('that is not answered is let go after five seconds', async () => {
    const startedAt = performance.now()
    expect(await answeredWith('hang')).toMatchObject({ outcome: 'later' })
    expect(performance.now() - startedAt).toBeLessThan(8_000)
  })

  test('is not waited for when its answer has no end', async () => {
    expect(await answeredWith('endless')).toEqual({ outcome: 'accepted' })
  })

  test.each([400, 401, 403])('that is refused (%i) is not tried again', async (status) => {
    expect(await answeredWith({ status })).toEqual({ outcome: 'refused', why: String(status) })
  })

  test.each([301, 302, 307, 308])('goes nowhere else when it is told to (%i)', async (status) => {
    const headers = { location: `https://${there.host}/elsewhere` }
    expect(await answeredWith({ status, headers })).toEqual({ outcome: 'refused', why: String(status) })
    expect(there.strayed).toEqual([])
  })

  test('to a service that is not there may be tried again', async () => {
    const nobody = createServer()
    await new Promise<void>((resolve) => nobody.listen(0, '127.0.0.1', resolve))
    const { port } = nobody.address() as { port: number }
    await new Promise((resolve) => nobody.close(resolve))
    const away = open({ hosts: [`localhost:${port}`] })
    const target = { ...device.target, endpoint: `https://localhost:${port}/push/a` }
    expect(await away.send(target, letter)).toEqual({ outcome: 'later', why: 'ECONNREFUSED', afterMs: null })
  })

  test('to a service whose certificate nobody vouches for is not sent', async () => {
    const strict = createPushService({
      vapid,
      cage: createCage({ hosts: [there.host], privateAddresses: true, ca: [], maxSockets: 1 }),
      clock: Date.now,
    })
    opened.push(strict)
    expect(await strict.send(device.target, letter)).toMatchObject({ outcome: 'later' })
    expect(device.asked).toBe(0)
  })
})

describe('an address from outside', () => {
  const hosts = ['push.example', '*.push.example.org', 'localhost:8443', '10.0.0.1', '127.0.0.1', '[::1]']
  const { allows } = createCage({ hosts, privateAddresses: false, ca: [], maxSockets: 1 })

  test.each([
    'https://push.example/abc',
    'https://PUSH.example/abc',
    'https://push.example:443/abc',
    'https://eu.push.example.org/abc',
    'https://localhost:8443/abc',
  ])('%s is allowed', (url) => {
    expect(allows(url)).toBe(true)
  })

  test.each([
    'http://push.example/abc',
    'ftp://push.example/abc',
    'file:///etc/passwd',
    'https://elsewhere.example/abc',
    'https://push.example.evil.test/abc',
    'https://evilpush.example/abc',
    'https://push.example.org/abc',
    'https://evilpush.example.org/abc',
    'https://push.example:8443/abc',
    'https://push.example:80/abc',
    'https://localhost/abc',
    'https://user@push.example/abc',
    'https://user:secret@push.example/abc',
    'https://push.example@evil.test/abc',
    'https://push.example./abc',
    'https://push.example/abc#part',
    'https://10.0.0.1/abc',
    'https://127.0.0.1/abc',
    'https://0x7f.1/abc',
    'https://2130706433/abc',
    'https://[::1]/abc',
    'https://[::ffff:127.0.0.1]/abc',
    'not an address',
  ])('%s is not', (url) => {
    expect(allows(url)).toBe(false)
  })

  const lookedUp = (...answers: string[][]) => {
    let asked = 0
    const resolve: Resolve = (_host, _options, callback) => {
      const addresses = answers[Math.min(asked, answers.length - 1)] ?? []
      asked += 1
      callback(
        null,
        addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
      )
    }
    return open({ privateAddresses: false, resolve })
  }

  test.each([
    [['127.0.0.1']],
    [['::1']],
    [['::ffff:127.0.0.1']],
    [['10.1.2.3']],
    [['169.254.169.254']],
    [['fd00::1']],
    // One among several is enough: which of them is connected to is not ours to say.
    [['93.184.215.14', '127.0.0.1']],
    [['127.0.0.1', '93.184.215.14']],
    [[]],
  ])('whose host is at %j is not connected to', async (addresses) => {
    const device = there.device()
    expect(await lookedUp(addresses).send(device.target, letter)).toEqual({
      outcome: 'refused',
      why: 'not public',
    })
    expect(device.asked).toBe(0)
  })

  test('whose host was public a moment ago is looked up for the connection itself', async () => {
    const device = there.device()
    // Asked once more it would be public again: what is looked at is what is connected to.
    const rebinding = lookedUp(['127.0.0.1'], ['93.184.215.14'])
    expect(rebinding.accepts(device.target)).toEqual({ ok: true })
    expect(await rebinding.send(device.target, letter)).toMatchObject({ outcome: 'refused' })
    expect(device.asked).toBe(0)
  })

  test('is refused with a key that is no point of the curve', () => {
    const { target } = there.device()
    const service = open()
    expect(service.accepts(target)).toEqual({ ok: true })
    expect(service.accepts({ ...target, p256dh: `B${'A'.repeat(86)}` })).toEqual({
      ok: false,
      wrong: 'p256dh',
    })
    expect(service.accepts({ ...target, endpoint: 'https://elsewhere.test/a' })).toEqual({
      ok: false,
      wrong: 'endpoint',
    })
  })
})

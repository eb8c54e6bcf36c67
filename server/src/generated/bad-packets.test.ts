import { randomBytes } from 'node:crypto'
import { connect } from 'node:net'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { until } from '../testing/wait.ts'
import { afterFrames, openRawSocket } from './raw-socket.fixture.ts'
import { openTarget, type Target } from './target.fixture.ts'

let target: Target
beforeAll(async () => {
  target = await openTarget({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') })
})
beforeEach(() => target.remember())
afterEach(() => target.expectUnharmed())
afterAll(() => target[Symbol.asyncDispose]())

const send = (frames: Parameters<typeof afterFrames>[1], more: { join?: boolean } = {}) =>
  afterFrames(target.url, frames, { ...target.villager, ...more })
const binary = (...bytes: number[]) => new Uint8Array(bytes)

describe('packets', () => {
  const garbage: [string, (string | Uint8Array<ArrayBuffer>)[]][] = [
    ['an unknown packet', ['4zilverreiger']],
    ['an unknown packet type', ['49["message.post",{}]']],
    ['no JSON', ['420["message.post",{']],
    ['an object for an event', ['420{"message.post":{}}']],
    ['an event without a name', ['420[]']],
    ['an object for a name', ['420[{"toString":"message.post"},{}]']],
    ['null for a name', ['420[null,{}]']],
    ['a list for a name', ['420[["message.post"],{}]']],
    ['a reserved name', ['420["disconnect"]']],
    ['connect as a name', ['420["connect",{}]']],
    ['a broken ack', ['431{"a":1}']],
    ['binary out of nowhere', [binary(1, 2, 3)]],
    [
      'attachments that never come',
      ['451-0["message.post",{"_placeholder":true,"num":0}]', '420["message.post",{}]'],
    ],
    ['too many attachments', ['45999999999-0["message.post",{"_placeholder":true,"num":0}]']],
    ['less than no attachments', ['45-1-0["message.post",{}]']],
    [
      'a placeholder of another attachment',
      ['451-0["message.post",{"_placeholder":true,"num":5}]', binary(1)],
    ],
    [
      'a placeholder that is no number',
      ['451-0["message.post",{"_placeholder":true,"num":"__proto__"}]', binary(1)],
    ],
    [
      'an attachment deep in an array',
      [
        `451-0["message.post",${'['.repeat(20_000)}{"_placeholder":true,"num":0}${']'.repeat(20_000)}]`,
        binary(1),
      ],
    ],
    ['a ping from the wrong side', ['2zilverreiger']],
    ['an unknown engine packet', ['9']],
    ['an empty frame', ['']],
    ['a disconnect with a payload', ['41{"a":1}']],
  ]
  test.each(garbage)('%s ends this connection and no other', async (_, frames) => {
    expect(await send(frames)).toMatchObject({ cut: true })
  })

  const harmless: [string, string[]][] = [
    ['pongs that nobody waits for', ['3', '3zilverreiger']],
    ['an upgrade that is over', ['5']],
    ['a noop', ['6']],
    ['a second handshake', ['40{"contract":1}', '40{"contract":1}']],
    ['an event of a namespace that one is not in', ['42/other,0["message.post",{}]']],
  ]
  test.each(harmless)('%s: nothing is done', async (_, frames) => {
    const { heard } = await send(frames)
    expect(
      heard.filter((frame) => /^43(?!\d+\[\{"ok":false,"code":"unknown_command"\}\])/.test(frame)),
    ).toEqual([])
  })

  test('other namespaces are not there', async () => {
    for (const name of ['/other', '/__proto__', '/constructor', '/admin', `/${'a'.repeat(10_000)}`]) {
      const { heard } = await send([`40${name},{"contract":1}`])
      expect(
        heard.some((frame) => frame.startsWith(`40${name}`)),
        name,
      ).toBe(false)
    }
  })

  test('W6: a handshake that says something else than a version we know is told so', async () => {
    const strange = [
      '{}',
      '{"contract":"1"}',
      '{"contract":[1]}',
      '{"contract":0}',
      '{"__proto__":{"contract":1}}',
      '{"contract":{"valueOf":1}}',
    ]
    for (const auth of strange) {
      const socket = await openRawSocket(target.url, { join: false })
      socket.send(`40${auth}`)
      const answer = await until(() => socket.frames.find((frame) => frame.startsWith('44')))
      expect(answer).toBe('44{"message":"refused","data":{"code":"client_too_old"}}')
      socket.close()
    }
  })

  test('nothing is heard before the handshake', async () => {
    const { heard } = await send(['420["me.sessions",{}]'], { join: false })
    expect(heard.filter((frame) => frame.startsWith('43'))).toEqual([])
  })
})

describe('bytes', () => {
  const upgrade = [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    'Host: 127.0.0.1',
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
  ].join('\r\n')
  const broken: [string, number[]][] = [
    ['a frame without a mask', [0x81, 0x02, 0x34, 0x30]],
    ['a reserved bit', [0xf1, 0x80, 0, 0, 0, 0]],
    ['a reserved opcode', [0x83, 0x80, 0, 0, 0, 0]],
    ['a frame of four exabytes', [0x81, 0xff, 0x3f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
    ['a frame of a negative size', [0x81, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff]],
    ['more of nothing', [0x80, 0x80, 0, 0, 0, 0]],
    ['a ping that is too long', [0x89, 0xfe, 0x01, 0x00, 0, 0, 0, 0]],
    ['text that is no UTF-8', [0x81, 0x82, 0, 0, 0, 0, 0xff, 0xfe]],
    ['a close with half a code', [0x88, 0x81, 0, 0, 0, 0, 3]],
    ['a compressed frame', [0xc1, 0x82, 0, 0, 0, 0, 0x34, 0x30]],
  ]
  test.each(broken)('%s ends this connection and no other', async (_, bytes) => {
    const { hostname, port } = new URL(target.url)
    const socket = connect(Number(port), hostname)
    socket.on('error', () => undefined)
    const ended = new Promise((resolve) => socket.once('close', resolve))
    socket.write(`${upgrade}\r\n\r\n`)
    await new Promise((resolve) => socket.once('data', resolve))
    socket.write(Uint8Array.from(bytes))
    await ended
  })

  test('an upgrade from a foreign origin is refused', async () => {
    const headers = { origin: 'https://zilverreiger.test' }
    await expect(openRawSocket(target.url, { headers })).rejects.toThrow()
    const polling = await fetch(`${target.url}/socket.io/?EIO=4&transport=polling`, { headers })
    expect({ status: polling.status, text: await polling.text() }).toEqual({
      status: 403,
      text: '{"code":4,"message":"forbidden"}',
    })
  })

  test('polling takes no more than 64 KB, and garbage ends that session only', async () => {
    const open = await (await fetch(`${target.url}/socket.io/?EIO=4&transport=polling`)).text()
    const { sid } = JSON.parse(open.slice(1)) as { sid: string }
    const push = (body: string) =>
      fetch(`${target.url}/socket.io/?EIO=4&transport=polling&sid=${sid}`, { method: 'POST', body })
    expect((await push('z'.repeat(64 * 1024 + 1))).status).toBe(413)
    await push('zilverreiger')
    expect((await push('40{"contract":1}')).status).toBe(400)
  })
})

import { randomUUID } from 'node:crypto'
import { postMessage } from '@bijpraat/contract'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { afterFrames, openRawSocket } from './raw-socket.fixture.ts'
import { openTarget, type Target } from './target.fixture.ts'

let target: Target
beforeAll(async () => {
  target = await openTarget({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') })
})
beforeEach(() => target.remember())
afterEach(() => target.expectUnharmed())
afterAll(() => target[Symbol.asyncDispose]())

const message = () => JSON.stringify({ commandId: randomUUID(), channelId: target.channelId, text: 'Hoi' })
const post = postMessage.name
const refusal = (code: string) => `{"ok":false,"code":"${code}"}`
const send = (frames: Parameters<typeof afterFrames>[1]) => afterFrames(target.url, frames, target.villager)

describe('events', () => {
  const names = [
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'undefined',
    'null',
    '1',
    '',
    'error',
    'message',
    'hasOwnProperty',
    'a'.repeat(1_000),
    '\ud800',
    '\u0000',
    'message.post ',
  ]
  test.each(names.map((name) => [JSON.stringify(name).slice(0, 40), name] as const))(
    'the name %s is no command',
    async (_, name) => {
      const socket = await openRawSocket(target.url, target.villager)
      expect(await socket.give(name, message())).toBe(refusal('unknown_command'))
      socket.close()
    },
  )

  test('W2: a command of HTTP only is no command here', async () => {
    const socket = await openRawSocket(target.url)
    expect(await socket.give('auth.signOut', '{}')).toBe(refusal('unknown_command'))
    socket.close()
  })

  test('a name that is a number is no command', async () => {
    const { cut, heard } = await send([`427[1,${message()}]`])
    expect({ cut, heard: heard.filter((frame) => frame.startsWith('437')) }).toEqual({
      cut: false,
      heard: [`437[${refusal('unknown_command')}]`],
    })
  })

  const unheard: [string, string][] = [
    ['without an ack', `42["${post}",${'{}'}]`],
    ['with an object for an ack', `42["${post}",{},{"ack":true}]`],
    ['with a name for an ack', `42["${post}",{},"ack"]`],
    ['acks of nothing', '43999[{}]'],
    ['an ack without an id', '43[{}]'],
  ]
  test.each(unheard)('%s nothing is done or answered', async (_, frame) => {
    const { cut, heard } = await send([frame.replace('{}', message())])
    expect(cut).toBe(false)
    expect(heard.filter((text) => text.startsWith('43'))).toHaveLength(1)
  })

  test('an input that is missing, or more than one, is refused', async () => {
    const { cut, heard } = await send([
      `427["${post}"]`,
      `428["${post}",null]`,
      `429["${post}",[${message()}]]`,
      `4210["${post}",${message()},{}]`,
    ])
    expect(cut).toBe(false)
    for (const id of [7, 8, 9, 10]) expect(heard).toContain(`43${id}[${refusal('invalid_input')}]`)
  })

  test('thirty thousand arguments and arrays thirty thousand deep are refused', async () => {
    const many = Array(30_000).fill(1).join()
    const deep = '['.repeat(30_000) + ']'.repeat(30_000)
    const { cut, heard } = await send([`427["${post}",${many}]`, `428["${post}",${deep}]`])
    expect(cut).toBe(false)
    for (const id of [7, 8]) expect(heard).toContain(`43${id}[${refusal('invalid_input')}]`)
  })

  test('attachments are no input, also where they come', async () => {
    const placeholder = '{"_placeholder":true,"num":0}'
    const { cut, heard } = await send([
      `451-7["${post}",${placeholder}]`,
      Uint8Array.of(1, 2, 3),
      `451-8["${post}",${message().replace('"Hoi"', placeholder)}]`,
      Uint8Array.of(1, 2, 3),
    ])
    expect(cut).toBe(false)
    for (const [id, field] of [
      [7, 'commandId'],
      [8, 'text'],
    ]) {
      expect(heard).toContain(`43${id}[{"ok":false,"code":"invalid_input","field":"${field}"}]`)
    }
  })
})

describe('sizes', () => {
  test('a frame over 64 KB ends this connection and no other', async () => {
    const socket = await openRawSocket(target.url, target.villager)
    socket.send(`420["${post}",{"text":"${'z'.repeat(64 * 1024)}"}]`)
    expect(await socket.closed).not.toBe(1000)
  })

  test('five thousand frames at once: each is answered, or the connection is cut', async () => {
    const socket = await openRawSocket(target.url, target.villager)
    const answers = Array.from({ length: 5_000 }, () => socket.give('zilverreiger', '{}'))
    const flood = Promise.all(answers)
    await target.bystanders.stillTalk()
    await target.remember()
    // Of one connection only so many commands are carried out at a time; those beyond are told to come back.
    const told = new Set((await flood).map((answer) => JSON.parse(answer).code))
    expect([...told].sort()).toEqual(
      told.size > 1 ? ['rate_limited', 'unknown_command'] : ['unknown_command'],
    )
    socket.close()
  })

  test('five thousand that nobody asked an answer of are nothing', async () => {
    const { cut } = await send(Array.from({ length: 5_000 }, () => '42["zilverreiger"]'))
    expect(cut).toBe(false)
  })
})

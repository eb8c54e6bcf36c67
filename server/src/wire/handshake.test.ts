import { randomUUID } from 'node:crypto'
import { type Answer, delivery, listChannels, postMessage, type Range, resume } from '@bijpraat/contract'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type House, startHouse } from '../testing/house.ts'
import { until } from '../testing/wait.ts'

let house: House
beforeAll(async () => {
  house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }, { nodes: 2 })
})
afterAll(() => house[Symbol.asyncDispose]())

const nothing = { have: [], also: [] }
const say = (channelId: string, text: string) => ({ commandId: randomUUID(), channelId, text })

/** Answers in one order: that of the channels says nothing. */
const sorted = (answer: Answer<{ channels: { channelId: string }[] }>) =>
  answer.ok && {
    ...answer.data,
    channels: answer.data.channels.toSorted((a, b) => a.channelId.localeCompare(b.channelId)),
  }

describe('what the handshake asks', () => {
  test('L6: is answered as the command answers it, from a copy too', async () => {
    const channelId = await house.channel()
    const person = await house.person({ memberOf: [channelId] })
    const client = await house.connect(person, 0, nothing)
    const fresh = await client.resumed
    expect(sorted(fresh)).toEqual(sorted(await client.give(resume, nothing)))
    await client.give(postMessage, say(channelId, 'Intussen'))
    const have = fresh.ok
      ? fresh.data.channels.flatMap((one) =>
          one.answer === 'reset' ? [{ channelId: one.channelId, cursor: one.upTo, key: one.key }] : [],
        )
      : []
    const back = await (await house.connect(person, 0, { have, also: [] })).resumed
    expect(sorted(back)).toEqual(sorted(await client.give(resume, { have, also: [] })))
    const channels = back.ok ? back.data.channels : []
    expect(channels.find((one) => one.channelId === channelId)).toMatchObject({
      answer: 'delta',
      items: [{ content: { text: 'Intussen' } }],
    })
  })

  test('L6: is heard of from there on without a gap, however it falls together with posts', async () => {
    const channelId = await house.channel()
    const person = await house.person({ memberOf: [channelId] })
    const writer = await house.connect(person, 1)
    for (let round = 0; round < 4; round += 1) {
      const posts = Array.from({ length: 4 }, (_, n) => writer.give(postMessage, say(channelId, `${n}`)))
      const client = await house.connect(person, 0, nothing)
      const heard: Range[] = []
      client.socket.on(delivery.name, (range: Range) => heard.push(range))
      const answer = await client.resumed
      const told = answer.ok && answer.data.channels.find((one) => one.channelId === channelId)
      let cursor = told && told.answer === 'reset' ? told.upTo : Number.NaN
      await Promise.all(posts)
      const last = await writer.give(postMessage, say(channelId, 'Ten slotte'))
      const head = last.ok ? last.data.rev : Number.NaN
      await until(() => heard.some((range) => range.channelId === channelId && range.upTo >= head))
      for (const { after, upTo } of heard.filter((range) => range.channelId === channelId)) {
        expect(after).toBeLessThanOrEqual(cursor)
        cursor = Math.max(cursor, upTo)
      }
      expect(cursor).toBe(head)
      client.close()
    }
  })

  test('W4: shows to nobody what the command does not show', async () => {
    const closed = await house.channel({ readers: 'closed' })
    const open = await house.channel({ readers: 'anyone' })
    const copy = { channelId: closed, cursor: 1, key: 'members.1.1' }
    for (const person of [null, await house.person()]) {
      const client = await house.connect(person, 0, { have: [copy], also: [closed, open] })
      const answer = await client.resumed
      expect(sorted(answer)).toEqual(
        sorted(await client.give(resume, { have: [copy], also: [closed, open] })),
      )
      const channels = answer.ok ? answer.data.channels : []
      expect(channels.find((one) => one.channelId === closed)).toEqual({ answer: 'gone', channelId: closed })
      expect(channels.find((one) => one.channelId === open)).toMatchObject({ answer: 'reset' })
    }
  })

  const id = randomUUID()
  test.each([
    ['of a wrong type', 'everything', undefined],
    ['null', null, undefined],
    ['without a part', { have: [] }, 'also'],
    ['with a part too many', { ...nothing, all: true }, undefined],
    [
      'with a cursor of a wrong type',
      { have: [{ channelId: id, cursor: '1', key: 'members.1.1' }], also: [] },
      'have.0.cursor',
    ],
    [
      'with too many copies',
      { have: Array(1001).fill({ channelId: 'a', cursor: 1, key: 'a' }), also: [] },
      'have',
    ],
    ['with too many channels', { have: [], also: Array(51).fill(id) }, 'also'],
  ])('W3: %s is refused, and the connection stands', async (_, asked, field) => {
    const client = await house.connect(await house.person(), 0, asked)
    expect(await client.resumed).toEqual({ ok: false, code: 'invalid_input', ...(field ? { field } : {}) })
    expect(await client.give(listChannels, {})).toMatchObject({ ok: true })
    expect(await client.give(resume, nothing)).toMatchObject({ ok: true })
  })

  test('counts as the command does, over all connections of a person', async () => {
    const person = await house.person()
    const client = await house.connect(person)
    const isRefused = async () => {
      const answers = await Promise.all(Array.from({ length: 50 }, () => client.give(resume, nothing)))
      return answers.some((answer) => !answer.ok)
    }
    const inHandshake = async () => (await house.connect(person, 0, nothing)).resumed
    let late = await inHandshake()
    // Again where a new minute began in between.
    while (late.ok) {
      while (!(await isRefused()));
      late = await inHandshake()
    }
    expect(late).toEqual({ ok: false, code: 'rate_limited', retryAfterMs: expect.any(Number) })
    expect(await client.give(listChannels, {})).toMatchObject({ ok: true })
  })
})

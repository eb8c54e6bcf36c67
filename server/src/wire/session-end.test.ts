import { randomUUID } from 'node:crypto'
import { postMessage, resume, signOut } from '@bijpraat/contract'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type House, startHouse, type TestPerson } from '../testing/house.ts'
import { until } from '../testing/wait.ts'

let house: House
beforeAll(async () => {
  house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }, { nodes: 2 })
})
afterAll(() => house[Symbol.asyncDispose]())

test('W4: a connection that follows nothing is worth nothing two seconds after its session has ended', async () => {
  const channelId = await house.channel()
  const person = await house.person({ memberOf: [channelId] })
  const client = await house.connect(person, 1)
  const say = () => client.give(postMessage, { commandId: randomUUID(), channelId, text: 'Hoi' })
  expect(await say()).toMatchObject({ ok: true })
  await house.post(person, signOut, {})
  const told = new Promise((resolve) => client.socket.once('signedOut', resolve))
  await new Promise((resolve) => setTimeout(resolve, 1_500))
  const late = say().catch(() => null)
  await told
  await until(() => client.socket.disconnected)
  expect(await late).not.toMatchObject({ ok: true })
})

const nothing = { have: [], also: [] }
const byCommand = async (person: TestPerson) => {
  const client = await house.connect(person, 1)
  return { client, following: client.give(resume, nothing).catch(() => null) }
}
const inHandshake = async (person: TestPerson) => {
  const client = await house.connect(person, 1, nothing)
  const ended = new Promise<null>((resolve) => client.socket.once('disconnect', () => resolve(null)))
  return { client, following: Promise.race([client.resumed, ended]) }
}

test.each([
  ['by a command', byCommand],
  ['in its handshake', inHandshake],
])(
  'W4: a session that ends while its connection begins to follow %s is noticed',
  async (_, follow) => {
    for (let round = 0; round < 40; round += 1) {
      const person = await house.person()
      const { client, following } = await follow(person)
      await new Promise((resolve) => setTimeout(resolve, round % 8))
      await house.post(person, signOut, {})
      const answer = await following
      const followsAsNobody = answer?.ok === true && answer.data.me === null
      await until(() => followsAsNobody || client.socket.disconnected, 2_000)
    }
  },
  90_000,
)

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { socketIo } from '@bijpraat/client/src/sync/socket.ts'
import {
  banPerson,
  type Command,
  delivery,
  leaveChannel,
  postMessage,
  type Range,
  resumed,
  setRole,
  signOut,
} from '@bijpraat/contract'
import { type House, startHouse, type TestPerson } from '@bijpraat/server/testing/house'
import { until } from '@bijpraat/server/testing/wait'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type AppProcess, startApp } from './app-process.ts'
import { type Link, openLink } from './link.ts'
import { post } from './raw.ts'
import { openProxy } from './rolling/proxy.ts'

const stack = new AsyncDisposableStack()
let house: House
let nodes: AppProcess[]
let redisLinks: Link[]
let proxyPort: number
let admin: TestPerson

beforeAll(async () => {
  const services = { mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }
  house = stack.use(await startHouse(services, { nodes: 0 }))
  const redisPort = Number(new URL(services.redisUrl).port)
  redisLinks = [stack.use(await openLink(redisPort)), stack.use(await openLink(redisPort))]
  nodes = []
  for (const { port } of redisLinks) {
    const env = { MONGODB_URL: house.mongoUrl, REDIS_URL: `redis://127.0.0.1:${port}` }
    nodes.push(stack.use(await startApp(env)))
  }
  proxyPort = stack.use(await openProxy(nodes.map(({ port }) => port))).port
  admin = await house.person({ role: 'admin' })
})
afterAll(() => stack.disposeAsync())

/** One connection of someone, that follows all that is theirs. */
const sit = async (person: TestPerson, port: number) => {
  const heard: Range[] = []
  const seat: { followed?: unknown; isOver: boolean } = { isOver: false }
  const socket = socketIo({
    url: `http://127.0.0.1:${port}`,
    headers: { cookie: person.cookie },
    transports: ['websocket'],
  })({
    greeting: () => ({ have: [], also: [] }),
    opened: () => undefined,
    closed: () => {
      seat.isOver = true
    },
    refused: () => undefined,
    heard: () => undefined,
    broadcast: (name, payload) => {
      if (name === delivery.name) heard.push(payload as Range)
      if (name === resumed.name) seat.followed = payload
    },
  })
  stack.defer(() => socket.close())
  expect(await until(() => seat.followed)).toMatchObject({ ok: true })
  const ask = (command: Command, input: object) =>
    socket.ask(command.name, { commandId: randomUUID(), ...input }, 30_000)
  const hears = (text: string) =>
    heard.some(({ items }) =>
      items.some(({ content }) => (content as { text?: string } | null)?.text === text),
    )
  return { ask, hears, isOver: () => seat.isOver }
}

const portOf = (node: number) => nodes[node]?.port ?? 0
const give = (person: TestPerson, node: number, command: Command, input: object) =>
  post(portOf(node), person.cookie, command.name, { commandId: randomUUID(), ...input })
const everyNode = [0, 1]

const whileRedisIsCut = async (from: readonly number[], run: () => Promise<void>) => {
  for (const node of from) redisLinks[node]?.cut(120_000)
  try {
    await run()
  } finally {
    for (const node of from) redisLinks[node]?.cut(0)
  }
}

test('L8: behind a proxy, what one says over a node is seen over the other', async () => {
  const village = await house.channel()
  const [a, b] = [await house.person({ memberOf: [village] }), await house.person({ memberOf: [village] })]
  // Each connection goes to the next node.
  const [here, there] = [await sit(a, proxyPort), await sit(b, proxyPort)]
  expect(await here.ask(postMessage, { channelId: village, text: 'Heen' })).toMatchObject({ ok: true })
  expect(await there.ask(postMessage, { channelId: village, text: 'Terug' })).toMatchObject({ ok: true })
  for (const text of ['Heen', 'Terug']) await until(() => here.hears(text) && there.hears(text))
})

test.each([
  ['cut from one node', [0]],
  ['away', everyNode],
])(
  'L8: with Redis %s posting goes on, and within 10 s all see what is said on either node',
  async (_, cut) => {
    const village = await house.channel()
    const [a, b] = [await house.person({ memberOf: [village] }), await house.person({ memberOf: [village] })]
    const [here, there] = [await sit(a, portOf(0)), await sit(b, portOf(1))]
    await whileRedisIsCut(cut, async () => {
      const said = (text: string) => ({ channelId: village, text })
      expect(await here.ask(postMessage, said('Over de ene'))).toMatchObject({ ok: true })
      expect(await there.ask(postMessage, said('Over de andere'))).toMatchObject({ ok: true })
      for (const text of ['Over de ene', 'Over de andere'])
        await until(() => here.hears(text) && there.hears(text), 10_000)
    })
  },
)

describe('W4: a right that is taken reaches live sockets on every node', () => {
  /** Someone with a connection to each node, what takes their right to read away, and by which node. */
  const subjects = async (village: string) => {
    const [banned, leaver, absent] = await Promise.all(
      [1, 2, 3].map(() => house.person({ memberOf: [village] })),
    )
    const former = await house.person({ role: 'official' })
    if (!banned || !leaver || !absent) throw new Error('nobody is there')
    const reason = 'Even afkoelen'
    const all = [
      {
        whose: banned,
        by: () => give(admin, 0, banPerson, { personId: banned.personId, scope: village, reason }),
      },
      { whose: former, by: () => give(admin, 0, setRole, { personId: former.personId, role: 'villager' }) },
      { whose: leaver, by: () => give(leaver, 0, leaveChannel, { channelId: village }) },
      { whose: absent, by: () => post(portOf(0), absent.cookie, signOut.name, {}) },
    ]
    return Promise.all(
      all.map(async ({ whose, by }) => ({
        by,
        seats: await Promise.all(everyNode.map((node) => sit(whose, portOf(node)))),
      })),
    )
  }

  test.each([
    ['within 2 s', [], 2_000],
    ['within 10 s with Redis cut from the other node', [1], 10_000],
  ])('%s', async (_, cut, withinMs) => {
    const village = await house.channel()
    const member = await house.person({ memberOf: [village] })
    const watching = await Promise.all(everyNode.map((node) => sit(member, portOf(node))))
    const losing = await subjects(village)
    const seats = losing.flatMap((one) => one.seats)
    await give(admin, 0, postMessage, { channelId: village, text: 'Voor allen' })
    await until(() => [...watching, ...seats].every((seat) => seat.hears('Voor allen')))
    await whileRedisIsCut(cut, async () => {
      for (const answer of await Promise.all(losing.map(({ by }) => by()))) {
        expect(answer).toMatchObject({ ok: true })
      }
      // The law is a time: what is said after it must not be heard any more.
      await pause(withinMs)
      await give(admin, 0, postMessage, { channelId: village, text: 'Voor wie blijven' })
      await until(() => watching.every((seat) => seat.hears('Voor wie blijven')))
    })
    expect(seats.map((seat) => seat.hears('Voor wie blijven'))).toEqual(seats.map(() => false))
    const signedOut = losing.at(-1)?.seats ?? []
    expect(signedOut.map((seat) => seat.isOver())).toEqual([true, true])
    const say = { channelId: village, text: 'Mag ik nog?' }
    for (const seat of seats) expect(await seat.ask(postMessage, say)).toMatchObject({ ok: false })
  })
})

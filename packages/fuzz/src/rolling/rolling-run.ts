import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { createReplica, type Replica } from '@bijpraat/client/src/replica/replica.ts'
import { createEngine, type Engine } from '@bijpraat/client/src/sync/engine.ts'
import { createMemoryStorage } from '@bijpraat/client/src/sync/memory-storage.ts'
import { socketIo } from '@bijpraat/client/src/sync/socket.ts'
import { postMessage } from '@bijpraat/contract'
import { startHouse } from '@bijpraat/server/testing/house'
import { MongoClient } from 'mongodb'
import { type AppProcess, startApp } from '../app-process.ts'
import type { Services } from '../town.ts'
import { openProxy } from './proxy.ts'

/** How many connect, in channels of how many, and how often one of them writes. */
export type Size = { clients: number; members: number; perSecond: number }

export type Rolled = {
  /** What was lost, doubled, out of order or shown as an error; empty when all is well. */
  problems: string[]
  written: number
  /** For each restart: how the node ended and how long that took. */
  ends: { how: string; ms: number }[]
  /** How long a client was not live, at the longest of each; ms. */
  away: { median: number; p95: number; max: number }
}

type Client = {
  name: string
  channelId: string
  engine: Engine
  replica: Replica
  problems: Set<string>
  longestAwayMs: () => number
}

/** Until everyone is live on a busy machine; nothing is measured by it. */
const patienceMs = 120_000

/**
 * Two nodes behind a proxy are restarted one after the other (SIGTERM) while the product's own clients read and
 * write: nothing may be lost, doubled or shown as an error.
 */
export const rollOver = async (
  services: Services,
  size: Size,
  say: (line: string) => void = () => {},
): Promise<Rolled> => {
  const stack = new AsyncDisposableStack()
  try {
    return await roll(stack, services, size, say)
  } finally {
    await stack.disposeAsync()
  }
}

const roll = async (
  stack: AsyncDisposableStack,
  services: Services,
  size: Size,
  say: (line: string) => void,
): Promise<Rolled> => {
  const house = stack.use(await startHouse(services, { nodes: 0 }))
  const env = { MONGODB_URL: house.mongoUrl, REDIS_URL: services.redisUrl, TRUSTED_PROXIES: '1' }
  const nodes = [stack.use(await startApp(env)), stack.use(await startApp(env))]
  const proxy = stack.use(await openProxy(nodes.map(({ port }) => port)))
  const mongo = new MongoClient(house.mongoUrl)
  stack.defer(() => mongo.close())

  const clients: Client[] = []
  stack.defer(async () => void (await Promise.all(clients.map(({ engine }) => engine.stop()))))
  const channelIds: string[] = []
  for (let n = 0; n < Math.ceil(size.clients / size.members); n += 1) channelIds.push(await house.channel())
  await inBatches(size.clients, 50, async (n) => {
    const channelId = channelIds[n % channelIds.length] ?? ''
    const { cookie } = await house.person({ memberOf: [channelId] })
    clients.push(await openClient(`client ${n}`, channelId, proxy.port, addressOf(n), cookie))
  })
  const allLive = () => until(() => clients.every(isLive), 'not everyone became live')
  await allLive()
  for (const client of clients) client.problems.clear()
  say(`${clients.length} clients are live`)

  const writing = startWriting(clients, size.perSecond)
  const ends: Rolled['ends'] = []
  for (const node of nodes) {
    await pause(1_000)
    ends.push(await restart(node))
    await allLive()
    say(`restarted: ${ends.at(-1)?.how} after ${ends.at(-1)?.ms} ms, everyone is live`)
  }
  const written = await writing.stop()
  await until(() => clients.every(hasNothingToSend), 'not everything was sent')

  const problems = clients.flatMap(({ name, problems }) => [...problems].map((what) => `${name}: ${what}`))
  for (const channelId of channelIds) {
    const log = await logOf(mongo, channelId)
    const readers = clients.filter((client) => client.channelId === channelId)
    await until(() => readers.every((one) => cursorOf(one) === log.rev), `behind in ${channelId}`)
    problems.push(...compare(log, readers, written.get(channelId) ?? []))
  }
  problems.push(...nodes.flatMap(faultsOf))
  const away = clients.map(({ longestAwayMs }) => longestAwayMs()).sort((a, b) => a - b)
  const at = (share: number) => Math.round(away[Math.floor(share * (away.length - 1))] ?? 0)
  return {
    problems,
    written: [...written.values()].flat().length,
    ends,
    away: { median: at(0.5), p95: at(0.95), max: at(1) },
  }
}

const restart = async (node: AppProcess) => {
  const startedAt = performance.now()
  const how = await node.end()
  const ms = Math.round(performance.now() - startedAt)
  await node.start()
  return { how, ms }
}

/** Lines of the log are JSON; what else is printed is for people. */
const faultsOf = (node: AppProcess) =>
  node
    .said()
    .split('\n')
    .filter((line) => line.startsWith('{'))

/** As a proxy says it: every client has an address of its own. */
const addressOf = (n: number) => `10.${(n >> 16) & 255}.${(n >> 8) & 255}.${n & 255}`

const openClient = async (
  name: string,
  channelId: string,
  port: number,
  address: string,
  cookie: string,
): Promise<Client> => {
  const replica = createReplica()
  const headers = { cookie, 'x-forwarded-for': address }
  const openSocket = socketIo({ url: `http://127.0.0.1:${port}`, headers, transports: ['websocket'] })
  const engine = createEngine({ replica, openSocket, storage: createMemoryStorage() })
  const problems = new Set<string>()
  let liveAt: number | null = null
  let longest = 0
  replica.subscribe(({ connection, outbox }) => {
    if (connection === 'renew' || connection === 'signedOut') problems.add(`it says ${connection}`)
    for (const { state, code } of outbox) if (state === 'failed') problems.add(`it shows a failure: ${code}`)
    if (connection === 'live') {
      if (liveAt !== null) longest = Math.max(longest, performance.now() - liveAt)
      liveAt = null
    } else liveAt ??= performance.now()
  })
  await engine.start()
  await until(() => replica.getState().connection === 'live', `${name} did not become live`)
  longest = 0
  return { name, channelId, engine, replica, problems, longestAwayMs: () => longest }
}

const isLive = ({ replica }: Client) => replica.getState().connection === 'live'
const hasNothingToSend = ({ replica }: Client) => replica.getState().outbox.length === 0
const cursorOf = ({ replica, channelId }: Client) => replica.getState().channels.get(channelId)?.cursor

/** Someone else each time, whatever befalls the nodes. */
const startWriting = (clients: readonly Client[], perSecond: number) => {
  const written = new Map<string, string[]>()
  let n = 0
  const timer = setInterval(() => {
    const client = clients[(n * 7) % clients.length]
    n += 1
    if (!client) return
    const { channelId } = client
    const id = client.engine.command(postMessage, { channelId, text: `Bericht ${n} ${randomUUID()}` })
    written.set(channelId, [...(written.get(channelId) ?? []), id])
  }, 1_000 / perSecond)
  return {
    stop: async () => {
      clearInterval(timer)
      return written
    },
  }
}

type LogOf = { rev: number; ids: string[] }

const logOf = async (mongo: MongoClient, channelId: string): Promise<LogOf> => {
  const log = mongo.db().collection('log')
  const head = await log.findOne({ _id: `${channelId}/h` as never })
  const items = await log.find({ channelId, kind: 'message' }).sort({ seq: 1 }).toArray()
  return { rev: head?.rev as number, ids: items.map(({ id }) => id as string) }
}

const compare = ({ ids }: LogOf, readers: readonly Client[], written: readonly string[]): string[] => {
  const problems: string[] = []
  const held = new Set(ids)
  if (held.size !== ids.length) problems.push('an item is there twice')
  for (const id of written) if (!held.has(id)) problems.push(`${id} was lost`)
  if (ids.length !== written.length) problems.push(`${ids.length} messages for ${written.length} written`)
  for (const { name, replica, channelId } of readers) {
    const { timeline = [] } = replica.getState().channels.get(channelId) ?? {}
    const shown = timeline.filter((id) => held.has(id))
    const expected = ids.slice(ids.length - shown.length)
    if (shown.some((id, at) => id !== expected[at])) problems.push(`${name} shows another order`)
    if (shown.length < Math.min(ids.length, 20))
      problems.push(`${name} shows ${shown.length} of ${ids.length}`)
  }
  return problems
}

const inBatches = async (
  count: number,
  atOnce: number,
  work: (n: number) => Promise<void>,
): Promise<void> => {
  for (let from = 0; from < count; from += atOnce) {
    const batch = Array.from({ length: Math.min(atOnce, count - from) }, (_, at) => work(from + at))
    await Promise.all(batch)
  }
}

const until = async (holds: () => boolean, otherwise: string): Promise<void> => {
  const deadline = performance.now() + patienceMs
  while (!holds()) {
    if (performance.now() > deadline) throw new Error(otherwise)
    await pause(25)
  }
}

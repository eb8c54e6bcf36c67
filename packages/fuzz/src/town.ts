import { randomUUID } from 'node:crypto'
import { postMessage } from '@bijpraat/contract'
import { startHouse } from '@bijpraat/server/testing/house'
import { type Db, MongoClient } from 'mongodb'
import { type AppProcess, startApp } from './app-process.ts'
import { createDevice, type Device } from './device.ts'
import { createLedger, type Ledger } from './ledger.ts'
import { type Link, openLink } from './link.ts'
import { openWriter, type Writer } from './log/writer.ts'
import { randomOf } from './random.ts'
import * as scene from './scene.ts'
import { startTownRedis, type TownRedis } from './town-redis.ts'

export type Services = { mongoUrl: string; redisUrl: string }

/** Where a town keeps what is true; its Redis is its own. */
export type Ground = Pick<Services, 'mongoUrl'>

type House = Awaited<ReturnType<typeof startHouse>>

/** A database with people and channels, two nodes of the product on it, and clients of the people. */
export type Town = AsyncDisposable & {
  /** For looking, past everything of the product. */
  db: Db
  nodes: readonly AppProcess[]
  redis: TownRedis
  /** The ways from each node to Redis, and to a MongoDB of one node: a set is reached at its own addresses. */
  redisLinks: readonly Link[]
  mongoLinks: readonly Link[]
  /** Asks the primary of the set to be none for a while. */
  stepDown: () => Promise<void>
  /** Of the people and channels of the plan, in its order. */
  personIds: readonly string[]
  channelIds: readonly string[]
  devices: readonly Device[]
  ledger: Ledger
  /** A cookie of a session of that person that no client has. */
  cookies: readonly string[]
  signIn: (personId: string) => Promise<string>
  /** A process that writes and tells nobody. */
  stranger: Writer
}

export const openTown = async (ground: Ground, plan: scene.Plan): Promise<Town> => {
  const stack = new AsyncDisposableStack()
  try {
    return await build(stack, ground, plan)
  } catch (error) {
    await stack.disposeAsync()
    throw error
  }
}

const build = async (
  stack: AsyncDisposableStack,
  { mongoUrl }: Ground,
  { seed, mongoNodes }: scene.Plan,
): Promise<Town> => {
  const redis = stack.use(await startTownRedis())
  const house = stack.use(await startHouse({ mongoUrl, redisUrl: redis.url }, { nodes: 0 }))
  const linksTo = async (port: number) => [stack.use(await openLink(port)), stack.use(await openLink(port))]
  const redisLinks = await linksTo(redis.port)
  const mongoLinks = mongoNodes === 1 ? await linksTo(Number(new URL(house.mongoUrl).port)) : []
  const starting = redisLinks.map(({ port }, at) => {
    const link = mongoLinks[at]
    return startApp({
      MONGODB_URL: link ? over(link.port, house.mongoUrl) : house.mongoUrl,
      REDIS_URL: `redis://127.0.0.1:${port}`,
    })
  })
  for (const started of await Promise.allSettled(starting)) {
    if (started.status === 'fulfilled') stack.use(started.value)
  }
  const nodes = await Promise.all(starting)

  const mongo = new MongoClient(house.mongoUrl)
  stack.defer(() => mongo.close())

  const signIn = (personId: string) => signInAgain(house, personId)
  const stranger = stack.use(await openWriter(house.mongoUrl))
  const { channelIds, personIds } = await found(house, stranger)
  const ledger = createLedger()
  const devices: Device[] = []
  for (const { name, person, keeps } of scene.clients) {
    const personId = person === null ? null : (personIds[person] ?? null)
    const device = await createDevice({
      name,
      personId,
      keeps,
      cookie: personId === null ? null : await signIn(personId),
      link: await openLink(nodes[0]?.port ?? 0),
      nodes: () => upOf(nodes),
      random: randomOf(seed, name),
      ledger,
    })
    devices.push(stack.use(device))
  }
  const cookies = await Promise.all(personIds.map(signIn))
  return {
    db: mongo.db(),
    nodes,
    redis,
    redisLinks,
    mongoLinks,
    stepDown: () => stepDown(mongo),
    personIds,
    channelIds,
    devices,
    ledger,
    cookies,
    signIn,
    stranger,
    [Symbol.asyncDispose]: () => stack.disposeAsync(),
  }
}

/** A browser behind a proxy reaches a node that is up; with none up, it is refused. */
const upOf = (nodes: readonly AppProcess[]): number[] => {
  const up = nodes.filter((node) => node.isUp())
  return (up.length > 0 ? up : nodes).map(({ port }) => port)
}

/** The same database by another way; a set would be found at its own address. */
export const over = (port: number, mongoUrl: string): string =>
  `mongodb://127.0.0.1:${port}${new URL(mongoUrl).pathname}?directConnection=true`

/** For two seconds, in which another is chosen. One that is none any more has nothing to give up. */
const stepDown = async (mongo: MongoClient): Promise<void> => {
  await mongo
    .db('admin')
    .command({ replSetStepDown: 2, secondaryCatchUpPeriodSecs: 1, force: true })
    .catch(() => {})
}

const found = async (house: House, stranger: Writer) => {
  const channelIds: string[] = []
  for (const [at, { kind, readers, villages, topics }] of scene.channels.entries()) {
    const among = (places: readonly number[]) => places.flatMap((place) => channelIds[place] ?? [])
    const [villageIds, topicIds] = [among(villages), among(topics)]
    channelIds.push(await house.channel({ kind, readers, villageIds, topicIds, name: `Kanaal ${at}` }))
  }
  const personIds: string[] = []
  for (const { role, memberOf } of scene.people) {
    const person = await house.person({
      role,
      memberOf: memberOf.flatMap((place) => channelIds[place] ?? []),
    })
    personIds.push(person.personId)
  }
  const [author = ''] = personIds
  for (const [at, { past }] of scene.channels.entries())
    await fill(stranger, author, channelIds[at] ?? '', past)
  return { channelIds, personIds }
}

const fill = async (stranger: Writer, personId: string, channelId: string, count: number): Promise<void> => {
  const gifts = Array.from({ length: count }, (_, at) => ({
    commandId: randomUUID(),
    channelId,
    text: `Eerder ${at}`,
  }))
  await Promise.all(gifts.map((input) => stranger.give({ personId, command: postMessage.name, input })))
}

/** An election may meet it on its way; then whoever signs in tries again, and an unused session is left. */
const signInAgain = async (house: House, personId: string, tries = 5): Promise<string> => {
  try {
    return await startSession(house, personId)
  } catch (error) {
    if (tries <= 1) throw error
    await new Promise((resolve) => setTimeout(resolve, 500))
    return signInAgain(house, personId, tries - 1)
  }
}

const startSession = async (house: House, personId: string): Promise<string> => {
  let cookie = ''
  const set = (token: string) => {
    cookie = `bijpraat=${token}`
  }
  await house.sessions.start(personId, {
    actor: null,
    userAgent: randomUUID(),
    cookie: { set, clear: () => undefined },
  })
  return cookie
}

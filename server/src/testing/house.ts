import { randomUUID } from 'node:crypto'
import {
  type Answer,
  type Command,
  contractVersion,
  type createChannel,
  type InputOf,
  type OutputOf,
  type Role,
  type resume,
  resumed,
} from '@bijpraat/contract'
import { io, type Socket } from 'socket.io-client'
import { type App, compose } from '../compose.ts'
import { readConfig } from '../config.ts'
import { channelModel } from '../features/channels/channels.schema.ts'
import { createChannelService } from '../features/channels/channels.service.ts'
import { createChannelStore } from '../features/channels/channels.store.ts'
import { createPeople, type People } from '../features/people/people.ts'
import { createSessions, type Sessions } from '../features/sessions/sessions.ts'
import { databaseUrl, openDatabase } from './database.ts'
import { openLog, type TestLog } from './log.ts'

/** Someone signed in on a device of theirs. */
export type TestPerson = { personId: string; cookie: string }

type ChannelWish = Partial<InputOf<typeof createChannel>>

/**
 * The whole product on a database of its own, as one or more processes would run it, and beside it the features
 * themselves to put people and channels there without going over the wire.
 */
export type House = {
  urls: readonly string[]
  nodes: readonly App[]
  people: People
  sessions: Sessions
  testLog: TestLog
  mongoUrl: string
  person: (wish?: { role?: Role; memberOf?: readonly string[]; name?: string }) => Promise<TestPerson>
  /** The same person on another device. */
  signIn: (personId: string) => Promise<TestPerson>
  channel: (wish?: ChannelWish) => Promise<string>
  /** `asked` goes with the handshake; its answer comes as `resumed`. */
  connect: (person: TestPerson | null, node?: number, asked?: unknown) => Promise<TestClient>
  post: <C extends Command>(
    person: TestPerson | null,
    command: C,
    input: unknown,
  ) => Promise<Answer<OutputOf<C>>>
  [Symbol.asyncDispose]: () => Promise<void>
}

export type TestClient = {
  socket: Socket
  /** What the handshake asked was answered with; never, if it asked nothing. */
  resumed: Promise<Answer<OutputOf<typeof resume>>>
  give: <C extends Command>(command: C, input: InputOf<C>) => Promise<Answer<OutputOf<C>>>
  /** The same without types, for what is wrong on purpose. */
  giveRaw: (name: string, ...args: unknown[]) => Promise<unknown>
  close: () => void
}

const answerWithinMs = 30_000

export const startHouse = async (
  services: { mongoUrl: string; redisUrl: string },
  {
    nodes: nodeCount = 1,
    logLevel = 'error',
    env = {},
    mongoUrl = databaseUrl(services.mongoUrl),
  }: {
    nodes?: number
    logLevel?: 'error' | 'silent'
    env?: Readonly<Record<string, string>>
    mongoUrl?: string
  } = {},
): Promise<House> => {
  const database = await openDatabase(mongoUrl, { as: 'given' })
  const testLog = await openLog(database)
  const config = readConfig({
    PORT: '0',
    MONGODB_URL: mongoUrl,
    REDIS_URL: services.redisUrl,
    LOG_LEVEL: logLevel,
    // Nothing is sent anywhere, unless a test has a push service of its own.
    PUSH_HOSTS: 'localhost:9',
    ...env,
  })
  const nodes: App[] = []
  const urls: string[] = []
  for (let i = 0; i < nodeCount; i += 1) {
    const app = await compose(config)
    nodes.push(app)
    urls.push((await app.listen()).replace('localhost', '127.0.0.1'))
  }

  const { log } = testLog
  const store = createChannelStore(channelModel(database))
  const channelService = createChannelService({ log, store })
  const clock = Date.now
  const people = createPeople({ connection: database, log, factsOf: store.factsOf, clock })
  const sessions = createSessions({
    connection: database,
    log,
    accounts: people,
    takeUp: async () => undefined,
    sealer: { seal: (purpose, value) => `${purpose}.${value}` },
    mailer: { send: async () => undefined },
    background: { run: () => undefined, idle: async () => undefined },
    origin: () => '',
    cookieName: 'bijpraat',
    clock,
  })
  const clients = new Set<TestClient>()

  const signIn = async (personId: string): Promise<TestPerson> => {
    let cookie = ''
    const set = (token: string) => {
      cookie = `bijpraat=${token}`
    }
    await sessions.start(personId, { actor: null, userAgent: '', cookie: { set, clear: () => undefined } })
    return { personId, cookie }
  }

  return {
    urls,
    nodes,
    people,
    sessions,
    testLog,
    mongoUrl,
    person: async ({ role = 'villager', memberOf = [], name } = {}) => {
      const personId = randomUUID()
      await people.create({
        personId,
        name: name ?? `Inwoner ${personId.slice(0, 6)}`,
        role,
        language: 'nl',
        agreedAt: clock(),
        confirmBy: null,
        email: `${personId}@voorbeeld.test`,
        channelIds: memberOf,
      })
      return signIn(personId)
    },
    signIn,
    channel: async (wish = {}) => {
      const input: InputOf<typeof createChannel> = {
        commandId: randomUUID(),
        kind: 'village',
        name: 'Dorp',
        about: '',
        readers: 'members',
        posters: 'members',
        villageIds: [],
        topicIds: [],
        ...wish,
      }
      return (await channelService.create({ authorId: 'test', said: input }, input)).channelId
    },
    connect: async (person, node = 0, asked = undefined) => {
      const socket = io(urls[node] ?? '', {
        transports: ['websocket'],
        forceNew: true,
        reconnection: false,
        auth: { contract: contractVersion, resume: asked },
        ...(person ? { extraHeaders: { cookie: person.cookie } } : {}),
      })
      const client = clientOver(socket)
      clients.add(client)
      await new Promise<void>((resolve, reject) => {
        socket.once('connect', resolve)
        socket.once('connect_error', reject)
      })
      return client
    },
    post: async (person, command, input) => {
      const response = await fetch(`${urls[0]}/api/${command.name}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', ...(person ? { cookie: person.cookie } : {}) },
        body: JSON.stringify(input),
      })
      return (await response.json()) as never
    },
    [Symbol.asyncDispose]: async () => {
      for (const client of clients) client.close()
      await Promise.all(nodes.map((node) => node.close()))
      await database[Symbol.asyncDispose]()
    },
  }
}

const clientOver = (socket: Socket): TestClient => {
  const giveRaw = (name: string, ...args: unknown[]): Promise<unknown> =>
    socket.timeout(answerWithinMs).emitWithAck(name, ...args)
  return {
    socket,
    resumed: new Promise((resolve) => socket.once(resumed.name, resolve)),
    give: (command, input) => giveRaw(command.name, input) as never,
    giveRaw,
    close: () => void socket.disconnect(),
  }
}

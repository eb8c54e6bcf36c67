import 'fake-indexeddb/auto'
import type { ChannelCopy as HeldCopy, Replica } from '@bijpraat/client/src/replica/replica.ts'
import { createReplica } from '@bijpraat/client/src/replica/replica.ts'
import { openStorage } from '@bijpraat/client/src/sync/copy.ts'
import { type ChangeInput, createEngine, type Engine } from '@bijpraat/client/src/sync/engine.ts'
import { httpAsk } from '@bijpraat/client/src/sync/http.ts'
import { createMemoryStorage } from '@bijpraat/client/src/sync/memory-storage.ts'
import type { CopyStorage } from '@bijpraat/client/src/sync/ports.ts'
import { socketIo } from '@bijpraat/client/src/sync/socket.ts'
import { type Command, glance } from '@bijpraat/contract'
import type { ClientState } from './end-state.ts'
import { type Shown, shownBy } from './freshness.ts'
import type { Ledger } from './ledger.ts'
import type { Link } from './link.ts'
import { type Life, mortalClock, mortalStorage } from './mortal.ts'
import type { Random } from './random.ts'
import { faultySocket, type Weather } from './weather.ts'
import { createWitness, type Witness } from './witness.ts'

/** One browser of a person: the product's own client without its screen, behind a link that fails. */
export type Device = AsyncDisposable & {
  name: string
  personId: string | null
  link: Link
  weather: Weather
  witness: Witness
  engine: () => Engine
  replica: () => Replica
  /** Puts a command in the outbox, as the screen does; its id, or null when nobody is signed in. */
  give: <C extends Command>(command: C, input: ChangeInput<C>) => string | null
  look: (channelId: string, on: boolean) => void
  start: () => Promise<void>
  /** Closes the app in order. */
  stop: () => Promise<void>
  /** Ends it in the middle of what it does; what only its memory held is lost. */
  crash: () => Promise<void>
  signIn: (cookie: string) => void
  /** The cookie that it has. */
  cookie: () => string | null
  /** From now on deliveries are noted. */
  listenAtRest: () => void
  state: () => ClientState
  /** What is on its screen now; null while it does not run. */
  shown: () => Shown | null
}

export type DeviceParts = {
  name: string
  personId: string | null
  cookie: string | null
  link: Link
  /** Ports of the nodes that are worth trying, at the moment of connecting. */
  nodes: () => readonly number[]
  /** In IndexedDB, as a browser keeps it, or in memory. */
  keeps: 'database' | 'memory'
  random: Random
  ledger: Ledger
}

export const createDevice = async (parts: DeviceParts): Promise<Device> => {
  const { name, personId, link, random, ledger } = parts
  const witness = createWitness(name, personId)
  const heard = new Set<string>()
  const memory = createMemoryStorage()
  const databaseName = `${name}-${random.id()}`
  let cookie = parts.cookie
  let life: Life = { dead: false }
  let storage: CopyStorage = memory
  let replica = createReplica()
  let engine: Engine | null = null
  let also = new Set<string>()
  let atRest = false

  const running = (): Engine => {
    if (engine === null) throw new Error(`${name} does not run`)
    return engine
  }

  /** Over HTTP, by the same link. */
  const http = () =>
    httpAsk(`http://127.0.0.1:${link.port}`, (url, init) =>
      fetch(url, { ...init, headers: { 'content-type': 'application/json', ...(cookie ? { cookie } : {}) } }),
    )

  const start = async () => {
    life = { dead: false }
    also = new Set()
    // Memory outlives the engine here: it stands for a disk.
    storage =
      parts.keeps === 'memory' ? { ...memory, close: () => {} } : await openStorage({ name: databaseName })
    replica = createReplica()
    witness.watch(replica)
    // Not waited for: it arrives while the engine starts, or not at all.
    const glanced = http()(glance.name, { open: null }, 100)
    engine = createEngine({
      replica,
      storage: mortalStorage(storage, life),
      clock: mortalClock(life),
      http: http(),
      glanced,
      random: random.next,
      newId: random.id,
      openSocket: faultySocket({
        open: (listener) => {
          link.aim(random.pick(parts.nodes()))
          const headers = cookie === null ? {} : { cookie }
          const open = socketIo({ url: `http://127.0.0.1:${link.port}`, headers, transports: ['websocket'] })
          return open(listener)
        },
        weather: () => device.weather,
        random,
        ledger,
        personId: personId ?? '',
        onDelivery: (channelId) => {
          if (atRest) heard.add(channelId)
        },
      }),
    })
    await engine.start()
  }

  const crash = async () => {
    life.dead = true
    const inMemory = replica.getState().outbox
    link.cut()
    const kept = new Set((await storage.outbox.all(personId ?? '')).map((entry) => entry.commandId))
    for (const { commandId, state } of inMemory) {
      if (state !== 'sent' && !kept.has(commandId)) ledger.letGo(commandId)
    }
    storage.close()
    witness.crashed()
    engine = null
  }

  const device: Device = {
    name,
    personId,
    link,
    weather: { loseRequest: 0, loseAnswer: 0 },
    witness,
    engine: running,
    replica: () => replica,
    give: (command, input) => {
      const whose = replica.getState().me?.personId
      if (engine === null || whose === undefined) return null
      const commandId = engine.command(command, input)
      ledger.gave(name, whose, command.name, commandId)
      return commandId
    },
    look: (channelId, on) => {
      if (on) {
        also.add(channelId)
        void running().follow(channelId)
      } else {
        also.delete(channelId)
        running().unfollow(channelId)
      }
    },
    start,
    stop: async () => {
      await running().stop()
      engine = null
    },
    crash,
    signIn: (next) => {
      cookie = next
      // One that is just starting anew begins with it.
      engine?.reconnect()
    },
    cookie: () => cookie,
    listenAtRest: () => {
      heard.clear()
      atRest = true
    },
    state: () => stateOf(device, [...also], [...heard]),
    shown: () => (engine === null || life.dead ? null : shownBy(name, replica.getState())),
    [Symbol.asyncDispose]: async () => {
      await engine?.stop()
      await link[Symbol.asyncDispose]()
      if (parts.keeps === 'database') indexedDB.deleteDatabase(databaseName)
    },
  }
  return device
}

const stateOf = (device: Device, also: string[], heardAtRest: string[]): ClientState => {
  const { connection, channels, outbox } = device.replica().getState()
  return {
    name: device.name,
    personId: device.personId,
    connection,
    also,
    heardAtRest,
    copies: [...channels.values()].map(copyOf),
    outbox: outbox.map(({ commandId, command, state, code = null }) => ({ commandId, command, state, code })),
  }
}

const copyOf = ({ channelId, key, cursor, floor, items, timeline }: HeldCopy) => ({
  channelId,
  key,
  cursor,
  floor,
  // `fits` is the client's own remark.
  items: [...items.values()].map(({ fits: _, ...item }) => item),
  timeline: [...timeline],
})

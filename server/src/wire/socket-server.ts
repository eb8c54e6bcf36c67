import type { Server as HttpServer } from 'node:http'
import { setImmediate as turn } from 'node:timers/promises'
import { type Answer, contractVersion, pulse, resume, resumed, signedOut } from '@bijpraat/contract'
import { Server, type Socket } from 'socket.io'
import type { Actor } from '../rights/rights.ts'
import { frameOf, sendTo } from './fan-out.ts'
import type { Identity, Session } from './identity.ts'
import { networkOf } from './network-of.ts'
import { isAllowedOrigin } from './origins.ts'
import { channelOfRoom } from './rooms.ts'
import type { Runner } from './runner.ts'
import { writeOpeningsTogether } from './write-together.ts'

/** What the server remembers of a connection. */
export type SocketData = {
  session: Session | null
  ip: string
  userAgent: string
  inFlight: number
}
export type LiveSocket = Socket<Events, Events, Events, SocketData>
export type LiveServer = Server<Events, Events, Events, SocketData>
type Events = Record<string, (...args: never[]) => void>

type SocketServerParts = {
  http: HttpServer
  runner: Runner
  identity: Identity
  origins: () => ReadonlySet<string>
  trustedProxies: number
  /** A connection stands; before any of its commands runs. */
  onConnect: (socket: LiveSocket) => void
}

const maxFrameBytes = 64 * 1024
const maxPerPerson = 30
const maxPerAddress = 500
/** Commands of one connection that are being carried out at a time. */
const maxInFlight = 64

export const createSocketServer = (parts: SocketServerParts): LiveServer => {
  const io: LiveServer = new Server(parts.http, {
    serveClient: false,
    maxHttpBufferSize: maxFrameBytes,
    perMessageDeflate: false,
    httpCompression: false,
    connectTimeout: 10_000,
    pingInterval: 20_000,
    pingTimeout: 15_000,
    allowRequest: (request, answer) => {
      const allowed = isAllowedOrigin(parts.origins(), request.headers.origin)
      answer(allowed ? null : 'forbidden', allowed)
    },
  })
  const counts = new Map<string, number>()
  writeOpeningsTogether(io)

  io.use((socket, next) => {
    welcome(parts, counts, socket).then(
      () => next(),
      (error: unknown) => next(refusedHandshake(error)),
    )
  })
  io.on('connection', (socket) => {
    hold(counts, socket)
    parts.onConnect(socket)
    socket.onAny((name: unknown, ...args: unknown[]) => {
      void answerCommand(parts, socket, name, args)
    })
    void answerHandshake(parts, socket)
  })
  return io
}

class Unwelcome extends Error {}

const refusedHandshake = (error: unknown): Error & { data?: unknown } =>
  Object.assign(new Error('refused'), {
    data: { code: error instanceof Unwelcome ? error.message : 'unavailable' },
  })

const welcome = async (parts: SocketServerParts, counts: Map<string, number>, socket: LiveSocket) => {
  const { headers, address } = socket.handshake
  const version: unknown = socket.handshake.auth['contract']
  if (version !== contractVersion) throw new Unwelcome('client_too_old')
  const session = await parts.identity.sessionOf(headers.cookie)
  const ip = networkOf(clientAddress(headers['x-forwarded-for'], address, parts.trustedProxies))
  socket.data = { session, ip, userAgent: (headers['user-agent'] ?? '').slice(0, 200), inFlight: 0 }
  for (const [key, most] of holdersOf(socket)) {
    if ((counts.get(key) ?? 0) >= most) throw new Unwelcome('rate_limited')
  }
}

const holdersOf = (socket: LiveSocket): [string, number][] => [
  [`ip:${socket.data.ip}`, maxPerAddress],
  ...(socket.data.session ? [[`p:${socket.data.session.personId}`, maxPerPerson] as [string, number]] : []),
]

const hold = (counts: Map<string, number>, socket: LiveSocket) => {
  for (const [key] of holdersOf(socket)) {
    counts.set(key, (counts.get(key) ?? 0) + 1)
    socket.once('disconnect', () => {
      const left = (counts.get(key) ?? 1) - 1
      if (left > 0) counts.set(key, left)
      else counts.delete(key)
    })
  }
}

/** The address that the outermost trusted proxy saw; the connection's own without proxies. */
const clientAddress = (
  forwarded: string | string[] | undefined,
  address: string,
  proxies: number,
): string => {
  if (proxies === 0 || forwarded === undefined) return address
  const hops = String(forwarded).split(',')
  return hops[Math.max(0, hops.length - proxies)]?.trim() ?? address
}

/** What the handshake asks is asked like any command; whether it is refused or not, the connection stands. */
const answerHandshake = async (parts: SocketServerParts, socket: LiveSocket) => {
  const input: unknown = socket.handshake.auth['resume']
  if (input === undefined) return
  const answer = await carryOut(parts, socket, resume.name, input)
  sendTo(socket, frameOf(resumed.name, answer))
}

const answerCommand = async (
  parts: SocketServerParts,
  socket: LiveSocket,
  name: unknown,
  args: unknown[],
) => {
  const ack = args.at(-1)
  if (typeof ack !== 'function') return
  if (socket.data.inFlight >= maxInFlight) {
    ack({ ok: false, code: 'rate_limited', retryAfterMs: 1_000 } satisfies Answer<unknown>)
    return
  }
  // A command has one input; what stands beside it is refused like an unknown key (W3).
  const input = args.length === 2 ? args[0] : undefined
  ack(await carryOut(parts, socket, String(name).slice(0, 60), input))
}

const carryOut = async (
  parts: SocketServerParts,
  socket: LiveSocket,
  name: string,
  input: unknown,
): Promise<Answer<unknown>> => {
  const { ip, userAgent } = socket.data
  socket.data.inFlight += 1
  const answer = await parts.runner.run(name, input, {
    transport: 'socket',
    ip,
    userAgent,
    cookie: null,
    connection: {
      id: socket.id,
      join: (rooms) => joinRooms(socket, rooms),
      enter: (rooms) => enterRooms(socket, rooms),
    },
    identify: () => identify(parts, socket),
  })
  socket.data.inFlight -= 1
  return answer
}

/** A connection whose session has ended, ends: news of it comes sooner, but only to who follows something (W4). */
const identify = async ({ identity }: SocketServerParts, socket: LiveSocket): Promise<Actor | null> => {
  const { session } = socket.data
  if (session === null) return null
  const [isAlive, actor] = await Promise.all([identity.isAlive(session), identity.actorOf(session)])
  if (isAlive) return actor
  endConnection(socket)
  return null
}

const enterRooms = (socket: LiveSocket, rooms: readonly string[]) => {
  const wanted = new Set(rooms)
  for (const room of socket.rooms) if (channelOfRoom(room) && !wanted.has(room)) void socket.leave(room)
  joinRooms(socket, rooms)
}

/** A socket that is gone must not enter a room: nothing would take it out again. */
const joinRooms = (socket: LiveSocket, rooms: readonly string[]) => {
  if (socket.connected) void socket.join([...rooms])
}

/** Sockets that are written to before others have their turn. */
const beatAtOnce = 100

/** Says to every socket of this node that it lives; those that stopped reading are cut by it, too. */
export const beat = async (io: LiveServer, checked: boolean): Promise<void> => {
  const frame = frameOf(pulse.name, { checked })
  let sent = 0
  for (const socket of [...io.sockets.sockets.values()]) {
    if (socket.connected) sendTo(socket, frame)
    sent += 1
    if (sent % beatAtOnce === 0) await turn()
  }
}

export const endConnection = (socket: LiveSocket): void => {
  socket.emit(signedOut.name, {} as never)
  socket.disconnect(true)
}

// Bare `ws` or bare Socket.IO: what is posted is broadcast to the channel's room, in the same bytes as the product
// sends, and kept nowhere. Arguments: which, port.
import { createServer } from 'node:http'
import { Server } from 'socket.io'
import { type WebSocket, WebSocketServer } from 'ws'

type Posted = { commandId: string; channelId: string; text: string }
type Hello = { channels: { channelId: string; cursor: number }[] }

const [which, port] = process.argv.slice(2)
const heads = new Map<string, number>()

const rangeOf = ({ commandId, channelId, text }: Posted) => {
  const after = heads.get(channelId) ?? 0
  const rev = after + 1
  heads.set(channelId, rev)
  const item = {
    id: commandId,
    kind: 'message',
    seq: rev,
    rev,
    authorId: commandId,
    createdAt: Date.now(),
    content: { text },
  }
  return { channelId, after, upTo: rev, items: [item] }
}

const ackOf = ({ commandId }: Posted, rev: number) => ({
  ok: true,
  data: { itemId: commandId, rev, seq: rev },
})

const follow = ({ channels }: Hello, join: (channelId: string) => void) => {
  for (const { channelId, cursor } of channels) {
    if (!heads.has(channelId)) heads.set(channelId, cursor)
    join(channelId)
  }
}

const http = createServer()

const socketIo = () => {
  const io = new Server(http, { serveClient: false })
  io.on('connection', (socket) => {
    follow(socket.handshake.auth as Hello, (channelId) => void socket.join(channelId))
    socket.on('message.post', (input: Posted, ack: (answer: unknown) => void) => {
      const range = rangeOf(input)
      io.to(input.channelId).emit('delivery', range)
      ack(ackOf(input, range.upTo))
    })
  })
}

/** The same packets by hand: a number for the packet's type and for the answer's, then JSON. */
const bareWs = () => {
  const rooms = new Map<string, Set<WebSocket>>()
  const server = new WebSocketServer({ server: http, perMessageDeflate: false })
  server.on('connection', (socket) => {
    const joined: Set<WebSocket>[] = []
    const join = (channelId: string) => {
      const room = rooms.get(channelId) ?? new Set()
      rooms.set(channelId, room.add(socket))
      joined.push(room)
    }
    socket.on('message', (data: Buffer) => {
      const packet = data.toString()
      if (packet.startsWith('40')) {
        follow(JSON.parse(packet.slice(2)) as Hello, join)
        socket.send('40{}')
        return
      }
      const at = packet.indexOf('[')
      const [, input] = JSON.parse(packet.slice(at)) as [string, Posted]
      const range = rangeOf(input)
      const frame = `42${JSON.stringify(['delivery', range])}`
      for (const reader of rooms.get(input.channelId) ?? []) reader.send(frame)
      socket.send(`43${packet.slice(2, at)}${JSON.stringify([ackOf(input, range.upTo)])}`)
    })
    socket.on('close', () => {
      for (const room of joined) room.delete(socket)
    })
    socket.send('0{}')
  })
}

if (which === 'ws') bareWs()
else socketIo()
http.listen(Number(port), '127.0.0.1', () => console.log('ready'))
process.on('SIGTERM', () => process.exit(0))

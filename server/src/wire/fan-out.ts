import type { Socket as NetSocket } from 'node:net'
import type { LiveServer, LiveSocket } from './socket-server.ts'

/** One event as it goes out, made once for all who get it. */
export type Frame = {
  /** The Socket.IO packet, for connections that are not WebSockets or not keeping up. */
  packet: string
  /** The whole WebSocket frame. */
  bytes: Buffer
}

/** What we use of a connection below Socket.IO. */
type Engine = {
  writeBuffer: { data?: { length: number } }[]
  write: (packet: string, options: object) => void
  close: (discard: boolean) => void
  transport: { name: string; socket?: { _socket?: NetSocket | null; terminate: () => void } }
}

/** A client that stops reading is cut at either and catches up later (L9). */
const maxQueuedPackets = 256
const maxQueuedBytes = 1_000_000

const textFrame = 0x81
const eventPacket = '2'
const engineMessage = '4'

export const frameOf = (name: string, payload: unknown): Frame => {
  const packet = eventPacket + JSON.stringify([name, payload])
  const length = Buffer.byteLength(packet) + engineMessage.length
  const head = length < 126 ? 2 : length < 65_536 ? 4 : 10
  const bytes = Buffer.allocUnsafe(head + length)
  bytes[0] = textFrame
  if (head === 2) bytes[1] = length
  else if (head === 4) {
    bytes[1] = 126
    bytes.writeUInt16BE(length, 2)
  } else {
    bytes[1] = 127
    bytes.writeBigUInt64BE(BigInt(length), 2)
  }
  bytes.write(engineMessage + packet, head)
  return { packet, bytes }
}

/** Sends to the sockets of this node that are in a room. */
export const sendToRoom = (io: LiveServer, room: string, frame: Frame): void => {
  for (const id of io.sockets.adapter.rooms.get(room) ?? []) {
    const socket = io.sockets.sockets.get(id)
    if (socket) sendTo(socket, frame)
  }
}

/**
 * Writes the frame straight to a WebSocket where nothing waits before it: Socket.IO's own way there, with its events
 * and a second write for the frame's head, costs half as much again (bare `ws` beside bare Socket.IO in the
 * benchmark). Otherwise the frame waits its turn; a client for which too much waits is cut at once, so that it
 * costs no more than the limit (L9).
 */
export const sendTo = (socket: LiveSocket, frame: Frame): void => {
  const { conn } = socket as unknown as { conn: Engine }
  const network = conn.transport.socket?._socket
  if (network && conn.writeBuffer.length === 0 && network.writableLength === 0) network.write(frame.bytes)
  else if (isFull(conn)) cut(conn)
  else conn.write(frame.packet, { wsPreEncodedFrame: [frame.bytes] })
}

const isFull = ({ writeBuffer, transport }: Engine): boolean => {
  const waiting = transport.socket?._socket?.writableLength ?? 0
  return (
    writeBuffer.length > maxQueuedPackets ||
    writeBuffer.reduce((bytes, { data }) => bytes + (data?.length ?? 0), waiting) > maxQueuedBytes
  )
}

/** Without a goodbye, which would wait behind all that is not read, and keep it. */
const cut = (conn: Engine): void => {
  if (conn.transport.socket) conn.transport.socket.terminate()
  else conn.close(true)
}

import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo, Socket as NetSocket } from 'node:net'
import { Server } from 'socket.io'
import { io as connect, type Socket } from 'socket.io-client'
import { expect, test } from 'vitest'
import { until } from '../testing/wait.ts'
import { frameOf, sendTo } from './fan-out.ts'
import { beat, type LiveServer } from './socket-server.ts'

/** More than the kernels of both sides take up. */
const fewLargeOnes = { packets: 200, bytes: 100_000 }

const there = <T>(found: T | undefined): T => {
  if (found === undefined) throw new Error('nobody is there')
  return found
}

type Stage = { io: LiveServer; reading: Socket; stopped: Socket }

/** Two clients, of which one has stopped reading. */
const withSlowReader = async (play: (stage: Stage) => Promise<void>) => {
  const http = createServer()
  const io: LiveServer = new Server(http, { perMessageDeflate: false })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  const { port } = http.address() as AddressInfo
  const open = () => connect(`http://127.0.0.1:${port}`, { transports: ['websocket'], forceNew: true })
  const [reading, stopped] = [open(), open()]
  try {
    await until(() => reading.connected && stopped.connected)
    const { transport } = stopped.io.engine as unknown as { transport: { ws: { _socket: NetSocket } } }
    const { _socket: network } = transport.ws
    network.pause()
    await play({ io, reading, stopped })
    network.destroy()
  } finally {
    for (const client of [reading, stopped]) client.disconnect()
    await io.close()
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

test('L9: who stops reading is cut by how much waits, and nothing of it is kept', () =>
  withSlowReader(async ({ io, reading, stopped }) => {
    for (let i = 0; i < fewLargeOnes.packets; i += 1) {
      io.emit('delivery', 'x'.repeat(fewLargeOnes.bytes) as never)
      await turn()
    }
    const slow = there(io.sockets.sockets.get(stopped.id ?? '')).conn as unknown as { writeBuffer: unknown[] }
    await until(() => {
      void beat(io, true)
      return io.sockets.sockets.size === 1
    })
    expect([...io.sockets.sockets.keys()]).toEqual([reading.id])
    await until(() => slow.writeBuffer.length === 0)
  }))

test('L9: the frame that is too much is not kept for the next beat', () =>
  withSlowReader(async ({ io, reading, stopped }) => {
    const slow = there(io.sockets.sockets.get(stopped.id ?? ''))
    const { conn } = slow as unknown as { conn: { writeBuffer: { data: string }[] } }
    const frame = frameOf('delivery', 'x'.repeat(fewLargeOnes.bytes))
    const waiting = () => conn.writeBuffer.reduce((bytes, { data }) => bytes + data.length, 0)
    let most = 0
    for (let i = 0; i < fewLargeOnes.packets && slow.connected; i += 1) {
      for (const socket of io.sockets.sockets.values()) sendTo(socket, frame)
      most = Math.max(most, waiting())
      await turn()
    }
    await until(() => io.sockets.sockets.size === 1)
    expect([...io.sockets.sockets.keys()]).toEqual([reading.id])
    expect(most).toBeGreaterThan(0)
    expect(most).toBeLessThan(1_000_000 + 2 * fewLargeOnes.bytes)
  }))

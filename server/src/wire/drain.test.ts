import { createServer } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { Server } from 'socket.io'
import { io as connectTo } from 'socket.io-client'
import { expect, onTestFinished, test } from 'vitest'
import { until } from '../testing/wait.ts'
import { createDrain } from './drain.ts'
import type { LiveServer } from './socket-server.ts'

/** A server whose requests and commands are answered when the test says so. */
const startServer = async () => {
  const http = createServer()
  const drain = createDrain(http)
  const waiting: (() => void)[] = []
  http.on('request', (_, response) => void waiting.push(() => response.end('done')))
  const live: LiveServer = new Server(http)
  live.on('connection', (socket) => {
    socket.data.inFlight = 0
    socket.onAny((_name: string, ack: (answer: string) => void) => {
      socket.data.inFlight += 1
      waiting.push(() => {
        socket.data.inFlight -= 1
        ack('done')
      })
    })
  })
  await new Promise<void>((resolve) => http.listen(0, '127.0.0.1', resolve))
  const { port } = http.address() as AddressInfo
  const connectClient = async () => {
    const client = connectTo(`http://127.0.0.1:${port}`, { transports: ['websocket'], reconnection: false })
    onTestFinished(() => void client.disconnect())
    await new Promise<void>((resolve) => client.once('connect', resolve))
    return client
  }
  return {
    port,
    drain: () => drain(live),
    answerAll: () => waiting.splice(0).map((done) => done()),
    waiting,
    connectClient,
  }
}

test('what is being carried out is answered before connections end, and nothing new is taken', async () => {
  const server = await startServer()
  const client = await server.connectClient()
  const overSocket = client.emitWithAck('command')
  const overHttp = fetch(`http://127.0.0.1:${server.port}/api/command`, { method: 'POST' })
  await until(() => server.waiting.length === 2)

  let isDrained = false
  const drained = server.drain().then(() => {
    isDrained = true
  })
  await expect(fetch(`http://127.0.0.1:${server.port}/`)).rejects.toThrow()
  expect(client.connected).toBe(true)
  expect(isDrained).toBe(false)
  server.answerAll()
  expect(await overSocket).toBe('done')
  expect(await (await overHttp).text()).toBe('done')
  await drained
  await until(() => !client.connected)
})

test('who waits for news or is gone without a word holds nothing up for long', async () => {
  const server = await startServer()
  // Handshake by hand, and then silence: it never answers that it heard the end.
  const gone = connect(server.port, '127.0.0.1')
  onTestFinished(() => void gone.destroy())
  gone.write(
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1\r\nHost: localhost\r\nConnection: Upgrade\r\n' +
      'Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n',
  )
  await new Promise((resolve) => gone.once('data', resolve))
  gone.pause()
  const startedAt = performance.now()
  await server.drain()
  expect(performance.now() - startedAt).toBeLessThan(15_000)
})

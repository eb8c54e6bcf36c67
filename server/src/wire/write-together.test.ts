import { connect } from 'node:net'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type House, startHouse } from '../testing/house.ts'

let house: House
beforeAll(async () => {
  house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') })
})
afterAll(() => house[Symbol.asyncDispose]())

/** What is heard first after asking for a WebSocket, as it arrives. */
const firstHeard = (headers: readonly string[] = []): Promise<string> => {
  const port = Number(new URL(house.urls[0] ?? '').port)
  const socket = connect({ port, host: '127.0.0.1' })
  const asked = [
    'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1',
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==',
    ...headers,
    '\r\n',
  ]
  socket.write(asked.join('\r\n'))
  return new Promise((resolve, reject) => {
    socket.once('data', (data) => {
      socket.destroy()
      resolve(data.toString('latin1'))
    })
    socket.once('error', reject)
    socket.once('close', () => reject(new Error('ended without a word')))
  })
}

test('a connection is opened and greeted in one piece', async () => {
  const heard = await firstHeard()
  expect(heard).toMatch(/^HTTP\/1\.1 101 /)
  expect(heard).toContain('0{"sid":')
})

test('one that is refused is told so', async () => {
  const heard = await firstHeard(['Origin: https://elsewhere.test'])
  expect(heard).toMatch(/^HTTP\/1\.1 400 /)
  expect(heard).toContain('forbidden')
})

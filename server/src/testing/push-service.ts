import { createECDH, randomBytes, randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { type PushMessage, pushMessage } from '@bijpraat/contract'
import type { PushTarget } from '../platform/push.ts'
import { decrypt, readVapid } from './decrypt.ts'

const file = (name: string) => join(import.meta.dirname, name)
/** The authority of its certificate, for who is to trust it. */
export const authorityFile = file('push-authority.fixture.pem')

/** Of `localhost`, by that authority. */
export const certificate = () => ({
  cert: readFileSync(file('push-service.fixture.pem')),
  key: readFileSync(file('push-service-key.fixture.pem')),
})

export type Received = {
  message: PushMessage
  /** Of its request, as the service reads them. */
  ttlSeconds: number
  topic: string
  key: string
  at: number
}

/** How a request is answered: with a status, or never, or without an end. */
type Answer = { status: number; headers?: Record<string, string> } | 'hang' | 'endless'

export type TestDevice = {
  target: PushTarget
  /** Accepted messages, in order. */
  received: Received[]
  /** Requests, whatever was answered. */
  asked: number
  /** How the next requests are answered, in order; the last one goes on. */
  answers: Answer[]
}

export type TestPushService = AsyncDisposable & {
  /** Host and port, as in the settings. */
  host: string
  device: () => TestDevice
  /** What was wrong with what came. */
  faults: unknown[]
  /** Requests for something else than a device. */
  strayed: string[]
}

/** A real push service on loopback: https, its own authority; it decrypts what it gets, as a browser would. */
export const openPushService = async (): Promise<TestPushService> => {
  const devices = new Map<string, { device: TestDevice; receive: (body: Buffer) => PushMessage }>()
  const faults: unknown[] = []
  const strayed: string[] = []

  const serve = async (request: IncomingMessage, response: ServerResponse) => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const found = devices.get(request.url ?? '')
    if (!found) {
      strayed.push(request.url ?? '')
      return void response.writeHead(404).end()
    }
    const { device, receive } = found
    device.asked += 1
    const answer = device.answers.length > 1 ? device.answers.shift() : device.answers[0]
    if (answer === 'hang') return
    if (answer === 'endless') {
      response.writeHead(201)
      const more = () => response.write('x'.repeat(4_096), () => response.destroyed || setImmediate(more))
      return more()
    }
    const { status = 201, headers = {} } = answer ?? {}
    if (status === 201) device.received.push(read(request, receive(Buffer.concat(chunks))))
    response.writeHead(status, headers).end()
  }

  const read = ({ headers }: IncomingMessage, message: PushMessage): Received => {
    const vapid = readVapid(String(headers.authorization))
    const lives = vapid.exp * 1000 - Date.now()
    if (vapid.aud !== `https://${host}`) throw new Error(`a token for ${vapid.aud}`)
    if (lives <= 0 || lives > 24 * 3600 * 1000) throw new Error('a token that no service takes')
    if (!/^(mailto|https):/.test(vapid.sub)) throw new Error('nobody to write to')
    if (headers['content-encoding'] !== 'aes128gcm') throw new Error('another encoding')
    const [ttlSeconds, topic] = [Number(headers.ttl), String(headers.topic)]
    if (!/^[\w-]{1,32}$/.test(topic)) throw new Error('a topic that no service takes')
    return { message, ttlSeconds, topic, key: vapid.key, at: performance.now() }
  }

  const server = createServer(certificate(), (request, response) => {
    serve(request, response).catch((error: unknown) => {
      faults.push(error)
      response.writeHead(400).end()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const host = `localhost:${(server.address() as AddressInfo).port}`

  return {
    host,
    faults,
    strayed,
    device: () => {
      const own = createECDH('prime256v1')
      own.generateKeys()
      const auth = randomBytes(16)
      const path = `/push/${randomUUID()}`
      const target = {
        endpoint: `https://${host}${path}`,
        p256dh: own.getPublicKey('base64url'),
        auth: auth.toString('base64url'),
      }
      const device: TestDevice = { target, received: [], asked: 0, answers: [] }
      const receive = (body: Buffer) => pushMessage.parse(JSON.parse(decrypt(body, own, auth)))
      devices.set(path, { device, receive })
      return device
    },
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

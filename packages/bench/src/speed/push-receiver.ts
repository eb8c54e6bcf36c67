import { once } from 'node:events'
import { createServer } from 'node:https'
import type { AddressInfo } from 'node:net'
import { certificate } from '@bijpraat/server/testing/push-service'

/** When each message was accepted, on this process's clock. */
export type PushReceiver = {
  host: string
  accepted: number[]
  close: () => Promise<void>
}

/** A push service that accepts everything, after as long as the way to a real one takes. */
export const openPushReceiver = async (answersAfterMs: number): Promise<PushReceiver> => {
  const accepted: number[] = []
  const server = createServer(certificate(), (request, response) => {
    request.resume()
    request.on('end', () => {
      setTimeout(() => {
        accepted.push(performance.now())
        response.writeHead(201).end()
      }, answersAfterMs)
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    host: `localhost:${(server.address() as AddressInfo).port}`,
    accepted,
    close: async () => {
      server.close()
      server.closeAllConnections()
    },
  }
}

import { createServer } from 'node:net'
import { ServiceError } from './service-error.ts'

/** A port of 127.0.0.1 that is free at this moment. */
export async function freePort(): Promise<number> {
  const port = await tryListen(0)
  if (port === undefined) throw new ServiceError('No free port was found on 127.0.0.1.')
  return port
}

export async function isPortFree(port: number, host = '127.0.0.1'): Promise<boolean> {
  return (await tryListen(port, host)) !== undefined
}

function tryListen(port: number, host = '127.0.0.1'): Promise<number | undefined> {
  return new Promise((resolve) => {
    const server = createServer()
    server.once('error', () => resolve(undefined))
    server.listen({ port, host, exclusive: true }, () => {
      const address = server.address()
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : undefined))
    })
  })
}

import type { IncomingMessage } from 'node:http'
import type { Socket as NetSocket } from 'node:net'
import type { LiveServer } from './socket-server.ts'

/**
 * Lets what is written to a new WebSocket in one turn of the event loop go out at once: the answer to its upgrade and
 * the first packet, which else are a call to the kernel and a segment each. One that is refused is none: what says so
 * is written before its connection is destroyed.
 */
export const writeOpeningsTogether = (io: LiveServer): void => {
  let fresh: NetSocket[] = []
  const release = () => {
    const held = fresh
    fresh = []
    for (const socket of held) socket.uncork()
  }
  io.engine.on('initial_headers', (_: unknown, { headers, socket }: IncomingMessage) => {
    if (headers.upgrade === undefined) return
    socket.cork()
    fresh.push(socket)
    if (fresh.length === 1) setImmediate(release)
  })
}

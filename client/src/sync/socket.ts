import { contractVersion, type ErrorCode, errors } from '@bijpraat/contract'
import { io } from 'socket.io-client'
import { offline, readAnswer } from './answers.ts'
import type { OpenSocket } from './ports.ts'

export type SocketOptions = {
  /** Origin of the server; absent in a browser: where the page came from. */
  url?: string
  /** Sent with the handshake, for clients that are no browser (cookie, origin). */
  headers?: Record<string, string>
  /** Tried in this order. */
  transports?: ('websocket' | 'polling')[]
}

const refusal = (error: Error & { data?: unknown }): ErrorCode | undefined => {
  const code = (error.data as { code?: unknown } | undefined)?.code
  return typeof code === 'string' && Object.hasOwn(errors, code) ? (code as ErrorCode) : undefined
}

/** One Socket.IO connection at a time, without its own reconnecting: when to try again is decided elsewhere. */
export const socketIo =
  ({ url, headers, transports = ['websocket', 'polling'] }: SocketOptions = {}): OpenSocket =>
  (listener) => {
    const options = {
      path: '/socket.io',
      // Called when it is sent, so that it says what is held by then.
      auth: (send: (auth: object) => void) =>
        send({ contract: contractVersion, resume: listener.greeting() }),
      withCredentials: true,
      transports,
      tryAllTransports: true,
      reconnection: false,
      forceNew: true,
      autoConnect: false,
      ...(headers ? { extraHeaders: headers } : {}),
    }
    const socket = url === undefined ? io(options) : io(url, options)
    socket.io.on('open', () => socket.io.engine.on('packet', listener.heard))
    socket.on('connect', listener.opened)
    socket.on('disconnect', listener.closed)
    socket.on('connect_error', (error) => {
      const code = refusal(error)
      if (code === undefined) listener.closed()
      else listener.refused(code)
    })
    socket.onAny((name: string, payload: unknown) => listener.broadcast(name, payload))
    socket.connect()

    return {
      ask: async (command, input, timeoutMs) => {
        // Socket.IO would keep it for a later connection; what is owed is kept by the outbox alone.
        if (!socket.connected) return offline
        try {
          return readAnswer(await socket.timeout(timeoutMs).emitWithAck(command, input))
        } catch {
          return offline
        }
      },
      close: () => void socket.disconnect(),
    }
  }

import type { Server as HttpServer } from 'node:http'
import type { Socket as NetSocket } from 'node:net'
import type { LiveServer } from './socket-server.ts'

const answerWithinMs = 8_000
/** A phone that is gone never answers that it has heard the end. */
const leaveWithinMs = 2_000
const pollMs = 20

/**
 * Ends what is connected, in order: takes nothing new, lets commands that are being carried out answer, says the end
 * to every connection, so that clients go to another node at once, and cuts who does not hear it. Made before
 * anything listens to the server's requests.
 */
export const createDrain = (http: HttpServer): ((live: LiveServer) => Promise<void>) => {
  const connections = new Set<NetSocket>()
  let requests = 0
  http.on('connection', (socket: NetSocket) => {
    connections.add(socket)
    socket.once('close', () => connections.delete(socket))
  })
  http.on('request', (request, response) => {
    // One that waits for news has nothing to answer.
    if (request.url?.startsWith('/socket.io/')) return
    requests += 1
    response.once('close', () => {
      requests -= 1
    })
  })

  return async (live) => {
    const closed = new Promise<void>((resolve) => http.close(() => resolve()))
    http.closeIdleConnections()
    const isBusy = () => requests > 0 || commandsIn(live) > 0
    await untilNot(isBusy, Date.now() + answerWithinMs)
    await within(leaveWithinMs, live.close())
    for (const socket of connections) socket.destroy()
    await closed
  }
}

const commandsIn = (live: LiveServer): number => {
  let count = 0
  for (const { data } of live.sockets.sockets.values()) count += data.inFlight
  return count
}

const untilNot = async (holds: () => boolean, deadline: number): Promise<void> => {
  while (holds() && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, pollMs))
}

const within = async (ms: number, task: Promise<void>): Promise<void> => {
  let timer: NodeJS.Timeout | undefined
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms)
  })
  await Promise.race([task, over])
  clearTimeout(timer)
}

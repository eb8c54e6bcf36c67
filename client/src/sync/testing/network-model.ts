import { type Answer, commands, type ErrorCode, type Range, resume, resumed } from '@bijpraat/contract'
import { offline, readAnswer } from '../answers.ts'
import type { CallAnswer, Clock, OpenSocket, SocketListener } from '../ports.ts'
import type { Audience } from './log-model.ts'

/** What goes wrong between client and server; each a chance in [0, 1). */
export type Faults = {
  loseDelivery: number
  doubleDelivery: number
  loseRequest: number
  loseAnswer: number
  refuse: number
  /** Every command that changes something is refused with it. */
  refuseWith: ErrorCode | null
  /** Takes seconds instead of moments. */
  slow: number
  refuseHandshake: ErrorCode | null
  /** Nothing arrives any more, though the connection seems to stand. */
  mute: boolean
}

const noFaults: Faults = {
  loseDelivery: 0,
  doubleDelivery: 0,
  loseRequest: 0,
  loseAnswer: 0,
  refuse: 0,
  refuseWith: null,
  slow: 0,
  refuseHandshake: null,
  mute: false,
}

export type ModelSocket = {
  personId: string | null
  listener: SocketListener
  rooms: Map<string, Audience>
  open: boolean
  /** Ends questions that were never answered. */
  waiting: Set<(answer: CallAnswer<unknown>) => void>
}

export type NetworkParts = {
  clock: Clock
  random: () => number
  run: (socket: ModelSocket, command: string, input: unknown) => Answer<unknown>
  /** A range that a socket missed, as it is some seconds later. */
  missed: (socket: ModelSocket, lost: Range) => Range | null
}

const slowestMs = 40

/** A network that delays, shuffles, doubles, loses and cuts, repeatably. */
export const createNetworkModel = ({ clock, random, run, missed }: NetworkParts) => {
  let faults = { ...noFaults }
  const sockets = new Set<ModelSocket>()
  const calls: { command: string; input: unknown; personId: string | null }[] = []

  const happens = (chance: number) => chance > 0 && random() < chance
  const delay = () => 1 + Math.floor(random() * (happens(faults.slow) ? 4_000 : slowestMs))

  const send = (socket: ModelSocket, name: string, payload: unknown, ms = delay()) => {
    clock.after(ms, () => {
      if (!socket.open || faults.mute) return
      socket.listener.heard()
      socket.listener.broadcast(name, payload)
    })
  }

  const deliver = (socket: ModelSocket, range: Range) => {
    if (happens(faults.loseDelivery)) {
      // What the node's own comparison finds some seconds later (L8).
      clock.after(1_000 + delay(), () => {
        const again = socket.open ? missed(socket, range) : null
        if (again) deliver(socket, again)
      })
      return
    }
    send(socket, 'delivery', range)
    if (happens(faults.doubleDelivery)) send(socket, 'delivery', range, delay() * 10)
  }

  const answer = (socket: ModelSocket, command: string, input: unknown): Answer<unknown> => {
    calls.push({ command, input, personId: socket.personId })
    if (faults.refuseWith && commands.get(command)?.effect === 'change')
      return { ok: false, code: faults.refuseWith }
    if (!happens(faults.refuse)) return structuredClone(run(socket, command, structuredClone(input)))
    return { ok: false, code: random() < 0.5 ? 'unavailable' : 'rate_limited', retryAfterMs: 50 }
  }

  const ask = (socket: ModelSocket, command: string, input: unknown, timeoutMs: number) =>
    new Promise<CallAnswer<unknown>>((resolve) => {
      const finish = (given: CallAnswer<unknown>) => {
        cancel()
        socket.waiting.delete(finish)
        resolve(given)
      }
      const cancel = clock.after(timeoutMs, () => finish(offline))
      socket.waiting.add(finish)
      if (happens(faults.loseRequest) || faults.mute) return
      clock.after(delay(), () => {
        if (!socket.open) return
        const given = answer(socket, command, input)
        if (happens(faults.loseAnswer)) return
        clock.after(delay(), () => {
          if (!socket.open || faults.mute) return
          socket.listener.heard()
          finish(readAnswer(given))
        })
      })
    })

  const cut = (socket: ModelSocket) => {
    if (!socket.open) return
    socket.open = false
    sockets.delete(socket)
    for (const finish of socket.waiting) finish(offline)
    clock.after(0, socket.listener.closed)
  }

  /** Connects as whoever the cookie names at that moment. */
  const openSocket =
    (who: () => string | null): OpenSocket =>
    (listener) => {
      const waiting = new Set<(given: CallAnswer<unknown>) => void>()
      const socket: ModelSocket = { personId: who(), listener, rooms: new Map(), open: false, waiting }
      let wanted = true
      clock.after(delay(), () => {
        if (!wanted) return
        if (faults.refuseHandshake) return listener.refused(faults.refuseHandshake)
        socket.open = true
        sockets.add(socket)
        const asked = structuredClone(listener.greeting())
        listener.opened()
        if (happens(faults.loseRequest)) return
        const given = answer(socket, resume.name, asked)
        if (!happens(faults.loseAnswer)) send(socket, resumed.name, given)
      })
      return {
        ask: (command, input, timeoutMs) => ask(socket, command, input, timeoutMs),
        close: () => {
          wanted = false
          cut(socket)
        },
      }
    }

  return {
    sockets,
    calls,
    send,
    deliver,
    openSocket,
    cut,
    setFaults: (next: Partial<Faults>) => {
      faults = { ...noFaults, ...next }
    },
    cutAll: () => {
      for (const socket of sockets) cut(socket)
    },
    /** Cuts one connection picked at random. */
    cutOne: () => {
      const list = [...sockets]
      const socket = list[Math.floor(random() * list.length)]
      if (socket) cut(socket)
    },
  }
}

import {
  type Answer,
  type ErrorCode,
  type Item,
  type Me,
  markRead,
  personalId,
  positionsItemId,
  type Range,
} from '@bijpraat/contract'
import { offline, readAnswer } from '../answers.ts'
import type { Clock, OpenSocket, SocketListener } from '../ports.ts'
import {
  type Audience,
  answerOf,
  type ChannelLog,
  cloneLog,
  emptyLog,
  type Have,
  pageOf,
  raisePositions,
  rangeOf,
} from './log-model.ts'

/** What goes wrong between client and server; each a chance in [0, 1). */
export type Faults = {
  loseDelivery: number
  doubleDelivery: number
  loseRequest: number
  loseAnswer: number
  refuse: number
  /** Takes seconds instead of moments. */
  slow: number
  refuseHandshake: ErrorCode | null
}
export const noFaults: Faults = {
  loseDelivery: 0,
  doubleDelivery: 0,
  loseRequest: 0,
  loseAnswer: 0,
  refuse: 0,
  slow: 0,
  refuseHandshake: null,
}

type Socket = {
  personId: string | null
  listener: SocketListener
  rooms: Map<string, Audience>
  open: boolean
}

export type ServerModel = ReturnType<typeof createServerModel>

/** A server in memory that follows the contract of sync, over a network that delays, shuffles, doubles and loses. */
export const createServerModel = ({ clock, random }: { clock: Clock; random: () => number }) => {
  let epoch = 'e1'
  let faults = { ...noFaults }
  let pulse: { checked: boolean } | null = { checked: true }
  let slowestMs = 40
  const logs = new Map<string, ChannelLog>()
  const rights = new Map<string, Map<string, Audience>>()
  const sockets = new Set<Socket>()
  const calls: { command: string; input: unknown; personId: string | null }[] = []

  const happens = (chance: number) => chance > 0 && random() < chance
  const delay = () => 1 + Math.floor(random() * (happens(faults.slow) ? 4_000 : slowestMs))

  const logOf = (channelId: string): ChannelLog => {
    const known = logs.get(channelId)
    if (known) return known
    const log = emptyLog(channelId)
    logs.set(channelId, log)
    return log
  }

  const rightsOf = (personId: string | null): Map<string, Audience> =>
    (personId === null ? undefined : rights.get(personId)) ?? new Map()

  /** Who may read a channel, and as what. `open` is public to anyone. */
  const audienceOf = (personId: string | null, channelId: string): Audience | null => {
    if (personId !== null && channelId === personalId(personId)) return 'members'
    return rightsOf(personId).get(channelId) ?? (channelId === 'open' ? 'public' : null)
  }

  const send = (socket: Socket, name: string, payload: unknown, ms = delay()) => {
    clock.after(ms, () => {
      if (!socket.open) return
      socket.listener.heard()
      socket.listener.broadcast(name, payload)
    })
  }

  const deliver = (socket: Socket, range: Range) => {
    if (happens(faults.loseDelivery)) {
      // What the node's own comparison finds some seconds later (L8).
      clock.after(1_000 + delay(), () => {
        const audience = socket.rooms.get(range.channelId)
        if (audience) deliver(socket, rangeOf(logOf(range.channelId), range.after, audience))
      })
      return
    }
    send(socket, 'delivery', range)
    if (happens(faults.doubleDelivery)) send(socket, 'delivery', range, delay() * 10)
  }

  const publish = (channelId: string, after: number) => {
    for (const socket of sockets) {
      const audience = socket.rooms.get(channelId)
      if (audience) deliver(socket, rangeOf(logOf(channelId), after, audience))
    }
  }

  /** Commits changes of one batch; each takes the next rev. */
  const commit = (channelId: string, changes: readonly ((log: ChannelLog, rev: number) => Item)[]) => {
    const log = logOf(channelId)
    const after = log.head
    const changed = changes.map((change) => {
      log.head += 1
      const item = change(log, log.head)
      log.items.set(item.id, item)
      return item
    })
    publish(channelId, after)
    return changed
  }

  const positionOf = (personId: string | null, channelId: string): number => {
    const item = personId === null ? undefined : logs.get(personalId(personId))?.items.get(positionsItemId)
    return (
      (item?.content as { seqByChannel: Record<string, number> } | undefined)?.seqByChannel[channelId] ?? 0
    )
  }

  const meOf = (personId: string): Me => ({
    personId,
    name: personId,
    role: 'villager',
    email: null,
    confirmBy: null,
    moderatorOf: [],
    memberOf: [...rightsOf(personId)].filter(([, audience]) => audience === 'members').map(([id]) => id),
    bans: [],
    sessionId: 'session',
  })

  const answerFor = (personId: string | null, channelId: string, have: Have) => {
    const audience = audienceOf(personId, channelId)
    if (audience === null) return { answer: 'gone', channelId } as const
    return answerOf(logOf(channelId), have, audience, personId, positionOf(personId, channelId))
  }

  const resume = (
    socket: Socket,
    input: { have: ({ channelId: string } & NonNullable<Have>)[]; also: string[] },
  ) => {
    const { personId } = socket
    const own = personId === null ? [] : [personalId(personId), ...rightsOf(personId).keys()]
    const have = new Map(input.have.map((one) => [one.channelId, one]))
    const asked = new Set([...own, ...input.also, ...have.keys()])
    socket.rooms.clear()
    for (const channelId of asked) {
      const audience = audienceOf(personId, channelId)
      if (audience !== null && (own.includes(channelId) || input.also.includes(channelId))) {
        socket.rooms.set(channelId, audience)
      }
    }
    const channels = [...asked].map((channelId) =>
      socket.rooms.has(channelId)
        ? answerFor(personId, channelId, have.get(channelId))
        : ({ answer: 'gone', channelId } as const),
    )
    return { epoch, me: personId === null ? null : meOf(personId), channels }
  }

  /** Does what a command that changes an item says, once per command id (L4). */
  const change = (personId: string, name: string, input: Record<string, string>): Answer<unknown> => {
    const { channelId = '', commandId = '', itemId = commandId } = input
    const log = logOf(channelId)
    const before = log.done.get(commandId) as { said: string; data: unknown } | undefined
    const said = JSON.stringify([name, input])
    if (before)
      return before.said === said ? { ok: true, data: before.data } : { ok: false, code: 'id_reused' }
    if (audienceOf(personId, channelId) !== 'members') return { ok: false, code: 'forbidden' }
    const item = log.items.get(itemId)
    if (name !== 'message.post' && item === undefined) return { ok: false, code: 'not_found' }
    if (name !== 'message.post' && item?.deletedAt !== undefined) return { ok: false, code: 'deleted' }
    const [made] = commit(channelId, [
      (_, rev) =>
        changedItem({ name, input, personId, now: clock.now() }, item ?? newItem(itemId, personId, rev), rev),
    ])
    const data = { itemId, rev: made?.rev, seq: made?.seq }
    log.done.set(commandId, { said, data })
    return { ok: true, data }
  }

  const run = (socket: Socket, name: string, raw: unknown): Answer<unknown> => {
    const { personId } = socket
    const input = raw as Record<string, string> & { positions: { channelId: string; seq: number }[] }
    const { channelId = '' } = input
    const audience = audienceOf(personId, channelId)
    switch (name) {
      case 'sync.resume':
        return { ok: true, data: resume(socket, raw as Parameters<typeof resume>[1]) }
      case 'sync.since':
        return { ok: true, data: answerFor(personId, channelId, raw as Have) }
      case 'sync.history': {
        if (audience === null) return { ok: false, code: 'not_found' }
        const { before, limit } = raw as { before: number; limit: number }
        return { ok: true, data: pageOf(logOf(channelId), before, limit, audience) }
      }
      case 'sync.locate': {
        const item = audience === null ? undefined : logOf(channelId).items.get(input.itemId ?? '')
        return item ? { ok: true, data: { item } } : { ok: false, code: 'not_found' }
      }
      case markRead.name: {
        if (personId === null) return { ok: false, code: 'not_signed_in' }
        const log = logOf(personalId(personId))
        const after = log.head
        if (raisePositions(log, input.positions)) publish(log.channelId, after)
        return { ok: true, data: {} }
      }
      default:
        return personId === null ? { ok: false, code: 'not_signed_in' } : change(personId, name, input)
    }
  }

  const ask = (socket: Socket, command: string, input: unknown, timeoutMs: number) =>
    new Promise<ReturnType<typeof readAnswer>>((resolve) => {
      const end = clock.after(timeoutMs, () => resolve(offline))
      const finish = (answer: ReturnType<typeof readAnswer>) => {
        end()
        resolve(answer)
      }
      waiting.set(finish, socket)
      if (happens(faults.loseRequest)) return
      clock.after(delay(), () => {
        if (!socket.open) return finish(offline)
        calls.push({ command, input, personId: socket.personId })
        const answer: Answer<unknown> = happens(faults.refuse)
          ? { ok: false, code: random() < 0.5 ? 'unavailable' : 'rate_limited', retryAfterMs: 50 }
          : run(socket, command, structuredClone(input))
        if (happens(faults.loseAnswer)) return
        // The answer is as old as it is when it arrives.
        const copy = structuredClone(answer)
        clock.after(delay(), () => {
          if (!socket.open) return finish(offline)
          socket.listener.heard()
          finish(readAnswer(copy))
        })
      })
    })
  const waiting = new Map<(answer: typeof offline) => void, Socket>()

  const cut = (socket: Socket) => {
    if (!socket.open) return
    socket.open = false
    sockets.delete(socket)
    for (const [finish, of] of waiting) if (of === socket) finish(offline)
    clock.after(0, socket.listener.closed)
  }

  const beat = () => {
    clock.after(2_000, beat)
    for (const socket of sockets) if (pulse) send(socket, 'pulse', pulse)
  }
  beat()

  return {
    logs,
    logOf,
    commit,
    rightsOf,
    audienceOf,
    calls,
    setFaults: (next: Partial<Faults>) => {
      faults = { ...noFaults, ...next }
    },
    setPulse: (next: { checked: boolean } | null) => {
      pulse = next
    },
    setSlowest: (ms: number) => {
      slowestMs = ms
    },
    /** Gives or takes a right; live connections hear of it. */
    setRight: (personId: string, channelId: string, audience: Audience | null) => {
      const mine = rightsOf(personId)
      rights.set(personId, mine)
      if (audience) mine.set(channelId, audience)
      else mine.delete(channelId)
      for (const socket of sockets) {
        if (socket.personId !== personId) continue
        if (socket.rooms.get(channelId) !== audience) socket.rooms.delete(channelId)
        send(socket, 'rights', {})
      }
    },
    /** Connects as whoever the cookie says at that moment. */
    openSocket:
      (who: () => string | null): OpenSocket =>
      (listener) => {
        const socket: Socket = { personId: who(), listener, rooms: new Map(), open: false }
        const refused = faults.refuseHandshake
        clock.after(delay(), () => {
          if (refused) return listener.refused(refused)
          socket.open = true
          sockets.add(socket)
          listener.opened()
        })
        return {
          ask: (command, input, timeoutMs) => ask(socket, command, input, timeoutMs),
          close: () => cut(socket),
        }
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
    tellAll: (name: string, payload: unknown) => {
      for (const socket of sockets) send(socket, name, payload)
    },
    backup: () => new Map([...logs].map(([id, log]) => [id, cloneLog(log)])),
    /** Goes back to a backup, as an operator does; every copy is void after it (L7). */
    restore: (backup: ReadonlyMap<string, ChannelLog>) => {
      epoch = `e${Number(epoch.slice(1)) + 1}`
      for (const [id, log] of logs) {
        logs.set(id, { ...cloneLog(backup.get(id) ?? emptyLog(id)), generation: log.generation + 1 })
      }
      for (const socket of sockets) cut(socket)
    },
  }
}

const newItem = (id: string, authorId: string, seq: number): Item => ({
  id,
  kind: 'message',
  seq,
  rev: seq,
  authorId,
  createdAt: 0,
  content: { text: '' },
})

type Change = { name: string; input: Record<string, string>; personId: string; now: number }

const changedItem = ({ name, input, personId, now }: Change, item: Item, rev: number): Item => {
  switch (name) {
    case 'item.delete':
      return { ...item, rev, content: null, deletedAt: now }
    case 'item.react': {
      const reaction = input.reaction ?? 'nice'
      const others = (item.reactions?.[reaction] ?? []).filter((id) => id !== personId)
      const on = Boolean(input.on)
      return {
        ...item,
        rev,
        reactions: { ...item.reactions, [reaction]: on ? [...others, personId] : others },
      }
    }
    default:
      return { ...item, rev, content: { text: input.text } }
  }
}

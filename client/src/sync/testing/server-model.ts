import {
  type Answer,
  type ChannelAnswer,
  directoryId,
  type Item,
  type Me,
  markRead,
  personalId,
  positionsItemId,
  pulse,
  rightsChanged,
} from '@bijpraat/contract'
import type { Clock } from '../ports.ts'
import {
  type Audience,
  answerOf,
  type ChannelLog,
  cloneLog,
  emptyLog,
  type Have,
  keyOf,
  pageOf,
  raisePositions,
  rangeOf,
  resetOf,
  view,
} from './log-model.ts'
import { createNetworkModel, type ModelSocket } from './network-model.ts'

export type ServerModel = ReturnType<typeof createServerModel>
type Change = (log: ChannelLog, rev: number) => Item

/** A server in memory that follows the contract of sync, behind a bad network. */
export const createServerModel = ({ clock, random }: { clock: Clock; random: () => number }) => {
  let epoch = 'e1'
  let beating: { checked: boolean } | null = { checked: true }
  const logs = new Map<string, ChannelLog>()
  const rights = new Map<string, Map<string, Audience>>()

  const logOf = (channelId: string): ChannelLog => {
    const known = logs.get(channelId) ?? emptyLog(channelId)
    logs.set(channelId, known)
    return known
  }

  const rightsOf = (personId: string | null): Map<string, Audience> =>
    (personId === null ? undefined : rights.get(personId)) ?? new Map()

  /** Who may read a channel, and as what; `open` is public to anyone. */
  const audienceOf = (personId: string | null, channelId: string): Audience | null => {
    if (personId !== null && channelId === personalId(personId)) return 'members'
    return rightsOf(personId).get(channelId) ?? (channelId === 'open' ? 'public' : null)
  }

  const network = createNetworkModel({
    clock,
    random,
    run: (socket, command, input) => run(socket, command, input),
    missed: (socket, { channelId, after }) => {
      const audience = socket.rooms.get(channelId)
      return audience ? rangeOf(logOf(channelId), after, audience) : null
    },
  })

  const publish = (channelId: string, after: number) => {
    for (const socket of network.sockets) {
      const audience = socket.rooms.get(channelId)
      if (audience) network.deliver(socket, rangeOf(logOf(channelId), after, audience))
    }
  }

  /** Commits changes of one batch; each takes the next rev. */
  const commit = (channelId: string, changes: readonly Change[]) => {
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

  /** Joins rooms before it reads, as the contract says (L6). */
  const resume = (
    socket: ModelSocket,
    input: { have: ({ channelId: string } & NonNullable<Have>)[]; also: string[] },
  ) => {
    const { personId } = socket
    const own = personId === null ? [] : [personalId(personId), ...rightsOf(personId).keys()]
    socket.rooms = new Map(
      [...own, ...input.also].flatMap((channelId) => {
        const audience = audienceOf(personId, channelId)
        return audience ? [[channelId, audience] as const] : []
      }),
    )
    const have = new Map(input.have.map((one) => [one.channelId, one]))
    const others = [...have.keys()].filter((channelId) => !socket.rooms.has(channelId))
    const channels = [
      ...[...socket.rooms.keys()].map((channelId) => answerFor(personId, channelId, have.get(channelId))),
      ...others.map((channelId) => ({ answer: 'gone', channelId }) as const),
    ]
    return { epoch, me: personId === null ? null : meOf(personId), channels }
  }

  /** What is shown first: short copies, and of the directory one card. */
  const glance = (personId: string | null, open: string): Answer<unknown> => {
    const begin = (channelId: string): ChannelAnswer => {
      const log = logOf(channelId)
      const audience = audienceOf(personId, channelId) ?? 'public'
      const begun = resetOf(
        log,
        audience,
        personId,
        positionOf(personId, channelId),
        channelId === open ? 4 : 1,
      )
      if (channelId !== directoryId) return begun
      const [card] = log.items.values()
      return {
        ...begun,
        key: keyOf(log, audience),
        upTo: 0,
        items: card ? [view(card, audience)] : [],
        more: true,
      } as ChannelAnswer
    }
    const mine = personId === null ? [] : [personalId(personId), ...rightsOf(personId).keys()]
    const isBeside = !mine.includes(open) && audienceOf(personId, open) !== null
    const data = {
      epoch,
      me: personId === null ? null : meOf(personId),
      mine: mine.map(begin),
      beside: isBeside ? begin(open) : null,
    }
    return structuredClone({ ok: true, data })
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
    if (item?.deletedAt !== undefined) return { ok: false, code: 'deleted' }
    const [made] = commit(channelId, [
      (_, rev) =>
        changed({ name, input, personId, now: clock.now() }, item ?? blank(itemId, personId, rev), rev),
    ])
    const data = { itemId, rev: made?.rev, seq: made?.seq }
    log.done.set(commandId, { said, data })
    return { ok: true, data }
  }

  const mark = (personId: string, positions: { channelId: string; seq: number }[]): Answer<unknown> => {
    const log = logOf(personalId(personId))
    const after = log.head
    if (raisePositions(log, positions)) publish(log.channelId, after)
    return { ok: true, data: {} }
  }

  const run = (socket: ModelSocket, name: string, raw: unknown): Answer<unknown> => {
    const { personId } = socket
    const input = raw as Record<string, string>
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
        const item = logOf(channelId).items.get(input.itemId ?? '')
        return audience && item
          ? { ok: true, data: { item: view(item, audience) } }
          : { ok: false, code: 'not_found' }
      }
    }
    if (personId === null) return { ok: false, code: 'not_signed_in' }
    if (name !== markRead.name) return change(personId, name, input)
    return mark(personId, (raw as { positions: { channelId: string; seq: number }[] }).positions)
  }

  const beat = () => {
    clock.after(2_000, beat)
    for (const socket of network.sockets) if (beating) network.send(socket, pulse.name, beating)
  }
  beat()

  return {
    ...network,
    logOf,
    commit,
    glance,
    audienceOf,
    setPulse: (next: { checked: boolean } | null) => {
      beating = next
    },
    /** Gives or takes a right; live connections leave rooms at once and hear of it. */
    setRight: (personId: string, channelId: string, audience: Audience | null) => {
      const mine = rightsOf(personId)
      rights.set(personId, mine)
      if (audience) mine.set(channelId, audience)
      else mine.delete(channelId)
      for (const socket of network.sockets) {
        if (socket.personId !== personId) continue
        if (socket.rooms.get(channelId) !== audience) socket.rooms.delete(channelId)
        network.send(socket, rightsChanged.name, {})
      }
    },
    tellAll: (name: string, payload: unknown) => {
      for (const socket of network.sockets) network.send(socket, name, payload)
    },
    backup: () => new Map([...logs].map(([id, log]) => [id, cloneLog(log)])),
    /** Goes back to a backup, as an operator does; every copy is void after it (L7). */
    restore: (backup: ReadonlyMap<string, ChannelLog>) => {
      epoch = `e${Number(epoch.slice(1)) + 1}`
      for (const [id, log] of logs) {
        logs.set(id, { ...cloneLog(backup.get(id) ?? emptyLog(id)), generation: log.generation + 1 })
      }
      network.cutAll()
    },
  }
}

const blank = (id: string, authorId: string, seq: number): Item => ({
  id,
  kind: 'message',
  seq,
  rev: seq,
  authorId,
  createdAt: 0,
  content: { text: '' },
})

type Given = { name: string; input: Record<string, string>; personId: string; now: number }

const changed = ({ name, input, personId, now }: Given, item: Item, rev: number): Item => {
  switch (name) {
    case 'item.delete':
      return { ...item, rev, content: null, deletedAt: now }
    case 'item.react': {
      const reaction = input.reaction ?? 'nice'
      const others = (item.reactions?.[reaction] ?? []).filter((id) => id !== personId)
      const given = input.on ? [...others, personId] : others
      return { ...item, rev, reactions: { ...item.reactions, [reaction]: given } }
    }
    default:
      return { ...item, rev, content: { text: input.text } }
  }
}

import { rightsChanged } from '@bijpraat/contract'
import { type Actor, audienceOf, type ChannelFacts, follows } from '../rights/rights.ts'
import type { Identity } from './identity.ts'
import { channelOfRoom, roomOf } from './rooms.ts'
import { endConnection, type LiveSocket } from './socket-server.ts'

/**
 * Brings changed rights to live sockets of this node (W4). Nothing is decided from the news itself: each socket
 * is asked again, from what the database has after the news.
 */
export type LiveRights = {
  add: (socket: LiveSocket) => void
  /** Something of this person changed: role, ban, membership, sessions. */
  recheckPerson: (personId: string) => Promise<void>
  /** A channel's own settings changed: those who hear it, and those who should from now on. */
  recheckChannel: (channelId: string) => Promise<void>
  /** Asks again where the database did not answer. */
  retry: () => Promise<void>
  /** Grows with every recheck of a connection, so that a join under way knows that it read older rights. */
  generationOf: (connectionId: string) => number
}

type LiveRightsParts = {
  /** The connections of this node. */
  sockets: () => Iterable<LiveSocket>
  identity: Identity
  factsOf: (channelIds: readonly string[]) => Promise<Map<string, ChannelFacts>>
  /** What is remembered of rights may be over. */
  doubt: () => void
  /** Channels that are not of the kinds with facts and belong to one person or to all who are signed in. */
  isOwn: (channelId: string, personId: string) => boolean
}

export const createLiveRights = ({
  sockets,
  identity,
  factsOf,
  doubt,
  isOwn,
}: LiveRightsParts): LiveRights => {
  const byPerson = new Map<string, Set<LiveSocket>>()
  const generations = new Map<string, number>()

  /** Rechecks under way or failed; a failed one is tried again by the next sweep. */
  const owed = new Set<LiveSocket>()

  const recheck = async (socket: LiveSocket) => {
    if (!socket.connected) return
    owed.add(socket)
    doubt()
    const generation = (generations.get(socket.id) ?? 0) + 1
    generations.set(socket.id, generation)
    const { session } = socket.data
    if (session && !(await identity.isAlive(session))) return endConnection(socket)
    const actor = session ? await identity.actorOf(session) : null
    if (session && !actor) return endConnection(socket)
    await leaveForbidden(socket, actor)
    // A later recheck that is under way reads newer rights, and may yet fail.
    if (generations.get(socket.id) === generation) owed.delete(socket)
    socket.emit(rightsChanged.name, {} as never)
  }

  const leaveForbidden = async (socket: LiveSocket, actor: Actor | null) => {
    const joined = [...socket.rooms].flatMap((room) => channelOfRoom(room) ?? [])
    const facts = await factsOf(joined.map(({ channelId }) => channelId))
    for (const { channelId, audience } of joined) {
      const channel = facts.get(channelId)
      const may = channel
        ? audienceOf(actor, channel) === audience
        : actor !== null && isOwn(channelId, actor.personId)
      if (!may) await socket.leave(roomOf(channelId, audience))
    }
  }

  const recheckAll = async (sockets: Iterable<LiveSocket>) => {
    await Promise.all([...sockets].map(recheck))
  }

  return {
    add: (socket) => {
      const personId = socket.data.session?.personId
      generations.set(socket.id, 0)
      const own = personId === undefined ? undefined : (byPerson.get(personId) ?? new Set())
      if (personId !== undefined && own) byPerson.set(personId, own.add(socket))
      socket.once('disconnect', () => {
        generations.delete(socket.id)
        owed.delete(socket)
        own?.delete(socket)
        if (personId !== undefined && own?.size === 0) byPerson.delete(personId)
      })
    },
    recheckPerson: (personId) => recheckAll(byPerson.get(personId) ?? []),
    recheckChannel: async (channelId) => {
      doubt()
      const channel = (await factsOf([channelId])).get(channelId)
      const hears = (socket: LiveSocket) =>
        socket.rooms.has(roomOf(channelId, 'members')) || socket.rooms.has(roomOf(channelId, 'public'))
      const affected = await Promise.all(
        [...sockets()].map(async (socket) => {
          if (hears(socket)) return [socket]
          const { session } = socket.data
          const actor = session && channel ? await identity.actorOf(session) : null
          return actor && channel && follows(actor, channel) ? [socket] : []
        }),
      )
      await recheckAll(affected.flat())
    },
    retry: () => recheckAll([...owed]),
    generationOf: (connectionId) => generations.get(connectionId) ?? 0,
  }
}

import { randomUUID } from 'node:crypto'
import { personalId, sessionsChange, sessionsItemId } from '@bijpraat/contract'
import { parseCookie } from 'cookie'
import type { ClientSession } from 'mongodb'
import type { Log } from '../../log/log.ts'
import { hashToken, randomToken } from '../../platform/secret.ts'
import type { Actor } from '../../rights/rights.ts'
import type { SessionCookie } from '../../wire/serve.ts'
import { deviceOf } from './device.ts'
import type { SessionsStore } from './sessions.store.ts'

type SessionParts = {
  store: SessionsStore
  log: Pick<Log, 'change'>
  cookieName: string
  clock: () => number
}

/** The request in which someone signs in. */
export type Arrival = { actor: Actor | null; userAgent: string; cookie: SessionCookie | null }

type SessionRef = { personId: string; sessionId: string }

const day = 24 * 3600 * 1000
/** Counted from the last use. */
const lifetime = 180 * day
/** A cookie can't be renewed over a socket, so it is the server that forgets; this is as long as browsers keep one. */
const cookieLifetime = 400 * day
const touchEvery = 3600 * 1000
/** What was made by `randomToken`; anything else is not worth a question to the database. */
const tokenShape = /^[\w-]{43}$/

export const createSessionsService = ({ store, log, cookieName, clock }: SessionParts) => {
  /**
   * Ends sessions by a change in the person's own channel: deleted in the transaction that tells every node, so
   * that a live socket can't outlast its session.
   */
  const endBy = async (personId: string, remove: (session: ClientSession) => Promise<void>) => {
    await log.change({
      channelId: personalId(personId),
      authorId: personId,
      commandId: randomUUID(),
      said: { command: 'endSessions' },
      itemIds: [sessionsItemId],
      apply: (draft) => {
        const content = { endedAt: draft.now }
        if (draft.get(sessionsItemId)) draft.amend(sessionsItemId, { content })
        else draft.create({ id: sessionsItemId, kind: sessionsChange.kind, authorId: personId, content })
        return {}
      },
      effects: remove,
    })
    await store.settled()
  }

  const end = async ({ personId, sessionId }: SessionRef): Promise<void> => {
    if (!(await store.exists(sessionId, personId, clock()))) return
    await endBy(personId, (session) => store.delete(sessionId, personId, session))
  }

  return {
    /**
     * Signs in on this device: always under a new token, so that a token planted before is worth nothing after;
     * a session that the device had, ends.
     */
    start: async (personId: string, { actor, userAgent, cookie }: Arrival): Promise<void> => {
      if (cookie === null) throw new Error('signing in needs a connection that can carry a cookie')
      const now = clock()
      const token = randomToken()
      await store.insert({
        _id: randomUUID(),
        tokenHash: hashToken(token),
        personId,
        device: deviceOf(userAgent),
        createdAt: new Date(now),
        lastSeenAt: new Date(now),
        expiresAt: new Date(now + lifetime),
      })
      cookie.set(token, new Date(now + cookieLifetime))
      if (actor !== null) await end(actor)
    },

    /** Whose session a request's Cookie header names; null when there is none or it has ended. */
    sessionOf: async (cookieHeader: string | undefined): Promise<SessionRef | null> => {
      const token = cookieHeader === undefined ? undefined : parseCookie(cookieHeader)[cookieName]
      if (token === undefined || !tokenShape.test(token)) return null
      const now = clock()
      const session = await store.findByToken(hashToken(token), now)
      if (session === null) return null
      if (now - session.lastSeenAt.getTime() >= touchEvery) {
        await store.touch(session.tokenHash, new Date(now), new Date(now + lifetime))
      }
      return { personId: session.personId, sessionId: session._id }
    },

    isAlive: ({ personId, sessionId }: SessionRef): Promise<boolean> =>
      store.exists(sessionId, personId, clock()),

    end,

    /** Ends all sessions of a person within a transaction of the directory, whose change is the news of it. */
    endAllOf: store.deleteAllOf,

    list: async ({ personId, sessionId }: SessionRef) =>
      (await store.listOf(personId, clock())).map((session) => ({
        sessionId: session._id,
        device: session.device,
        createdAt: session.createdAt.getTime(),
        lastSeenAt: session.lastSeenAt.getTime(),
        current: session._id === sessionId,
      })),
  }
}

export type SessionsService = ReturnType<typeof createSessionsService>

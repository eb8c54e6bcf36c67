import type { Actor } from '../rights/rights.ts'

export type Session = { personId: string; sessionId: string }

/** Who is on the other side, answered by whoever keeps sessions and people. */
export type Identity = {
  /** The session of a request's Cookie header; null when there is none, or it has ended. */
  sessionOf: (cookieHeader: string | undefined) => Promise<Session | null>
  /** Whether a session still stands: asked again for live connections. */
  isAlive: (session: Session) => Promise<boolean>
  /** Who that is now; null when the person is gone. */
  actorOf: (session: Session) => Promise<Actor | null>
}

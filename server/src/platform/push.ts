import { createECDH } from 'node:crypto'
import { request } from 'node:https'
import webPush from 'web-push'
import { type Cage, NotPublic } from './cage.ts'
import { encrypt } from './encrypt.ts'
import type { Vapid } from './vapid.ts'

/** A browser's subscription, as the browser gave it. */
export type PushTarget = { endpoint: string; p256dh: string; auth: string }

export type PushLetter = {
  /** Encrypted for the browser alone; at most 3,993 bytes. */
  payload: string
  /** A later letter of the same topic takes the place of one that was not delivered yet: 32 characters at most. */
  topic: string
  /** How long the service keeps it for a device that is off. */
  ttlSeconds: number
}

/** What became of a letter. `later` may be tried again, not before `afterMs` if the service said so. */
export type PushOutcome =
  | { outcome: 'accepted' }
  /** The subscription has ended for good. */
  | { outcome: 'gone' }
  | { outcome: 'tooLarge' }
  | { outcome: 'later'; why: string; afterMs: number | null }
  | { outcome: 'refused'; why: string }

/** Hands a letter to the push service of a browser. Never throws. */
export type PushService = {
  publicKey: string
  /** Whether this is a key that can be encrypted for, at a service that is sent to. */
  accepts: (target: PushTarget) => { ok: true } | { ok: false; wrong: 'endpoint' | 'p256dh' }
  send: (target: PushTarget, letter: PushLetter) => Promise<PushOutcome>
  close: () => void
}

type PushParts = { vapid: Vapid; cage: Cage; clock: () => number }

const patienceMs = 5_000
const mostAnswerBytes = 8 * 1024
/** Push services refuse a token for more than a day; one for half a day is made anew after six hours. */
const tokenLivesMs = 12 * 3600 * 1000

export const createPushService = ({ vapid, cage, clock }: PushParts): PushService => {
  const tokenFor = createTokens(vapid, clock)
  return {
    publicKey: vapid.publicKey,
    accepts: ({ endpoint, p256dh }) => {
      if (!cage.allows(endpoint)) return { ok: false, wrong: 'endpoint' }
      return isKey(p256dh) ? { ok: true } : { ok: false, wrong: 'p256dh' }
    },
    send: async (target, { payload, topic, ttlSeconds }) => {
      if (!cage.allows(target.endpoint)) return { outcome: 'refused', why: 'not allowed' }
      try {
        const to = new URL(target.endpoint)
        const body = encrypt(target, payload)
        // As a list they are written as they stand, without a look at each.
        const headers = [
          ['Host', to.host],
          ['TTL', String(ttlSeconds)],
          ['Topic', topic],
          ['Urgency', 'normal'],
          ['Content-Encoding', 'aes128gcm'],
          ['Content-Type', 'application/octet-stream'],
          ['Content-Length', String(body.byteLength)],
          ['Authorization', tokenFor(to.origin)],
        ]
        return outcomeOf(await post(cage, to, headers.flat(), body), clock())
      } catch (error) {
        if (error instanceof NotPublic) return { outcome: 'refused', why: 'not public' }
        return { outcome: 'later', why: reasonOf(error), afterMs: null }
      }
    },
    close: () => cage.agent.destroy(),
  }
}

/** A point of the curve, or nothing could be encrypted for it. */
const isKey = (p256dh: string): boolean => {
  try {
    const own = createECDH('prime256v1')
    own.generateKeys()
    own.computeSecret(Buffer.from(p256dh, 'base64url'))
    return true
  } catch {
    return false
  }
}

/** A token holds for one service; signing one for each letter would cost as much as encrypting it. */
const createTokens = ({ subject, publicKey, privateKey }: Vapid, clock: () => number) => {
  const held = new Map<string, { header: string; madeAt: number }>()
  return (origin: string): string => {
    const known = held.get(origin)
    if (known && clock() - known.madeAt < tokenLivesMs / 2) return known.header
    const expiresAt = Math.floor((clock() + tokenLivesMs) / 1000)
    const made = webPush.getVapidHeaders(origin, subject, publicKey, privateKey, 'aes128gcm', expiresAt)
    held.set(origin, { header: made.Authorization, madeAt: clock() })
    return made.Authorization
  }
}

type Answered = { status: number; retryAfter: string | undefined }

/** Of the answer only the status counts; the rest is read to its end or to a limit, and dropped. */
const post = (cage: Cage, to: URL, headers: readonly string[], body: Buffer): Promise<Answered> =>
  new Promise((resolve, reject) => {
    const asked = request(
      {
        agent: cage.agent,
        method: 'POST',
        // Of an address in brackets only what they hold is one.
        host: to.hostname.replace(/^\[|\]$/g, ''),
        port: to.port || 443,
        path: to.pathname + to.search,
        headers,
      },
      (answer) => {
        let bytes = 0
        answer.on('data', (chunk: Buffer) => {
          bytes += chunk.byteLength
          if (bytes > mostAnswerBytes) answer.destroy()
        })
        answer.on('error', () => undefined)
        answer.on('close', () =>
          resolve({ status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'] }),
        )
      },
    )
    // It ends what connects, too, and what answers without an end.
    const timer = setTimeout(() => asked.destroy(new TimedOut()), patienceMs)
    asked.on('error', reject)
    asked.on('close', () => clearTimeout(timer))
    asked.end(body)
  })

class TimedOut extends Error {
  override name = 'TimedOut'
}

const outcomeOf = ({ status, retryAfter }: Answered, now: number): PushOutcome => {
  if (status >= 200 && status < 300) return { outcome: 'accepted' }
  if (status === 404 || status === 410) return { outcome: 'gone' }
  if (status === 413) return { outcome: 'tooLarge' }
  if (status === 408 || status === 429 || status >= 500) {
    return { outcome: 'later', why: String(status), afterMs: waitOf(retryAfter, now) }
  }
  // A redirect, too: it leads where nobody looked.
  return { outcome: 'refused', why: String(status) }
}

/** `Retry-After` in milliseconds: seconds, or a date. */
const waitOf = (retryAfter: string | undefined, now: number): number | null => {
  if (retryAfter === undefined) return null
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - now
  return Number.isFinite(ms) ? Math.max(0, ms) : null
}

/** What went wrong by its code alone: messages hold addresses. */
const reasonOf = (error: unknown): string => {
  const { code, name } = error as { code?: unknown; name?: unknown }
  return String(code ?? name ?? 'unknown').slice(0, 40)
}

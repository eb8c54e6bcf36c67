import type { InputOf, OutputOf, resume } from '@bijpraat/contract'
import { offline } from './answers.ts'
import { backoff } from './clock.ts'
import type { CallAnswer, Clock } from './ports.ts'

/** The server allows 60 in a minute: a few at once, then rights that change in a burst are fetched together. */
const gapMs = 1_200
const mostAtOnce = 5

export type ResumeAnswer = OutputOf<typeof resume>

export type ResumeParts = {
  clock: Clock
  random: () => number
  ask: (input: InputOf<typeof resume>, timeoutMs: number) => Promise<CallAnswer<ResumeAnswer>>
  /** What is held when the question is put. */
  have: () => InputOf<typeof resume>
  /** From now on deliveries may belong to rights that the answer will tell of. */
  onAsk: () => void
  /** True to ask once more, with what is held by then. */
  onAnswer: (answer: ResumeAnswer, also: ReadonlySet<string>) => boolean
}

/** Asks for everything that is followed, one question at a time (L6). */
export type Resume = {
  /** Resolves when an answer that was asked for after this call is taken in; false when none came. */
  run(timeoutMs: number): Promise<boolean>
  /** Asks in the handshake of a connection that is being made; the next `run` awaits the answer. */
  greet(): InputOf<typeof resume>
  /** The answer to that. */
  greeted(answer: CallAnswer<ResumeAnswer>): void
  /** The connection is gone. */
  reset(): void
}

export const createResume = (parts: ResumeParts): Resume => {
  const { clock } = parts
  let running: Promise<boolean> | null = null
  let again = false
  let connection = 0
  let askedAt: number[] = []
  let skipPause: (() => void) | null = null
  let inHandshake: { input: InputOf<typeof resume>; answer: Promise<CallAnswer<ResumeAnswer>> } | null = null
  let greeted: (answer: CallAnswer<ResumeAnswer>) => void = () => {}

  const put = () => {
    askedAt.push(clock.now())
    parts.onAsk()
    return parts.have()
  }

  const greet = () => {
    const input = put()
    const answer = new Promise<CallAnswer<ResumeAnswer>>((resolve) => {
      greeted = resolve
    })
    inHandshake = { input, answer }
    return input
  }

  /** What the handshake asked already, or the question put now. */
  const ask = (timeoutMs: number) => {
    const asked = inHandshake
    inHandshake = null
    if (asked === null) {
      const input = put()
      return { input, answer: parts.ask(input, timeoutMs) }
    }
    const cancel = clock.after(timeoutMs, () => greeted(offline))
    return { input: asked.input, answer: asked.answer.finally(cancel) }
  }

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const cancel = clock.after(ms, resolve)
      skipPause = () => {
        cancel()
        resolve()
      }
    })

  /** How long to wait before asking again; null when all was taken in; false when nothing came back. */
  const once = async (timeoutMs: number, tries: number): Promise<number | null | false> => {
    const mine = connection
    const { input, answer: coming } = ask(timeoutMs)
    const answer = await coming
    if (connection !== mine || (!answer.ok && answer.code === 'offline')) return false
    if (answer.ok) return parts.onAnswer(answer.data, new Set(input.also)) ? 0 : null
    const asked = 'retryAfterMs' in answer ? answer.retryAfterMs : undefined
    return asked ?? backoff(tries, 1_000, 10_000, parts.random)
  }

  const loop = async (timeoutMs: number): Promise<boolean> => {
    const mine = connection
    for (let tries = 0; connection === mine; tries++) {
      askedAt = askedAt.filter((at) => at > clock.now() - mostAtOnce * gapMs)
      if (askedAt.length >= mostAtOnce && !inHandshake) await pause(gapMs)
      if (connection !== mine) return false
      again = false
      const wait = await once(timeoutMs, tries)
      if (wait === false) return false
      if (wait === null && !again) return true
      if (wait) await pause(wait)
    }
    return false
  }

  return {
    run: (timeoutMs) => {
      if (running !== null) {
        again = true
        return running
      }
      const mine = loop(timeoutMs).finally(() => {
        if (running === mine) running = null
      })
      running = mine
      return mine
    },
    greet,
    greeted: (answer) => greeted(answer),
    reset: () => {
      connection += 1
      running = null
      inHandshake = null
      greeted(offline)
      skipPause?.()
    },
  }
}

import { type Answer, type Command, type ErrorCode, errors, type Transport } from '@bijpraat/contract'
import type { Limits } from '../platform/limits.ts'
import { Refusal } from '../refusal.ts'
import type { Actor, ChannelFacts } from '../rights/rights.ts'
import { type Call, recordedIn, type Served, saidBy } from './serve.ts'

/** Who asks, over what. `identify` reads the database at each command: rights are never remembered (W4). */
export type Caller = Pick<Call<Command>, 'ip' | 'userAgent' | 'cookie' | 'connection'> & {
  transport: Transport
  identify: () => Promise<Actor | null>
}

export type Runner = {
  commands: ReadonlyMap<string, Served>
  /** Validate, limit, allow, run. Never throws: every fault becomes an answer, here and only here. */
  run: (name: string, input: unknown, caller: Caller) => Promise<Answer<unknown>>
}

type RunnerParts = {
  served: readonly Served[]
  limits: Limits
  factsOf: (channelId: string) => Promise<ChannelFacts | null>
  /** What was done under a command's id (L4). */
  done: (key: {
    channelId: string
    authorId: string
    commandId: string
    said: unknown
  }) => Promise<{ result: unknown } | undefined>
  onFault: (command: string, error: unknown) => void
  onAnswer: (command: string, code: 'ok' | ErrorCode, ms: number) => void
  /** Faults of storage that pass. */
  isPassingFault: (error: unknown) => boolean
}

export const createRunner = (parts: RunnerParts): Runner => {
  const commands = new Map(parts.served.map((served) => [served.command.name, served]))

  const attempt = async (name: string, raw: unknown, caller: Caller): Promise<unknown> => {
    const served = commands.get(name)
    if (!served?.command.transports.includes(caller.transport)) throw new Refusal('unknown_command')
    const { command } = served
    const parsed = command.input.safeParse(raw)
    if (!parsed.success) throw new Refusal('invalid_input', fieldOf(parsed.error.issues))
    const input = parsed.data

    const { channelId } = input as { channelId?: string }
    // Asked side by side: it is one question to the database.
    const [actor, channel] = await Promise.all([
      caller.identify(),
      channelId === undefined ? null : parts.factsOf(channelId),
    ])
    const waitMs = await parts.limits.take(
      `${name}:${actor ? `p.${actor.personId}` : `a.${caller.ip}`}`,
      command.rate.limit,
      command.rate.perSeconds,
    )
    if (waitMs > 0) throw new Refusal('rate_limited', { retryAfterMs: waitMs })

    const { ip, userAgent, cookie, connection } = caller
    const call: Call<Command> = { actor, input, channel, ip, userAgent, cookie, connection }
    const verdict = served.policy(call)
    if (verdict === 'ok') return served.run(call)
    // A retry of what was done gets its first result, also when the right is gone by now (W4).
    const before =
      actor && command.effect === 'change' ? await parts.done(keyOf(served, call, actor)) : undefined
    if (before) return before.result
    throw new Refusal(actor === null && verdict === 'forbidden' ? 'not_signed_in' : verdict)
  }

  return {
    commands,
    run: async (name, input, caller) => {
      const startedAt = performance.now()
      const answer = await attempt(name, input, caller).then(
        (data): Answer<unknown> => ({ ok: true, data }),
        (error: unknown) => refusalOf(name, error),
      )
      parts.onAnswer(
        commands.has(name) ? name : 'unknown',
        answer.ok ? 'ok' : answer.code,
        performance.now() - startedAt,
      )
      return answer
    },
  }

  function refusalOf(name: string, error: unknown): Answer<never> {
    if (error instanceof Refusal) {
      return {
        ok: false,
        code: error.code,
        ...(error.field === undefined ? {} : { field: error.field }),
        ...(error.retryAfterMs === undefined ? {} : { retryAfterMs: Math.ceil(error.retryAfterMs) }),
      }
    }
    parts.onFault(name, error)
    return { ok: false, code: parts.isPassingFault(error) ? 'unavailable' : 'internal' }
  }
}

const keyOf = (served: Served, call: Call<Command>, actor: Actor) => ({
  channelId: recordedIn(served, call),
  authorId: actor.personId,
  commandId: (call.input as { commandId: string }).commandId,
  said: saidBy(served.command, call.input),
})

/** Where the input is wrong, as a path of our own field names; never what was given. */
const fieldOf = (issues: readonly { path: readonly PropertyKey[] }[]) => {
  const path = issues[0]?.path.filter((part) => typeof part !== 'symbol').join('.')
  return path ? { field: path.slice(0, 100) } : {}
}

export const httpStatusOf = (answer: Answer<unknown>): number => (answer.ok ? 200 : errors[answer.code].http)

import type { Command, InputOf, OutputOf } from '@bijpraat/contract'
import { offline } from './answers.ts'
import type { Ask, CallAnswer } from './ports.ts'

const timeoutMs = 10_000

/** Asks typed questions: over the socket where the command is served there, else over HTTP. */
export const createCaller =
  ({ socket, http }: { socket: Ask; http: Ask | undefined }) =>
  async <C extends Command>(
    command: C,
    input: InputOf<C>,
    waitMs = timeoutMs,
  ): Promise<CallAnswer<OutputOf<C>>> => {
    const over = command.transports.includes('socket') ? socket : http
    const answer = (await over?.(command.name, input, waitMs)) ?? offline
    if (!answer.ok) return answer
    const output = command.output.safeParse(answer.data)
    return output.success ? { ok: true, data: output.data as OutputOf<C> } : { ok: false, code: 'internal' }
  }

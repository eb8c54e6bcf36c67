import type { Command, InputOf, OutputOf } from '@bijpraat/contract'
import { offline } from './answers.ts'
import type { Ask, CallAnswer } from './ports.ts'

const timeoutMs = 10_000

/** Asks typed questions: over the socket, but over HTTP what is served there only, or comes compressed there. */
export const createCaller =
  ({ socket, http }: { socket: Ask; http: Ask | undefined }) =>
  async <C extends Command>(
    command: C,
    input: InputOf<C>,
    waitMs = timeoutMs,
  ): Promise<CallAnswer<OutputOf<C>>> => {
    const overHttp = !command.transports.includes('socket') || (command.large && http !== undefined)
    const over = overHttp ? http : socket
    return typed(command, (await over?.(command.name, input, waitMs)) ?? offline)
  }

/** An answer whose data is what the command says. */
export const typed = <C extends Command>(
  command: C,
  answer: CallAnswer<unknown>,
): CallAnswer<OutputOf<C>> => {
  if (!answer.ok) return answer
  const output = command.output.safeParse(answer.data)
  return output.success ? { ok: true, data: output.data as OutputOf<C> } : { ok: false, code: 'internal' }
}

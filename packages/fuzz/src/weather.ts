import type { CallAnswer, OpenSocket, SyncSocket } from '@bijpraat/client/src/sync/ports.ts'
import { resumed } from '@bijpraat/contract'
import type { Ledger } from './ledger.ts'
import type { Random } from './random.ts'

/** What goes wrong on a client's way to the server, beside the link itself; chances in [0, 1]. */
export type Weather = { loseRequest: number; loseAnswer: number }

export const fair: Weather = { loseRequest: 0, loseAnswer: 0 }

const offline = { ok: false, code: 'offline' } as const

type Parts = {
  open: OpenSocket
  weather: () => Weather
  random: Random
  ledger: Ledger
  personId: string
  /** Something of a channel was delivered. */
  onDelivery: (channelId: string) => void
}

/**
 * A socket that loses questions and answers. Nothing that is lost is waited for: the engine is told at some moment
 * that no answer came, often while the server is still at it, so that its retry meets the first try in flight.
 */
export const faultySocket =
  ({ open, weather, random, ledger, personId, onDelivery }: Parts): OpenSocket =>
  (listener) => {
    const inner = open({
      ...listener,
      broadcast: (name, payload) => {
        if (name === 'delivery') onDelivery((payload as { channelId: string }).channelId)
        if (name === resumed.name && isLost()) lose()
        else listener.broadcast(name, payload)
      },
    })

    const isLost = () => random.chance(weather().loseRequest) || random.chance(weather().loseAnswer)
    /** What the handshake asked has no answer on its connection any more. */
    const lose = () =>
      setTimeout(() => {
        inner.close()
        listener.closed()
      }, random.below(60))

    const ask: SyncSocket['ask'] = async (command, input, timeoutMs) => {
      const { loseRequest, loseAnswer } = weather()
      if (random.chance(loseRequest)) return later(offline, random)
      const answered = ledger.sent(personId, command, input)
      const asking = inner.ask(command, input, timeoutMs).then((answer) => {
        answered(answer.ok || answer.code !== 'offline' ? (answer as never) : null)
        return answer
      })
      return random.chance(loseAnswer) ? later(offline, random) : asking
    }
    return { ask, close: inner.close }
  }

const later = (answer: CallAnswer<never>, random: Random): Promise<CallAnswer<never>> =>
  new Promise((resolve) => setTimeout(() => resolve(answer), random.below(60)))

import type { Answer, Tried } from './end-state.ts'

/** All that was sent under command ids, and what came back, kept outside the product. */
export type Ledger = {
  /** A client took a command into its outbox. */
  gave: (client: string, personId: string, command: string, commandId: string) => void
  /** Something is sent; the result takes its answer. Commands without an id are not kept. */
  sent: (personId: string, command: string, input: unknown) => (answer: Answer) => void
  /** It had failed for good when it was thrown away. */
  refuse: (commandId: string) => void
  /** Whether it is done may depend on when exactly its device died, or its person signed out. */
  letGo: (commandId: string) => void
  /** The same for all that a client gave and that nobody acknowledged yet. */
  letGoOf: (client: string) => void
  all: () => Tried[]
  /** Answers that say that the server has a fault. */
  faults: string[]
}

export const createLedger = (): Ledger => {
  const entries = new Map<string, Tried>()
  const faults: string[] = []

  const entryOf = (commandId: string, made: Pick<Tried, 'personId' | 'command' | 'client'>): Tried => {
    const known = entries.get(commandId)
    if (known) return known
    const entry: Tried = { commandId, ...made, tries: [], refused: false, letGo: false }
    entries.set(commandId, entry)
    return entry
  }

  return {
    gave: (client, personId, command, commandId) => void entryOf(commandId, { personId, command, client }),
    sent: (personId, command, raw) => {
      const input = raw as Record<string, unknown>
      const commandId = input.commandId
      const tried = { input, answer: null as Answer }
      if (typeof commandId === 'string') {
        entryOf(commandId, { personId, command, client: null }).tries.push(tried)
      }
      return (answer) => {
        tried.answer = answer
        if (answer?.ok === false && answer.code === 'internal')
          faults.push(`${command} met a fault of the server`)
      }
    },
    refuse: (commandId) => {
      const entry = entries.get(commandId)
      if (entry) entry.refused = true
    },
    letGo: (commandId) => {
      const entry = entries.get(commandId)
      if (entry) entry.letGo = true
    },
    letGoOf: (client) => {
      for (const entry of entries.values()) {
        if (entry.client === client && !entry.tries.some(({ answer }) => answer?.ok)) entry.letGo = true
      }
    },
    all: () => structuredClone([...entries.values()]),
    faults,
  }
}

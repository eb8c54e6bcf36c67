import type { Command } from '@bijpraat/contract'
import type { OutboxEntry } from '../replica/replica.ts'

/** What waited this long says when it was written. */
const saysWhenMs = 2 * 60_000

type Writing = {
  commandId: string
  personId: string | undefined
  input: Record<string, unknown>
  now: number
}

/**
 * An entry for the outbox. The input is put into the command's own form first, so that the screen shows what the
 * server will keep; what does not fit fails at once, with its text still there to be copied.
 */
export const newEntry = (command: Command, { commandId, personId, input, now }: Writing): OutboxEntry => {
  const parsed = command.input.safeParse({ ...input, commandId })
  const channelId = typeof input.channelId === 'string' ? input.channelId : ''
  const entry = { commandId, personId: personId ?? '', command: command.name, channelId, writtenAt: now }
  if (personId === undefined || !parsed.success) {
    const code = parsed.success ? 'not_signed_in' : 'invalid_input'
    return { ...entry, input: { ...input, commandId }, state: 'failed', code, settled: false }
  }
  const saysWhen = 'writtenAt' in command.input.shape
  return { ...entry, input: parsed.data, state: 'waiting', settled: false, ...(saysWhen ? { saysWhen } : {}) }
}

/** Still to be sent, or on its way. */
export const isOwed = (entry: OutboxEntry): boolean => entry.state === 'waiting' || entry.state === 'sending'

export const toWaiting = ({ code: _, rev: __, ...entry }: OutboxEntry): OutboxEntry => ({
  ...entry,
  state: 'waiting',
})

/** Decides, once and for ever, what goes under this id. */
export const toSettled = (entry: OutboxEntry, now: number): OutboxEntry => {
  if (entry.settled) return entry
  const late = entry.saysWhen === true && now - entry.writtenAt > saysWhenMs
  const input = late ? { ...entry.input, writtenAt: entry.writtenAt } : entry.input
  return { ...entry, input, settled: true }
}

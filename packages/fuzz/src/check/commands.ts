import { type Check, type EndState, type RecordDocument, recordsOf, type Tried } from '../end-state.ts'
import { fingerprintOf, inputOf, isSame, keyOf, triedByKey, triedKey } from './said.ts'

/** Codes after which the same command may still succeed unchanged. */
const passing = new Set(['not_signed_in', 'rate_limited', 'unavailable', 'internal', 'client_too_old'])

/** Exactly once (L4): what was acknowledged is done once, what was refused for good is not done. */
export const checkCommands: Check = (state) => {
  const records = new Map<string, RecordDocument[]>()
  for (const record of recordsOf(state.database)) {
    records.set(keyOf(record), [...(records.get(keyOf(record)) ?? []), record])
  }
  const found = state.commands.flatMap((tried) => {
    const name = `${tried.command} ${tried.commandId} of ${tried.client ?? 'nobody’s outbox'}`
    return checkOne(state, tried, records.get(triedKey(tried)) ?? []).map((what) => `${name}: ${what}`)
  })
  return [...found, ...fromNowhere(state)]
}

const checkOne = (state: EndState, tried: Tried, records: RecordDocument[]): string[] => {
  const [record] = records
  if (records.length > 1) return ['done twice']
  const answers = tried.tries.flatMap(({ answer }) => answer ?? [])
  const done = answers.filter((answer) => answer.ok)
  const found: string[] = []
  if (record === undefined) {
    if (done.length > 0) found.push('acknowledged, but not there')
    if (tried.client !== null && !isExcused(state, tried)) found.push('left the outbox, but is not there')
    return found
  }
  const input = inputOf(tried, record)
  if (input === undefined) found.push('another content was done than was sent')
  for (const { data } of done) {
    if (!isAnswerOf(data, record))
      found.push(`answered ${JSON.stringify(data)}, recorded ${JSON.stringify(record.result)}`)
  }
  for (const { input: sent, answer } of tried.tries) {
    if (answer?.ok && fingerprintOf(tried.command, sent) !== record.fingerprint) {
      found.push('acknowledged for another content than was done')
    }
  }
  if (tried.client !== null) found.push(...toldRefused(state, tried, done.length > 0))
  return found
}

/** What is done was not refused at last, neither by the server nor on the screen. */
const toldRefused = (state: EndState, tried: Tried, isDone: boolean): string[] => {
  const found: string[] = []
  // A refusal may be tried again; of a last try without an answer nothing is known.
  const last = tried.tries.at(-1)?.answer
  if (last && !last.ok && !passing.has(last.code) && !isDone) found.push(`refused (${last.code}), but done`)
  if (tried.refused) found.push('thrown away as failed, but done')
  const entry = entryOf(state, tried)
  if (entry?.state === 'failed') found.push(`shown as failed (${entry.code}), but done`)
  return found
}

const entryOf = (state: EndState, { client, commandId }: Tried) =>
  state.clients.find(({ name }) => name === client)?.outbox.find((entry) => entry.commandId === commandId)

/** Not done, and rightly so: it says that it failed, or nobody could keep it. */
const isExcused = (state: EndState, tried: Tried): boolean =>
  tried.letGo || tried.refused || entryOf(state, tried)?.state === 'failed'

/** A channel that is created answers with its id alone. */
const isAnswerOf = (data: unknown, { result }: RecordDocument): boolean => isSame(data, result)

/** What is recorded was asked for: by a client, by the town's founding, or by what follows the log. */
const fromNowhere = (state: EndState): string[] => {
  const asked = triedByKey(state)
  const before = new Set(recordsOf(state.start).map(({ _id }) => _id))
  return recordsOf(state.database)
    .filter((record) => !before.has(record._id) && !asked.has(keyOf(record)))
    .filter(({ _id, channelId }) => !_id.startsWith(`${channelId}/c/shares/`) && !channelId.startsWith('me.'))
    .map(({ _id }) => `${_id} was asked by nobody`)
}

import { createHash } from 'node:crypto'
import type { EndState, RecordDocument, Tried } from '../end-state.ts'

/** JSON in which the order of keys does not matter. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'object' && inner !== null && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  ) ?? ''

export const isSame = (a: unknown, b: unknown): boolean => canonical(a) === canonical(b)

/** What a record must hold if it is of this command with this input. */
export const fingerprintOf = (command: string, input: unknown): string =>
  createHash('sha256').update(canonical({ command, input })).digest('base64url')

/** The author and the command's id, of a record's `channelId/c/author/commandId`. */
export const keyOf = ({ _id, channelId }: RecordDocument): string => _id.slice(`${channelId}/c/`.length)

/** Under what a command of the clients is recorded. */
export const triedKey = ({ personId, commandId }: Tried): string => `${personId}/${commandId}`

export const triedByKey = ({ commands }: EndState): Map<string, Tried> =>
  new Map(commands.map((tried) => [triedKey(tried), tried]))

/** Of all that was tried under an id, the input that was carried out. */
export const inputOf = (tried: Tried, record: RecordDocument): Record<string, unknown> | undefined =>
  tried.tries.find(({ input }) => fingerprintOf(tried.command, input) === record.fingerprint)?.input

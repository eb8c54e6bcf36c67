import { maxMentions, maxMessageLength, mentionsIn, text } from '@bijpraat/contract'
import { withoutUnmeant } from '../../ports/without-unmeant.ts'

export type Written =
  | { state: 'empty' }
  | { state: 'good'; text: string }
  | { state: 'tooLong' }
  | { state: 'callsTooMany' }
  /** Has characters that cannot be shown. */
  | { state: 'unfit' }

const message = text(maxMessageLength)

/** What someone wrote, as it may be sent. */
export const written = (value: string): Written => {
  const cleaned = withoutUnmeant(value)
  if (cleaned.trim() === '') return { state: 'empty' }
  if (mentionsIn(cleaned).length > maxMentions) return { state: 'callsTooMany' }
  const parsed = message.safeParse(cleaned)
  if (parsed.success) return { state: 'good', text: parsed.data }
  return { state: cleaned.trim().length > maxMessageLength ? 'tooLong' : 'unfit' }
}

// From here on it helps to see how much is left.
const nearLimit = 400

/** Characters left, negative when over; null while the limit is far. */
export const charactersLeft = (value: string): number | null => {
  const left = maxMessageLength - value.trim().length
  return left <= nearLimit ? left : null
}

import type { TimelineRow } from '../../replica/timeline.ts'
import type { CallCode } from '../../sync/ports.ts'

/** What is to be said under an item about its way to the server. */
export type RowState =
  | { state: 'quiet' }
  /** Mine and confirmed. */
  | { state: 'sent' }
  | { state: 'sending' | 'waiting'; what: 'item' | 'change' }
  | { state: 'failed'; what: 'item' | 'change'; code: CallCode; commandId: string }

/** An item that has no place in the log yet is itself on its way; else what is on its way is a change of it. */
export const rowState = ({ item, entries }: TimelineRow, mine: boolean): RowState => {
  const what = item.seq === 0 ? 'item' : 'change'
  const failed = entries.find((entry) => entry.state === 'failed')
  if (failed) return { state: 'failed', what, code: failed.code ?? 'internal', commandId: failed.commandId }
  const owed =
    entries.find((entry) => entry.state === 'waiting') ?? entries.find((entry) => entry.state === 'sending')
  if (owed) return { state: owed.state === 'waiting' ? 'waiting' : 'sending', what }
  return { state: mine ? 'sent' : 'quiet' }
}

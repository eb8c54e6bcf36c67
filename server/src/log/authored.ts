import type { Changed } from '@bijpraat/contract'
import type { StoredItem } from './model.ts'

/** What an acknowledgement says of the item that a command created or changed. */
export const changedBy = ({ id, rev, seq }: StoredItem): Changed => ({ itemId: id, rev, seq })

/** Less than this between writing and storing is not worth telling. */
const worthTellingMs = 60_000

/** When something was written, if that was well before now; a clock that runs ahead is not believed. */
export const writtenBefore = (writtenAt: number | undefined, now: number): number | undefined =>
  writtenAt !== undefined && now - writtenAt > worthTellingMs ? writtenAt : undefined

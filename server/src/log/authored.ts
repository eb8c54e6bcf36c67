import { isDeepStrictEqual } from 'node:util'
import { type Changed, mostVersions } from '@bijpraat/contract'
import type { Amendment, StoredItem } from './model.ts'

/** What an acknowledgement says of the item that a command created or changed. */
export const changedBy = ({ id, rev, seq }: StoredItem): Changed => ({ itemId: id, rev, seq })

/** Less than this between writing and storing is not worth telling. */
const worthTellingMs = 60_000

/** When something was written, if that was well before now; a clock that runs ahead is not believed. */
export const writtenBefore = (writtenAt: number | undefined, now: number): number | undefined =>
  writtenAt !== undefined && now - writtenAt > worthTellingMs ? writtenAt : undefined

/** A change of what an official item says: what it said until now is kept beside it. */
export const rewritten = (item: StoredItem, content: unknown, now: number): Amendment => {
  const { versions = [], editedAt, createdAt } = item
  if (isDeepStrictEqual(content, item.content)) return { content, editedAt: now }
  const before = { content: item.content, at: editedAt ?? createdAt }
  return { content, editedAt: now, versions: [...versions, before].slice(-mostVersions) }
}

import type { CalledSince, StoredItem } from './model.ts'

/**
 * Since which change an item calls whom it called not from its beginning. What comes back with an item that was deleted
 * calls nobody anew.
 */
export const calledSince = (
  before: StoredItem,
  addresses: readonly string[] | undefined,
  change: { rev: number; at: number },
): CalledSince | undefined => {
  const { addresses: called = [], calledSince: since = {}, deletedAt } = before
  if (deletedAt !== undefined) return undefined
  const now = (addresses ?? []).flatMap((address) => {
    const known = called.includes(address) ? since[address] : change
    return known ? [[address, known] as const] : []
  })
  return now.length > 0 ? Object.fromEntries(now) : undefined
}

/** Whom an item calls by what changed after a rev, and since when; an item that is new then calls all of them. */
export const calledAfter = (
  { seq, createdAt, addresses = [], calledSince = {} }: StoredItem,
  rev: number,
): { addresses: readonly string[]; at: number } => {
  if (seq > rev) return { addresses, at: createdAt }
  const newly = Object.entries(calledSince).filter(([, since]) => since.rev > rev)
  return {
    addresses: newly.map(([address]) => address),
    at: Math.max(createdAt, ...newly.map(([, { at }]) => at)),
  }
}

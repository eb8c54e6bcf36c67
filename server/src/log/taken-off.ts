import { type Kinds, mayAlsoStand } from './kinds.ts'
import type { Amendment, Draft, Removed, StoredItem } from './model.ts'

/** What an item is without what it said, whether it was deleted or hidden. */
export const nothingLeft = {
  content: null,
  standing: undefined,
  addresses: undefined,
  reactions: undefined,
  versions: undefined,
} as const satisfies Amendment

/** What that takes off, to be given back. */
export const takenOff = (
  { content, reactions, standing, addresses, versions }: StoredItem,
  by: string,
): Removed => ({
  content,
  by,
  ...(versions ? { versions } : {}),
  ...(addresses ? { addresses } : {}),
  ...(reactions ? { reactions } : {}),
  ...(standing ? { standing } : {}),
})

/** Gives it back, in a change that asks what stands: others may have taken its place, then it does not stand. */
export const givenBack = (
  kinds: Kinds,
  kind: string,
  taken: Removed | undefined,
  draft: Draft,
): Amendment => {
  const { content, standing: stood, addresses, reactions, versions } = taken ?? { content: null }
  const known = kinds.get(kind)
  const standing = stood && known && mayAlsoStand(known, draft) ? stood : undefined
  return {
    content,
    standing,
    addresses,
    reactions,
    versions,
    deletedAt: undefined,
    removed: undefined,
    hidden: undefined,
  }
}

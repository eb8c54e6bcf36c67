import { directoryId, type PersonContent, person } from '@bijpraat/contract'
import { isOf } from '../replica/folds.ts'
import type { ChannelCopy, ReplicaState } from '../replica/replica.ts'

export type DirectoryEntry = { readonly personId: string; readonly card: PersonContent }

const nobody: readonly DirectoryEntry[] = []
const directories = new WeakMap<ChannelCopy['items'], readonly DirectoryEntry[]>()

/** Everyone in the directory who is still there, by name. The same array while the directory is the same. */
export const everyone = (state: ReplicaState): readonly DirectoryEntry[] => {
  const items = state.channels.get(directoryId)?.items
  if (items === undefined) return nobody
  const known = directories.get(items)
  if (known !== undefined) return known
  const entries: DirectoryEntry[] = []
  for (const item of items.values())
    if (isOf(item, person) && !item.content.gone) entries.push({ personId: item.id, card: item.content })
  entries.sort((a, b) => a.card.name.localeCompare(b.card.name))
  directories.set(items, entries)
  return entries
}

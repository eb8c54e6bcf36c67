import type { ChannelCopy, HeldItem, ReplicaState } from './replica.ts'

const nothing: readonly HeldItem[] = []
const known = new WeakMap<ChannelCopy['items'], ReadonlyMap<string, readonly HeldItem[]>>()

const fromOf = ({ content }: HeldItem): string | null => {
  const from = (content as { fromId?: unknown } | null)?.fromId
  return typeof from === 'string' ? from : null
}

const byOrigin = (items: ChannelCopy['items']): ReadonlyMap<string, readonly HeldItem[]> => {
  const made = new Map<string, HeldItem[]>()
  for (const item of items.values()) {
    const from = fromOf(item)
    if (from !== null) made.set(from, [...(made.get(from) ?? []), item])
  }
  return made
}

/**
 * What was made from an item: what comes later in a channel is held wherever the item itself shows. The same array while
 * the copy is the same.
 */
export const madeFrom = (state: ReplicaState, channelId: string, itemId: string): readonly HeldItem[] => {
  const items = state.channels.get(channelId)?.items
  if (items === undefined) return nothing
  const made = known.get(items) ?? byOrigin(items)
  known.set(items, made)
  return made.get(itemId) ?? nothing
}

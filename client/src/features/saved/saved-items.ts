import { personalId, saved, savedItemId, saveItem } from '@bijpraat/contract'
import { type Home, isOf } from '../../replica/folds.ts'
import type { ChannelCopy, OutboxEntry, ReplicaState } from '../../replica/replica.ts'

export type SavedRef = Home & { readonly at: number }

const none: readonly SavedRef[] = []
const built = new WeakMap<ChannelCopy, { outbox: readonly OutboxEntry[]; list: readonly SavedRef[] }>()

const isSaving = ({ command, state }: OutboxEntry) => command === saveItem.name && state !== 'failed'

const build = (copy: ChannelCopy, outbox: readonly OutboxEntry[]): SavedRef[] => {
  const refs = new Map<string, SavedRef>()
  for (const item of copy.items.values()) {
    if (isOf(item, saved) && item.content.on) refs.set(item.id, item.content)
  }
  // What is on its way lies over what the log has.
  for (const { input, writtenAt } of outbox.filter(isSaving)) {
    const { channelId, itemId, on } = input as Home & { on: boolean }
    const key = savedItemId(channelId, itemId)
    if (on) refs.set(key, { channelId, itemId, at: refs.get(key)?.at ?? writtenAt })
    else refs.delete(key)
  }
  return [...refs.values()].sort((a, b) => b.at - a.at)
}

/** What this person saved, newest first. The same array while nothing in it can have changed. */
export const savedBy = ({ me, channels, outbox }: ReplicaState): readonly SavedRef[] => {
  const copy = me ? channels.get(personalId(me.personId)) : undefined
  if (copy === undefined) return none
  const known = built.get(copy)
  if (known?.outbox === outbox) return known.list
  const list = build(copy, outbox)
  built.set(copy, { outbox, list })
  return list
}

export const isSaved = (state: ReplicaState, { channelId, itemId }: Home): boolean =>
  savedBy(state).some((ref) => ref.channelId === channelId && ref.itemId === itemId)

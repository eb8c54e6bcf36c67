import {
  type ChannelContent,
  channelItem,
  channelItemId,
  directoryId,
  type PersonContent,
  person,
} from '@bijpraat/contract'
import { isOf } from './folds.ts'
import type { ChannelCopy, OutboxEntry, ReplicaState } from './replica.ts'

/** What a channel says of itself; undefined when it is not held. */
export const channelContent = (state: ReplicaState, channelId: string): ChannelContent | undefined => {
  const item = state.channels.get(channelId)?.items.get(channelItemId)
  return isOf(item, channelItem) ? item.content : undefined
}

/** A person's card; undefined while it is not known. */
export const personById = (state: ReplicaState, personId: string): PersonContent | undefined => {
  const item = state.channels.get(directoryId)?.items.get(personId)
  return isOf(item, person) ? item.content : undefined
}

/** Neither this device nor the server has said yet who this is and what there is to show. */
export const isComing = ({ me, channels }: ReplicaState): boolean =>
  me === undefined || (me !== null && !channels.has(directoryId))

/** A channel that people talk in, as lists show it. */
export type ChannelEntry = {
  readonly channelId: string
  readonly content: ChannelContent
  readonly copy: ChannelCopy
}

const lists = new WeakMap<ReplicaState['channels'], readonly ChannelEntry[]>()

/** Channels that this device follows as mine (the directory and what is private are not among them), by name. */
export const myChannels = (state: ReplicaState): readonly ChannelEntry[] => {
  const known = lists.get(state.channels)
  if (known !== undefined) return known
  const list: ChannelEntry[] = []
  for (const copy of state.channels.values()) {
    const content = channelContent(state, copy.channelId)
    if (content !== undefined && !copy.followed) list.push({ channelId: copy.channelId, content, copy })
  }
  list.sort((a, b) => a.content.name.localeCompare(b.content.name))
  lists.set(state.channels, list)
  return list
}

/** What failed of one channel, to try again or to copy its text; also when the channel itself is gone. New array. */
export const failedIn = (state: ReplicaState, channelId: string): OutboxEntry[] =>
  state.outbox.filter((entry) => entry.channelId === channelId && entry.state === 'failed')

import { countsAsUnread } from './folds.ts'
import type { HeldItem, ReplicaState } from './replica.ts'
import { channelContent } from './selectors.ts'

/** By which addresses an item of a channel of mine calls me. */
const callsOf = (state: ReplicaState, channelId: string): string[] => {
  const { me } = state
  if (!me) return []
  const villageIds = channelContent(state, channelId)?.villageIds ?? []
  const moderates =
    me.role === 'admin' || ['all', channelId, ...villageIds].some((scope) => me.moderatorOf.includes(scope))
  return [
    me.personId,
    'everyone',
    ...(me.role === 'villager' ? [] : ['officials']),
    ...(moderates ? ['moderators'] : []),
  ]
}

/** Whether an item of others calls me, and is there. */
export const callsMe = (state: ReplicaState, channelId: string, item: HeldItem): boolean =>
  item.addresses !== undefined &&
  countsAsUnread(item) &&
  item.authorId !== state.me?.personId &&
  callsOf(state, channelId).some((call) => item.addresses?.includes(call))

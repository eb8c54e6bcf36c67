import { paths } from '../ports/paths.ts'
import { isChannelMuted } from '../replica/muted.ts'
import type { ReplicaState } from '../replica/replica.ts'
import { myChannels } from '../replica/selectors.ts'
import { unreadOf } from '../replica/unread.ts'

/** The next channel with something new, in the order of the list, from the one that is open and round. */
export const nextUnread = (state: ReplicaState, path: string): string | null => {
  const list = myChannels(state)
  const at = list.findIndex(({ channelId }) => `${path}/`.startsWith(`${paths.channel(channelId)}/`))
  const round = [...list.slice(at + 1), ...list.slice(0, Math.max(at, 0))]
  const found = round.find(
    ({ channelId }) => unreadOf(state, channelId).count > 0 && !isChannelMuted(state, channelId),
  )
  return found?.channelId ?? null
}

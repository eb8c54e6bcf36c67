import { useEffect, useState } from 'react'
import { useReplica, useReplicaView } from '../../ports/session.tsx'
import { readPosition } from '../../replica/unread.ts'
import type { NewRange } from './lines.ts'

/**
 * What was unread when the channel was opened, fixed while it is open. A kept copy is caught up first: until the
 * first moment of being live, what arrives is still what was missed. `caughtUp` from then on.
 */
export const useNewRange = (channelId: string): { newRange: NewRange | null; caughtUp: boolean } => {
  const view = useReplicaView()
  const [after] = useState(() => readPosition(view.getState(), channelId))
  // Where one only looks in, nothing counts as read or not.
  const mine = useReplica((state) => Boolean(state.me) && state.channels.get(channelId)?.followed === false)
  const live = useReplica((state) => state.connection === 'live')
  const cursor = useReplica((state) => state.channels.get(channelId)?.cursor ?? 0)
  const [upTo, setUpTo] = useState<number | null>(null)
  useEffect(() => {
    if (live && upTo === null) setUpTo(cursor)
  }, [live, upTo, cursor])
  const end = upTo ?? cursor
  return { newRange: mine && end > after ? { after, upTo: end } : null, caughtUp: upTo !== null }
}

import type { ChannelContent } from '@bijpraat/contract'
import { useEffect, useState } from 'react'
import { useEngine, useMe, useReplica } from '../../ports/session.tsx'
import type { ChannelCopy } from '../../replica/replica.ts'
import { channelContent } from '../../replica/selectors.ts'

export type OpenedChannel =
  | { state: 'here'; channelId: string; copy: ChannelCopy; content: ChannelContent }
  /** It may come: once it is known who is signed in, or once there is a connection. */
  | { state: 'coming'; offline: boolean }
  | { state: 'gone' }

/** A channel to look at. One that is not mine is followed for as long as it is looked at. */
export const useChannel = (channelId: string): OpenedChannel => {
  const engine = useEngine()
  const known = useMe() !== undefined
  const copy = useReplica((state) => state.channels.get(channelId))
  const content = useReplica((state) => channelContent(state, channelId))
  const offline = useReplica((state) => state.connection === 'offline')
  const own = useReplica((state) => state.channels.get(channelId)?.followed === false)
  const [gone, setGone] = useState(false)
  useEffect(() => {
    setGone(false)
    if (!known || own) return
    let looking = true
    const look = async () => {
      const outcome = await engine.follow(channelId)
      if (looking) setGone(outcome === 'gone')
    }
    void look()
    return () => {
      looking = false
      engine.unfollow(channelId)
    }
  }, [engine, channelId, known, own])
  if (copy && content) return { state: 'here', channelId, copy, content }
  return gone ? { state: 'gone' } : { state: 'coming', offline }
}

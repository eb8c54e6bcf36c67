import { useEffect } from 'react'
import { useEngine } from '../../ports/session.tsx'
import { useSeen } from './seen.ts'

/** While this channel is on screen others may see that, unless this person wants not to be seen. */
export const usePresent = (channelId: string, isMember: boolean): void => {
  const { presence } = useEngine()
  const seen = useSeen()
  useEffect(() => {
    if (!isMember || !seen) return
    presence.open(channelId)
    return () => presence.open(null)
  }, [presence, channelId, isMember, seen])
}

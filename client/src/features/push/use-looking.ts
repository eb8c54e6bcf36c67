import { lookingHoldsMs, sayLooking } from '@bijpraat/contract'
import { useEffect } from 'react'
import { useEngine, useReplica } from '../../ports/session.tsx'
import { useWantsPush } from './use-push.ts'

/** Said anew well before it would be forgotten. */
const repeatMs = lookingHoldsMs * 0.4

/** While a channel is on the screen of a device that is told things, it need not be told what is written there. */
export const useLooking = (channelId: string): void => {
  const engine = useEngine()
  const wanted = useWantsPush()
  const live = useReplica((state) => state.connection === 'live')
  useEffect(() => {
    if (!wanted || !live) return
    const say = (on: boolean) => void engine.call(sayLooking, { channelId, on })
    const isVisible = () => document.visibilityState === 'visible'
    const repeat = () => {
      if (isVisible()) say(true)
    }
    const turn = () => say(isVisible())
    repeat()
    const timer = setInterval(repeat, repeatMs)
    document.addEventListener('visibilitychange', turn)
    return () => {
      clearInterval(timer)
      document.removeEventListener('visibilitychange', turn)
      if (isVisible()) say(false)
    }
  }, [engine, channelId, wanted, live])
}

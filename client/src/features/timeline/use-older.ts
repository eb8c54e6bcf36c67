import { useCallback, useEffect, useRef, useState } from 'react'
import { useEngine } from '../../ports/session.tsx'

export type OlderState = 'idle' | 'loading' | 'offline'

/** What was refused, as for asking too often, may be given a moment later. */
const refusedPauseMs = 1_000

const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))

/** Loads history below what is loaded, one page at a time. A new connection is a new chance. */
export const useOlder = (channelId: string, live: boolean) => {
  const engine = useEngine()
  const [state, setState] = useState<OlderState>('idle')
  const under = useRef(false)
  useEffect(() => {
    if (live) setState((before) => (before === 'offline' ? 'idle' : before))
  }, [live])
  const load = useCallback(async () => {
    if (under.current) return
    under.current = true
    setState('loading')
    const outcome = await engine.loadOlder(channelId)
    if (outcome === 'refused') await pause(refusedPauseMs)
    under.current = false
    setState(outcome === 'offline' ? 'offline' : 'idle')
  }, [engine, channelId])
  return { state, load }
}

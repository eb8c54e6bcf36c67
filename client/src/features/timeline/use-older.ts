import { useCallback, useRef, useState } from 'react'
import { useEngine } from '../../ports/session.tsx'

export type OlderState = 'idle' | 'loading' | 'offline'

/** Loads history below what is loaded, one page at a time. */
export const useOlder = (channelId: string) => {
  const engine = useEngine()
  const [state, setState] = useState<OlderState>('idle')
  const under = useRef(false)
  const load = useCallback(async () => {
    if (under.current) return
    under.current = true
    setState('loading')
    const outcome = await engine.loadOlder(channelId)
    under.current = false
    setState(outcome === 'loaded' || outcome === 'start' ? 'idle' : 'offline')
  }, [engine, channelId])
  return { state, load }
}

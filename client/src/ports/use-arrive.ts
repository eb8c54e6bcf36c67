import { useCallback } from 'react'
import { useLocation } from 'wouter'
import { useEngine } from './session.tsx'

/** What one comes to a page for. */
export type Intent = { write?: boolean }

export const comesToWrite = (): boolean => {
  const state: unknown = history.state
  return typeof state === 'object' && state !== null && 'write' in state && state.write === true
}

/** After coming in on this device: connects as who one now is, and goes on to the page that was meant. */
export const useArrive = () => {
  const engine = useEngine()
  const [, navigate] = useLocation()
  return useCallback(
    (goTo: string, intent: Intent = {}) => {
      engine.reconnect()
      // In place of the page of the way in, which going back should not show again.
      navigate(goTo, { replace: true, state: intent })
    },
    [engine, navigate],
  )
}

import { useCallback } from 'react'
import { useLocation } from 'wouter'
import { useEngine, useReplicaView } from './session.tsx'

/** What one comes to a page for. */
export type Intent = { write?: boolean }

export const comesToWrite = (): boolean => {
  const state: unknown = history.state
  return typeof state === 'object' && state !== null && 'write' in state && state.write === true
}

// Longer than connecting takes on a poor line; then the page that was meant says itself what is missing.
const patienceMs = 8000

/** After coming in on this device: connects as who one now is, then goes on to the page that was meant. */
export const useArrive = () => {
  const engine = useEngine()
  const replica = useReplicaView()
  const [, navigate] = useLocation()
  return useCallback(
    async (personId: string, goTo: string, intent: Intent = {}) => {
      const isIn = () => replica.getState().me?.personId === personId
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, patienceMs)
        const stop = replica.subscribe(() => {
          if (!isIn()) return
          clearTimeout(timer)
          stop()
          resolve()
        })
        engine.reconnect()
      })
      // In place of the page of the way in, which going back should not show again.
      navigate(goTo, { replace: true, state: intent })
    },
    [engine, replica, navigate],
  )
}

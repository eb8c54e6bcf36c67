import { useEffect } from 'react'
import { useLocation } from 'wouter'
import { useI18n } from '../../i18n/i18n.tsx'
import { useEngine, useMe, useReplica } from '../../ports/session.tsx'
import { signUp, usePushHere } from './use-push.ts'

/** Browsers lose subscriptions, and so may we: at each start what should be there is put there again. */
const useRepaired = () => {
  const engine = useEngine()
  const { language } = useI18n()
  const on = usePushHere() === 'on'
  const personId = useMe()?.personId
  const live = useReplica((state) => state.connection === 'live')
  const due = on && live && personId !== undefined
  useEffect(() => {
    if (due) void signUp(engine, language)
  }, [engine, language, due])
}

/** A notification that is pressed opens its page here, where the app is open already. */
const useOpened = () => {
  const [, navigate] = useLocation()
  useEffect(() => {
    const workers: ServiceWorkerContainer | undefined = navigator.serviceWorker
    const hear = ({ data, ports }: MessageEvent<{ open?: unknown } | null>) => {
      if (typeof data?.open !== 'string') return
      ports[0]?.postMessage('opened')
      navigate(data.open)
    }
    workers?.addEventListener('message', hear)
    return () => workers?.removeEventListener('message', hear)
  }, [navigate])
}

/** What keeps alerts working while the app is open. */
export const PushKept = () => {
  useRepaired()
  useOpened()
  return null
}

import { pushKey, subscribeToPush, unsubscribeFromPush } from '@bijpraat/contract'
import { useCallback, useState } from 'react'
import type { Language } from '../../i18n/dates.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { usePushTexts } from '../../i18n/push-texts.ts'
import { keepMine, useMine } from '../../ports/kept-here.ts'
import { type Refusal, refusalText } from '../../ports/refusal-text.ts'
import { useEngine } from '../../ports/session.tsx'
import type { Engine } from '../../sync/engine.ts'
import { type PushSupport, pushSupport, subscribeBrowser } from './browser-push.ts'
import { endPush } from './end-push.ts'

const wantedKey = 'push'

export type PushHere = PushSupport | 'on'

/** Whether this person wants to be told things on this device. */
export const useWantsPush = (): boolean => useMine(wantedKey) !== null

/** How it stands with alerts on this device. */
export const usePushHere = (): PushHere => {
  const wanted = useWantsPush()
  const support = pushSupport()
  return support === 'ready' && wanted ? 'on' : support
}

type Signed = { ok: true } | { ok: false; refusal: Refusal | null }

/** Tells the server where this browser is reached; also what it was told before, which may have been lost. */
export const signUp = async (engine: Engine, language: Language): Promise<Signed> => {
  const key = await engine.call(pushKey, {})
  if (!key.ok) return { ok: false, refusal: key }
  try {
    const keys = await subscribeBrowser(key.data.publicKey)
    const answer = await engine.call(subscribeToPush, { ...keys, language })
    return answer.ok ? { ok: true } : { ok: false, refusal: answer }
  } catch {
    return { ok: false, refusal: null }
  }
}

/** Turning alerts on and off, for buttons: only after a press may a browser ask its own question. */
export const usePushSwitch = () => {
  const { t, language } = useI18n()
  const texts = usePushTexts()
  const engine = useEngine()
  const [busy, setBusy] = useState(false)
  const [error, setError] = useState<string | null>(null)

  const turnOn = useCallback(async (): Promise<boolean> => {
    setBusy(true)
    setError(null)
    const permission = await Notification.requestPermission()
    const signed = permission === 'granted' ? await signUp(engine, language) : null
    setBusy(false)
    if (signed?.ok) keepMine(wantedKey, 'on')
    else if (signed) setError(signed.refusal ? refusalText(signed.refusal, t) : texts.failed)
    return signed?.ok ?? false
  }, [engine, language, t, texts])

  const turnOff = useCallback(async (): Promise<void> => {
    keepMine(wantedKey, null)
    await Promise.all([engine.call(unsubscribeFromPush, {}), endPush()])
  }, [engine])

  return { busy, error, turnOn, turnOff }
}

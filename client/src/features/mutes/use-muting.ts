import { mutePerson } from '@bijpraat/contract'
import { useCallback } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useEngine } from '../../ports/session.tsx'
import { useToast } from '../../ui/toasts.tsx'

/** Mutes a person, or hears them again, each with a way back. Goes by the outbox, so also offline. */
export const useMuting = () => {
  const t = useTexts()
  const engine = useEngine()
  const toast = useToast()
  return useCallback(
    (personId: string, on: boolean) => {
      const put = (on: boolean) => void engine.command(mutePerson, { personId, on })
      put(on)
      toast({
        text: on ? t.mute.personMuted : t.mute.personHeard,
        action: { label: t.common.undo, run: () => put(!on) },
      })
    },
    [t, engine, toast],
  )
}

import { saveItem } from '@bijpraat/contract'
import { useMemo } from 'react'
import { useTexts } from '../../i18n/i18n.tsx'
import { useEngine } from '../../ports/session.tsx'
import type { Home } from '../../replica/folds.ts'
import { useToast } from '../../ui/toasts.tsx'

/** Saves an item and takes it out again, each with a way back. Goes by the outbox, so also offline. */
export const useSaving = () => {
  const t = useTexts()
  const engine = useEngine()
  const toast = useToast()
  return useMemo(() => {
    const put = ({ channelId, itemId }: Home, on: boolean) =>
      void engine.command(saveItem, { channelId, itemId, on })
    return (home: Home, on: boolean) => {
      put(home, on)
      toast({
        text: on ? t.item.savedToast : t.item.unsavedToast,
        action: { label: t.common.undo, run: () => put(home, !on) },
      })
    }
  }, [t, engine, toast])
}

import { useCallback } from 'react'
import { useTexts } from '../i18n/i18n.tsx'
import { copyText } from '../ui/copy-text.ts'
import { canShareOut, type Outward, shareOut } from '../ui/share-out.ts'
import { useToast } from '../ui/toasts.tsx'

/** Copies text and says so. */
export const useCopy = () => {
  const t = useTexts()
  const toast = useToast()
  return useCallback(
    async (text: string) => toast({ text: (await copyText(text)) ? t.common.copied : t.common.notCopied }),
    [t, toast],
  )
}

/** Shares by the device's own way, or where that fails copies the link; null where the device has none. */
export const useShareOut = (): ((outward: Outward) => void) | null => {
  const copy = useCopy()
  const share = useCallback(
    async (outward: Outward) => {
      if ((await shareOut(outward)) === 'failed') await copy(outward.url)
    },
    [copy],
  )
  return canShareOut() ? (outward) => void share(outward) : null
}

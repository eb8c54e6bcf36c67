import { useLayoutEffect } from 'react'
import { isShortcut, takesText } from '../ui/keys.ts'
import type { Overlay } from './overlays.tsx'
import { hasQuestionKey } from './question-key.ts'

const overlayFor = (event: KeyboardEvent): Overlay | null => {
  if (isShortcut(event, 'k')) return 'switcher'
  return event.key === '?' && !takesText(event.target) && hasQuestionKey() ? 'shortcuts' : null
}

/** Keys that work on every page of the app. While something lies over the page they are left to that. */
export const useShortcuts = (open: (overlay: Overlay) => void, signedIn: boolean) => {
  // Before anything is seen: whoever sees the page may press at once.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const overlay = overlayFor(event)
      if (overlay === null || (overlay === 'switcher' && !signedIn)) return
      // The browser has something of its own for some of these keys.
      event.preventDefault()
      if (document.querySelector('dialog[open]') === null) open(overlay)
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [open, signedIn])
}

import { useEffect } from 'react'
import { isShortcut } from '../ui/keys.ts'
import type { Overlay } from './overlays.tsx'

/** Keys that work on every page of the app. While something lies over the page they are left to that. */
export const useShortcuts = (open: (overlay: Overlay) => void, signedIn: boolean) => {
  useEffect(() => {
    if (!signedIn) return
    const onKeyDown = (event: KeyboardEvent) => {
      if (!isShortcut(event, 'k')) return
      // The browser has something of its own for these keys.
      event.preventDefault()
      if (document.querySelector('dialog[open]') === null) open('switcher')
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [open, signedIn])
}

import { useLayoutEffect, useRef } from 'react'
import { useLocation } from 'wouter'
import { useTexts } from '../i18n/i18n.tsx'
import { hasLoneKeys, loneKeys } from '../ports/lone-keys.ts'
import { paths } from '../ports/paths.ts'
import { useReplicaView } from '../ports/session.tsx'
import { isLoneKey, isShortcut } from '../ui/keys.ts'
import { useToast } from '../ui/toasts.tsx'
import { nextUnread } from './next-unread.ts'
import type { Overlay } from './overlays.tsx'

/**
 * Keys that work on every page of the app. While something lies over the page they are left to that, and those
 * without Ctrl to whoever writes.
 */
export const useShortcuts = (open: (overlay: Overlay) => void, signedIn: boolean) => {
  const t = useTexts()
  const toast = useToast()
  const { getState } = useReplicaView()
  const [here, navigate] = useLocation()
  const actOf = (event: KeyboardEvent): (() => void) | null => {
    if (isShortcut(event, 'k')) return signedIn ? () => open('switcher') : null
    if (!isLoneKey(event) || !hasLoneKeys()) return null
    if (event.key === loneKeys.help) return () => open('shortcuts')
    if (!signedIn) return null
    switch (event.key.toLowerCase()) {
      case loneKeys.home:
        return () => navigate(paths.home)
      case loneKeys.saved:
        return () => navigate(paths.saved)
      case loneKeys.nextUnread: {
        const next = nextUnread(getState(), here)
        return () => (next === null ? toast({ text: t.home.caughtUp }) : navigate(paths.channel(next)))
      }
      default:
        return null
    }
  }
  const newest = useRef(actOf)
  newest.current = actOf
  // Before anything is seen: whoever sees the page may press at once.
  useLayoutEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      const act = newest.current(event)
      if (act === null) return
      // The browser has something of its own for some of these keys.
      event.preventDefault()
      if (document.querySelector('dialog[open]') === null) act()
    }
    window.addEventListener('keydown', onKeyDown)
    return () => window.removeEventListener('keydown', onKeyDown)
  }, [])
}

import { createContext, type ReactNode, useContext, useState } from 'react'
import { useMe } from '../ports/session.tsx'
import { NothingYet, part } from './part.tsx'
import { useShortcuts } from './use-shortcuts.ts'

/** What can be called up over any page of the app. */
export type Overlay = 'switcher' | 'shortcuts'

const OverlayContext = createContext<(overlay: Overlay) => void>(() => {})

export const useOverlay = () => useContext(OverlayContext)

const Switcher = part(async () => (await import('./switcher/switcher.tsx')).Switcher, NothingYet)
const ShortcutsSheet = part(async () => (await import('./shortcuts-sheet.tsx')).ShortcutsSheet, NothingYet)

export const Overlays = ({ children }: { children: ReactNode }) => {
  const [shown, setShown] = useState<Overlay | null>(null)
  const me = useMe()
  useShortcuts(setShown, Boolean(me))
  return (
    <OverlayContext value={setShown}>
      {children}
      {shown === 'switcher' ? <Switcher onClose={() => setShown(null)} /> : null}
      {shown === 'shortcuts' ? <ShortcutsSheet onClose={() => setShown(null)} /> : null}
    </OverlayContext>
  )
}

import { type ReactNode, useCallback, useState } from 'react'
import { type Versioned, VersionsContext } from '../ports/versions.ts'
import { VersionsSheet } from './later.ts'

/** Lets cards on any page open what their item said before. */
export const WithVersions = ({ children }: { children: ReactNode }) => {
  const [of, setOf] = useState<Versioned | null>(null)
  const open = useCallback((asked: Versioned) => setOf(asked), [])
  return (
    <VersionsContext value={open}>
      {children}
      {of ? <VersionsSheet {...of} onClose={() => setOf(null)} /> : null}
    </VersionsContext>
  )
}

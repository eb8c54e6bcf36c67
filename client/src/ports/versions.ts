import { createContext, useContext } from 'react'

/** An item whose earlier versions are kept, where it lives. */
export type Versioned = { channelId: string; itemId: string; kind: string }

/** Opens what an item said before; nothing where nobody shows it. */
export const VersionsContext = createContext<((of: Versioned) => void) | null>(null)

export const useVersions = () => useContext(VersionsContext)

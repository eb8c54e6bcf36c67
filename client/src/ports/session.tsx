import type { Me } from '@bijpraat/contract'
import { createContext, type ReactNode, useContext, useSyncExternalStore } from 'react'
import { useStore } from 'zustand'
import type { Renewal } from '../renewal.ts'
import type { ReplicaState, ReplicaView } from '../replica/replica.ts'
import type { Engine } from '../sync/engine.ts'

/** What the composition root hands to every feature: what is known, and the way to ask for and change things. */
export type Session = {
  replica: ReplicaView
  engine: Engine
  renewal: Renewal
  /** Chooses whether this device keeps what is said, and starts anew; off wipes what it keeps. */
  keepHere: (keeps: boolean) => Promise<void>
}

const SessionContext = createContext<Session | null>(null)

export const SessionProvider = ({ session, children }: { session: Session; children: ReactNode }) => (
  <SessionContext value={session}>{children}</SessionContext>
)

const useSession = (): Session => {
  const session = useContext(SessionContext)
  if (!session) throw new Error('a session is used outside <SessionProvider>')
  return session
}

export const useEngine = (): Engine => useSession().engine

/** For reading once, in a handler; what is shown is read by `useReplica`. */
export const useReplicaView = (): ReplicaView => useSession().replica

/** Renders again when the selected part changes; the selector gives the same object for the same outcome. */
export const useReplica = <T,>(selector: (state: ReplicaState) => T): T =>
  useStore(useSession().replica, selector)

/** Who is signed in; null for nobody, undefined while it is not known. */
export const useMe = (): Me | null | undefined => useReplica((state) => state.me)

/** Whether a newer version of the app is ready, and the way to it. */
export const useRenewal = (): { ready: boolean; renew: () => Promise<void> } => {
  const { renewal } = useSession()
  return { ready: useSyncExternalStore(renewal.onReady, renewal.isReady), renew: renewal.renew }
}

export const useKeepHere = (): Session['keepHere'] => useSession().keepHere

import type { ReactNode } from 'react'
import { useLocation } from 'wouter'
import { Broke } from './broke.tsx'
import { ErrorBoundary } from './error-boundary.tsx'

/** A page that fails takes no other with it: going elsewhere tries anew. */
export const Guarded = ({ children }: { children: ReactNode }) => {
  const [here] = useLocation()
  return (
    <ErrorBoundary key={here} fallback={(reset) => <Broke onReset={reset} />}>
      {children}
    </ErrorBoundary>
  )
}

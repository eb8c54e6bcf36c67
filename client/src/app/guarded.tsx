import type { ReactNode } from 'react'
import { matchRoute, useLocation, useRouter } from 'wouter'
import { paths } from '../ports/paths.ts'
import { Broke } from './broke.tsx'
import { ErrorBoundary } from './error-boundary.tsx'

/** The page that is shown: an item is a place on its channel's page, and going there keeps what is on it. */
const usePageKey = (): string => {
  const { parser } = useRouter()
  const [here] = useLocation()
  const [isItem, params] = matchRoute(parser, paths.item(':channelId', ':itemId'), here)
  return isItem ? paths.channel(params[0] ?? '') : here
}

/** A page that fails takes no other with it: going elsewhere tries anew. */
export const Guarded = ({ children }: { children: ReactNode }) => (
  <ErrorBoundary key={usePageKey()} fallback={(reset) => <Broke onReset={reset} />}>
    {children}
  </ErrorBoundary>
)

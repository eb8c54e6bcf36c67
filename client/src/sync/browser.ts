import type { Device, TabNews, Tabs } from './ports.ts'

/** The browser's word on network and visibility. */
export const browserDevice = (): Device => ({
  online: () => navigator.onLine,
  visible: () => document.visibilityState === 'visible',
  onChange: (run) => {
    const ended = new AbortController()
    const { signal } = ended
    addEventListener('online', run, { signal })
    addEventListener('offline', run, { signal })
    addEventListener('pageshow', run, { signal })
    document.addEventListener('visibilitychange', run, { signal })
    return () => ended.abort()
  },
})

/** The tabs of this browser, by Web Locks and a BroadcastChannel; undefined where either is missing. */
export const browserTabs = (name = 'bijpraat'): Tabs | undefined => {
  if (!('locks' in navigator) || !('BroadcastChannel' in globalThis)) return undefined
  const channel = new BroadcastChannel(name)
  return {
    lead: (lead, steal = false) => {
      const ended = new AbortController()
      const lost = new AbortController()
      const { signal } = ended
      const held = (): Promise<void> => {
        lead(lost.signal)
        return new Promise((resolve) => signal.addEventListener('abort', () => resolve()))
      }
      // A signal and stealing exclude each other; who steals never waits.
      navigator.locks
        .request(name, steal ? { steal } : { signal }, held)
        // Rejected when another tab took the lock over, and when the waiting was ended.
        .catch(() => lost.abort())
      return () => ended.abort()
    },
    tell: (news) => channel.postMessage(news),
    onNews: (run) => {
      const listen = (event: MessageEvent<TabNews>) => run(event.data)
      channel.addEventListener('message', listen)
      return () => channel.removeEventListener('message', listen)
    },
  }
}

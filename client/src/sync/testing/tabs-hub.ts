import type { TabNews, Tabs } from '../ports.ts'

/** What Web Locks and a BroadcastChannel do between the tabs of one browser, at once and in memory. */
export const createTabsHub = () => {
  type Waiting = { lead: (lost: AbortSignal) => void; lost: AbortController; ended: boolean }
  let holder: Waiting | null = null
  let queue: Waiting[] = []
  const listeners = new Map<object, Set<(news: TabNews) => void>>()

  const grant = () => {
    queue = queue.filter((one) => !one.ended)
    if (holder !== null && !holder.ended) return
    holder = queue.shift() ?? null
    holder?.lead(holder.lost.signal)
  }

  return {
    tab: (): Tabs & { freeze(): void } => {
      const mine = new Set<(news: TabNews) => void>()
      listeners.set(mine, mine)
      let frozen = false
      return {
        lead: (lead, steal = false) => {
          const waiting: Waiting = { lead, lost: new AbortController(), ended: false }
          if (steal) {
            const before = holder
            holder = waiting
            before?.lost.abort()
            lead(waiting.lost.signal)
          } else {
            queue.push(waiting)
            grant()
          }
          return () => {
            waiting.ended = true
            grant()
          }
        },
        tell: (news) => {
          if (frozen) return
          for (const other of listeners.values()) {
            if (other !== mine) for (const run of other) queueMicrotask(() => run(structuredClone(news)))
          }
        },
        onNews: (run) => {
          const hear = (news: TabNews) => {
            if (!frozen) run(news)
          }
          mine.add(hear)
          return () => mine.delete(hear)
        },
        /** Keeps its lock, but hears and says nothing any more. */
        freeze: () => {
          frozen = true
        },
      }
    },
  }
}

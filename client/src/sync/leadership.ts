import type { Clock, Device, TabNews, Tabs } from './ports.ts'

/** How long a tab that can send waits for the leading one before it takes over: a frozen tab keeps its lock. */
const patienceMs = 5_000

export type LeadershipParts = {
  /** Undefined: nobody else is there. */
  tabs: Tabs | undefined
  clock: Clock
  device: Device
  /** Connected and caught up. */
  isReady: () => boolean
  onLead: () => void
  onLost: () => void
}

/** One tab sends the outbox and keeps the copy; the others follow (L12). */
export type Leadership = {
  start(): void
  isLeading(): boolean
  /** Something waits to be sent: if no leading tab says that it is at it, this one takes over. */
  nudge(): void
  hear(news: TabNews): void
  stop(): void
}

export const createLeadership = (parts: LeadershipParts): Leadership => {
  const { tabs, clock } = parts
  let leading = false
  let giveUp = () => {}
  let cancelNudge: (() => void) | null = null

  const request = (steal: boolean) => {
    giveUp()
    giveUp =
      tabs?.lead((lost) => {
        leading = true
        lost.addEventListener('abort', () => {
          if (!leading) return
          leading = false
          parts.onLost()
          request(false)
        })
        parts.onLead()
      }, steal) ?? giveUp
  }

  const quiet = () => {
    cancelNudge?.()
    cancelNudge = null
  }

  return {
    start: () => {
      if (tabs) return request(false)
      leading = true
      parts.onLead()
    },
    isLeading: () => leading,
    nudge: () => {
      if (leading || cancelNudge !== null || !parts.isReady()) return
      cancelNudge = clock.after(patienceMs, () => {
        cancelNudge = null
        if (!leading && parts.isReady() && parts.device.visible()) request(true)
      })
    },
    hear: (news) => {
      if (news.type === 'outboxChanged' && leading && parts.isReady()) tabs?.tell({ type: 'leading' })
      if (news.type === 'leading' || news.type === 'entryState') quiet()
    },
    stop: () => {
      quiet()
      leading = false
      giveUp()
    },
  }
}

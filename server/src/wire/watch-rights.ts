import { channelItemId, directoryId, personalId, positionsItemId } from '@bijpraat/contract'
import type { Feed } from '../log/feed.ts'
import type { Committed } from '../log/model.ts'
import type { Bus } from '../platform/bus.ts'
import type { LiveRights } from './live-rights.ts'

type Parts = {
  feed: Pick<Feed, 'onEmitted' | 'serve'>
  bus: Bus
  liveRights: LiveRights
  /** Channels whose settings changed since a moment of the database's clock. */
  changedSince: (since: Date) => Promise<{ channelId: string; changedAt: Date; itemRev: number }[]>
  now: () => Promise<Date>
  onError: (error: unknown) => void
}

/** Commits become visible in another order than their times; a transaction lives at most five seconds. */
const overlapMs = 15_000
const topic = 'rights'

/**
 * Hears on this node that rights may have changed: a person's card or private channel took a rev, which the log
 * brings to every node, also without Redis; or a channel's settings did, also of one that no node serves yet,
 * which the bus tells at once and a look at the database within seconds.
 */
export const watchRights = ({ feed, bus, liveRights, changedSince, now, onError }: Parts) => {
  let since: Date | null = null
  const seen = new Map<string, number>()

  const recheckChannel = async (channelId: string, itemRev: number) => {
    if ((seen.get(channelId) ?? 0) >= itemRev) return
    seen.set(channelId, itemRev)
    try {
      await liveRights.recheckChannel(channelId)
    } catch (error) {
      // The next sweep finds it again; what was seen meanwhile is newer and has its own outcome.
      if (seen.get(channelId) === itemRev) seen.delete(channelId)
      throw error
    }
  }

  feed.onEmitted((range) => {
    recheckPeople(range, liveRights).catch(onError)
  })
  void bus.subscribe(topic, (message) => {
    const { channelId, itemRev } = JSON.parse(message) as { channelId: string; itemRev: number }
    recheckChannel(channelId, itemRev).catch(onError)
  })

  return {
    /** A range that this process committed. */
    committed: ({ channelId, items }: Committed) => {
      const itemRev = items.find(({ id }) => id === channelItemId)?.rev
      if (itemRev === undefined) return
      bus.publish(topic, JSON.stringify({ channelId, itemRev }))
      recheckChannel(channelId, itemRev).catch(onError)
    },

    sweep: async () => {
      await liveRights.retry()
      since ??= await now()
      const changed = await changedSince(new Date(since.getTime() - overlapMs))
      for (const { channelId, itemRev } of changed) await recheckChannel(channelId, itemRev)
      // Only after all are done: one that failed must not fall out of what the next sweep looks at.
      for (const { changedAt } of changed) if (changedAt > since) since = changedAt
    },
  }
}

const recheckPeople = async ({ channelId, items }: Committed, liveRights: LiveRights): Promise<void> => {
  if (channelId === directoryId) {
    await Promise.all(items.map(({ id }) => liveRights.recheckPerson(id)))
  } else if (channelId.startsWith(personalId('')) && items.some(({ id }) => id !== positionsItemId)) {
    await liveRights.recheckPerson(channelId.slice(personalId('').length))
  }
}

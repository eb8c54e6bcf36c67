import type { ReplicaState } from '@bijpraat/client/src/replica/replica.ts'
import type { Db } from 'mongodb'
import type { Device } from './device.ts'
import type { HeadDocument } from './end-state.ts'

/** Law L8: nobody is shown as live what is older than this. */
const mostBehindMs = 10_000
const lookEveryMs = 250
/** A pause of this process that is longer is no time in which a client could have noticed anything. */
const longestTickMs = 500

/** A client at one moment: what it says of itself, and how far it holds each channel. */
export type Shown = { name: string; connection: string; cursors: ReadonlyMap<string, number> }

export const shownBy = (name: string, { connection, channels }: ReplicaState): Shown => {
  const cursors = [...channels.values()].map(({ channelId, cursor }) => [channelId, cursor] as const)
  return { name, connection, cursors: new Map(cursors) }
}

/** Holds what clients show against what was committed, and when. Times in ms, of one clock that never falls. */
export type Freshness = {
  /** Heads of channels, as they stood at this time. */
  committed: (heads: Iterable<readonly [channelId: string, rev: number]>, at: number) => void
  /** What is wrong now with what a client shows, in sentences; of each rev it is said once. */
  look: (shown: Shown, at: number) => string[]
}

export const createFreshness = (): Freshness => {
  const commits = new Map<string, { rev: number; at: number }[]>()
  const said = new Set<string>()

  /** By when the first rev after a cursor was committed; undefined when there is none. */
  const missedSince = (channelId: string, cursor: number) =>
    commits.get(channelId)?.find(({ rev }) => rev > cursor)?.at

  return {
    committed: (heads, at) => {
      for (const [channelId, rev] of heads) {
        const known = commits.get(channelId) ?? []
        if (rev > (known.at(-1)?.rev ?? 0)) known.push({ rev, at })
        commits.set(channelId, known)
      }
    },
    look: ({ name, connection, cursors }, at) => {
      if (connection !== 'live') return []
      return [...cursors].flatMap(([channelId, cursor]) => {
        const since = missedSince(channelId, cursor)
        const key = `${name} ${channelId} ${cursor}`
        if (since === undefined || at - since <= mostBehindMs || said.has(key)) return []
        said.add(key)
        const seconds = ((at - since) / 1_000).toFixed(1)
        return [
          `${name}: shows live ${channelId} at ${cursor}, but ${cursor + 1} was committed ${seconds} s ago`,
        ]
      })
    },
  }
}

type Parts = { db: Db; devices: readonly Device[]; onStale: (sentence: string) => void }

/** Watches all clients of a town until it is stopped. Heads are read past everything of the product. */
export const watchFreshness = ({ db, devices, onStale }: Parts): { stop: () => Promise<void> } => {
  const freshness = createFreshness()
  let stopped = false
  let now = 0
  let tickedAt = performance.now()

  const tick = () => {
    const at = performance.now()
    now += Math.min(at - tickedAt, longestTickMs)
    tickedAt = at
  }

  const turn = async (): Promise<void> => {
    const heads = await readHeads(db).catch(() => [])
    tick()
    // What is called old is at least as old: it was there by now.
    freshness.committed(heads, now)
    for (const device of devices) {
      const shown = device.shown()
      if (shown) for (const sentence of freshness.look(shown, now)) onStale(sentence)
    }
  }

  const watching = (async () => {
    while (!stopped) {
      await turn()
      await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
    }
  })()
  return {
    stop: async () => {
      stopped = true
      await watching
    },
  }
}

const readHeads = async (db: Db): Promise<[string, number][]> => {
  const heads = await db
    .collection<HeadDocument>('log')
    .find(
      { generation: { $exists: true } },
      { projection: { channelId: 1, rev: 1 }, readConcern: { level: 'majority' } },
    )
    .toArray()
  return heads.map(({ channelId, rev }) => [channelId, rev])
}

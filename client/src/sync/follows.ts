import type { InputOf, resume } from '@bijpraat/contract'
import type { Replica } from '../replica/replica.ts'

/** The contract allows 50; copies beyond this are worth less than the frame that names them. */
const mostFollowed = 50
/** Cursors named in one question, to stay well below the 64 KB of a frame; the rest is fetched anew. */
const mostNamed = 300

export type Follows = {
  follow(channelId: string): Promise<'followed' | 'gone'>
  unfollow(channelId: string): void
  /** What a resume asks with. */
  have(): InputOf<typeof resume>
  /** A resume that asked for `also` was taken in: whoever waits for one of those can be told. */
  resumed(also: ReadonlySet<string>): void
}

/** Channels that are looked into without being a member, the latest last. */
export const createFollows = (replica: Replica, refresh: () => void): Follows => {
  const followed = new Set<string>()
  const waiting = new Map<string, ((outcome: 'followed' | 'gone') => void)[]>()
  const copies = () => replica.getState().channels

  const unfollow = (channelId: string) => {
    followed.delete(channelId)
    if (!copies().get(channelId)?.followed) return
    const channels = new Map(copies())
    channels.delete(channelId)
    replica.setState({ channels })
  }

  return {
    unfollow,
    follow: (channelId) => {
      followed.delete(channelId)
      followed.add(channelId)
      const [oldest] = followed
      if (followed.size > mostFollowed && oldest !== undefined) unfollow(oldest)
      if (copies().has(channelId)) return Promise.resolve('followed')
      const outcome = new Promise<'followed' | 'gone'>((resolve) => {
        waiting.set(channelId, [...(waiting.get(channelId) ?? []), resolve])
      })
      refresh()
      return outcome
    },
    have: () => ({
      have: [...copies().values()]
        .slice(0, mostNamed)
        .map(({ channelId, cursor, key }) => ({ channelId, cursor, key })),
      also: [...followed],
    }),
    resumed: (also) => {
      for (const [channelId, waiters] of waiting) {
        const isIn = copies().has(channelId)
        // Wanted while this answer was on its way: the next one tells.
        if (!isIn && !also.has(channelId)) continue
        waiting.delete(channelId)
        for (const tell of waiters) tell(isIn ? 'followed' : 'gone')
      }
    },
  }
}

import type { InputOf, resume } from '@bijpraat/contract'
import type { Replica } from '../replica/replica.ts'

/** The contract allows 50; copies beyond this are worth less than the frame that names them. */
const mostFollowed = 50
/** Cursors named in one question, to stay well below the 64 KB of a frame; the rest is fetched anew. */
const mostNamed = 300

type Outcome = 'followed' | 'gone'

export type Follows = {
  follow(channelId: string): Promise<Outcome>
  unfollow(channelId: string): void
  /** What a resume asks with. */
  have(): InputOf<typeof resume>
  /** A resume that asked for `also` was taken in: whoever waits for a channel can be told. */
  resumed(also: ReadonlySet<string>): void
  /** These were another person's. */
  clear(): void
}

export type FollowsParts = {
  replica: Replica
  /** Whether it is known by now which channels are mine. */
  isReady: () => boolean
  refresh: () => void
}

/** Channels that are looked into without being a member, the latest last. */
export const createFollows = ({ replica, isReady, refresh }: FollowsParts): Follows => {
  const followed = new Set<string>()
  const waiting = new Map<string, ((outcome: Outcome) => void)[]>()
  const copyOf = (channelId: string) => replica.getState().channels.get(channelId)

  const tell = (channelId: string, outcome: Outcome) => {
    for (const resolve of waiting.get(channelId) ?? []) resolve(outcome)
    waiting.delete(channelId)
  }

  const unfollow = (channelId: string) => {
    followed.delete(channelId)
    tell(channelId, 'gone')
    if (!copyOf(channelId)?.followed) return
    const channels = new Map(replica.getState().channels)
    channels.delete(channelId)
    replica.setState({ channels })
  }

  const ask = (channelId: string) => {
    followed.delete(channelId)
    followed.add(channelId)
    const [oldest] = followed
    if (followed.size > mostFollowed && oldest !== undefined) unfollow(oldest)
  }

  /** What was let go while the answer that brings it was on its way. */
  const dropUnwanted = () => {
    for (const [channelId, copy] of replica.getState().channels) {
      if (copy.followed && !followed.has(channelId)) unfollow(channelId)
    }
  }

  return {
    clear: () => followed.clear(),
    unfollow,
    follow: (channelId) => {
      const copy = copyOf(channelId)
      if (copy?.followed) ask(channelId)
      if (copy) return Promise.resolve('followed')
      const outcome = new Promise<Outcome>((resolve) => {
        waiting.set(channelId, [...(waiting.get(channelId) ?? []), resolve])
      })
      // Before the first answer it may well turn out to be a channel of mine, which needs no asking for.
      if (isReady()) {
        ask(channelId)
        refresh()
      }
      return outcome
    },
    have: () => ({
      have: [...replica.getState().channels.values()]
        .slice(0, mostNamed)
        .map(({ channelId, cursor, key }) => ({ channelId, cursor, key })),
      also: [...followed],
    }),
    resumed: (also) => {
      dropUnwanted()
      let isMissing = false
      for (const channelId of waiting.keys()) {
        if (copyOf(channelId)) tell(channelId, 'followed')
        else if (also.has(channelId)) tell(channelId, 'gone')
        else {
          ask(channelId)
          isMissing = true
        }
      }
      // Asked for while the answer was on its way, upon a copy that the answer did not know of.
      const isUnanswered = [...followed].some((channelId) => !also.has(channelId) && !copyOf(channelId))
      if (isMissing || isUnanswered) refresh()
    },
  }
}

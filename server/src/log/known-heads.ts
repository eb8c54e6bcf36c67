import type { Change, Head } from './model.ts'

/**
 * Heads that this process wrote last. A commit may begin with one instead of reading, since its first write holds
 * only if that head is still the newest: then no change of the channel came between (L2). Dropped before each use,
 * so that whatever becomes of a commit, the next one reads (L3).
 */
export type KnownHeads = {
  /** The head to begin a batch with, or undefined when the batch must read what it works on. */
  take: (changes: readonly Change<unknown>[]) => Head | undefined
  keep: (head: Head) => void
  /** Another process writes in this channel, too: for a moment guessing would only cost a try. */
  doubt: (channelId: string) => void
}

const most = 10_000
const doubtForMs = 1_000

export const createKnownHeads = (): KnownHeads => {
  const heads = new Map<string, Head>()
  const doubted = new Map<string, number>()

  return {
    take: (changes) => {
      const channelId = changes[0]?.channelId ?? ''
      const head = heads.get(channelId)
      heads.delete(channelId)
      if ((doubted.get(channelId) ?? 0) > performance.now() || !changes.every(onlyCreates)) return undefined
      doubted.delete(channelId)
      return head
    },
    keep: (head) => {
      heads.set(head.channelId, head)
      const [oldest] = heads.keys()
      if (heads.size > most && oldest !== undefined) heads.delete(oldest)
    },
    doubt: (channelId) => {
      doubted.set(channelId, performance.now() + doubtForMs)
    },
  }
}

/**
 * A change that knows no item but the one that has its command's id (L4): if that item or the command's record
 * exists, inserting them fails, and the batch is run again after a read.
 */
const onlyCreates = ({ itemIds, commandId, effects, asksStanding }: Change<unknown>): boolean =>
  !effects && !asksStanding && itemIds.length > 0 && itemIds.every((itemId) => itemId === commandId)

import { Refusal } from '../refusal.ts'
import { type Batch, isTransient, OutcomeUnknown } from './commit.ts'
import type { Outcome } from './fold.ts'
import type { Change, Committed } from './model.ts'

/** The one door through which anything enters a channel (P3). */
export type Log = {
  /**
   * Commits a change and answers after it is durable at majority (L3). The same command again gives the first
   * result (L4). Throws `Refusal`; with `unavailable` the outcome is unknown and the same command may be sent again.
   */
  change: <Result>(change: Change<Result>) => Promise<Result>
  /**
   * The first result of a command that was carried out, or undefined (L4, W4). Throws `id_reused` when it said
   * something else.
   */
  done: (key: CommandKey) => Promise<{ result: unknown } | undefined>
}

export type CommandKey = Pick<Change<unknown>, 'channelId' | 'authorId' | 'commandId' | 'said'>

type Waiting = { change: Change<unknown>; settle: (outcome: Outcome) => void }

type LogParts = {
  commit: (changes: readonly Change<unknown>[]) => Promise<Batch>
  /** Told of every committed range, in order per channel; must not throw. */
  publish: (committed: Committed) => void
  /** An outcome is unknown: whatever this process remembers of heads may be wrong (L3). */
  onUnknown: (channelId: string) => void
}

const maxChanges = 500
const maxBytes = 1_000_000
/** What waits behind a commit that is stuck; whoever comes after it is asked to come back. */
const mostWaiting = 10_000

/**
 * Group commit (L2): changes that wait while a commit of their channel is in flight go together in the next one;
 * there is no timer, so a lone writer never waits.
 */
export const createLog = ({ commit, publish, onUnknown }: LogParts): Log => {
  const queues = new Map<string, Waiting[]>()

  const drain = async (channelId: string, queue: Waiting[]) => {
    while (queue.length > 0) await commitBatch(channelId, takeBatch(queue))
    queues.delete(channelId)
  }

  const commitBatch = async (channelId: string, batch: Waiting[]): Promise<void> => {
    try {
      const { outcomes, committed } = await commit(batch.map((waiting) => waiting.change))
      if (committed.upTo > committed.after) publish(committed)
      batch.forEach((waiting, index) => {
        waiting.settle(outcomes[index] ?? { ok: false, error: new Error('a change without an outcome') })
      })
    } catch (error) {
      await settleFailed(channelId, batch, error)
    }
  }

  /** Halves a batch that fails for good until the guilty change stands alone (sync.md L2). */
  const settleFailed = async (channelId: string, batch: Waiting[], error: unknown) => {
    if (error instanceof OutcomeUnknown || isTransient(error)) {
      onUnknown(channelId)
      for (const waiting of batch) waiting.settle({ ok: false, error: new Refusal('unavailable') })
      return
    }
    const [only] = batch
    if (batch.length <= 1) {
      only?.settle({ ok: false, error })
      return
    }
    const half = Math.ceil(batch.length / 2)
    await commitBatch(channelId, batch.slice(0, half))
    await commitBatch(channelId, batch.slice(half))
  }

  const enqueue = (change: Change<unknown>): Promise<unknown> =>
    new Promise((resolve, reject) => {
      const settle = (outcome: Outcome) => (outcome.ok ? resolve(outcome.result) : reject(outcome.error))
      const queue = queues.get(change.channelId)
      if (queue && queue.length >= mostWaiting) {
        reject(new Refusal('unavailable'))
        return
      }
      if (queue) {
        queue.push({ change, settle })
        return
      }
      const fresh = [{ change, settle }]
      queues.set(change.channelId, fresh)
      void drain(change.channelId, fresh)
    })

  return {
    change: async <Result>(change: Change<Result>) =>
      (await enqueue(change as unknown as Change<unknown>)) as Result,
    done: async (key) => {
      try {
        const result = await enqueue({ ...key, itemIds: [], apply: refuseAsNew })
        return { result }
      } catch (error) {
        if (error instanceof NotDone) return undefined
        throw error
      }
    },
  }
}

class NotDone extends Error {}

const refuseAsNew = (): never => {
  throw new NotDone()
}

/** Takes what fits in one commit; a change with effects commits alone. */
const takeBatch = (queue: Waiting[]): Waiting[] => {
  let count = 0
  let bytes = 0
  for (const { change } of queue) {
    bytes += sizeOf(change)
    const full = count >= maxChanges || (count > 0 && bytes > maxBytes)
    if (full || (change.effects && count > 0)) break
    count += 1
    if (change.effects) break
  }
  return queue.splice(0, count)
}

const sizeOf = (change: Change<unknown>): number => JSON.stringify(change.said)?.length ?? 0

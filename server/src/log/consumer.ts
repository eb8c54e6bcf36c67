import type { Collection, Db } from 'mongodb'
import type { Head, StoredItem } from './model.ts'

/** How far a consumer has come in a channel: `_id` is `name/channelId`. */
export type ConsumerRev = { _id: string; rev: number }

export const consumerRevs = (db: Db): Collection<ConsumerRev> => db.collection<ConsumerRev>('consumers')

/**
 * What follows the log (L10). `handle` must be repeatable: it writes under deterministic ids, and is given the
 * same changes again when a process died before its rev moved, or when two nodes are at it.
 */
export type Consumer = {
  /** A channel has something new; returns at once. */
  wake: (channelId: string) => void
  /** Takes up what no wake told of. Resolves when everything that was found is handled. */
  sweep: () => Promise<void>
  /** Lets what is under way end, and takes up nothing more. */
  close: () => Promise<void>
}

/** Revs by channel and what was changed after them: the log, or what else rises with it. */
type Followable = {
  heads: (channelIds: readonly string[]) => Promise<readonly Pick<Head, 'channelId' | 'rev'>[]>
  changesAfter: (
    channelId: string,
    rev: number,
    limit: number,
  ) => Promise<{ upTo: number; items: readonly StoredItem[] } | undefined>
}

type ConsumerParts = {
  name: string
  revs: Collection<ConsumerRev>
  reader: Followable
  /** Channels that it follows. */
  channels: () => Promise<readonly string[]>
  /** What changed after a rev; of these, what was created then has a greater `seq` than that. */
  handle: (channelId: string, items: readonly StoredItem[], after: number) => Promise<void>
  onError: (error: unknown) => void
}

const pageSize = 200

export const createConsumer = ({
  name,
  revs,
  reader,
  channels,
  handle,
  onError,
}: ConsumerParts): Consumer => {
  const running = new Map<string, Promise<void>>()
  const again = new Set<string>()
  let closed = false

  const revOf = async (channelId: string) => (await revs.findOne({ _id: `${name}/${channelId}` }))?.rev ?? 0

  const follow = async (channelId: string): Promise<void> => {
    let rev = await revOf(channelId)
    while (!closed) {
      const changes = await reader.changesAfter(channelId, rev, pageSize)
      if (!changes || changes.upTo <= rev) return
      await handle(channelId, changes.items, rev)
      rev = changes.upTo
      await revs.updateOne({ _id: `${name}/${channelId}` }, { $max: { rev } }, { upsert: true })
    }
  }

  /** One run per channel at a time; a wake during a run makes it run once more. */
  const run = (channelId: string): Promise<void> => {
    const current = running.get(channelId)
    if (current) {
      again.add(channelId)
      return current
    }
    const started = follow(channelId)
      .catch(onError)
      .then(() => {
        running.delete(channelId)
        return again.delete(channelId) && !closed ? run(channelId) : undefined
      })
    running.set(channelId, started)
    return started
  }

  return {
    wake: (channelId) => {
      if (!closed) void run(channelId)
    },
    sweep: async () => {
      if (closed) return
      const followed = await channels()
      const known = await revs.find({ _id: { $in: followed.map((id) => `${name}/${id}`) } }).toArray()
      const revOfChannel = new Map(known.map(({ _id, rev }) => [_id.slice(name.length + 1), rev]))
      const heads = await reader.heads(followed)
      const behind = heads.filter((head) => head.rev > (revOfChannel.get(head.channelId) ?? 0))
      await Promise.all(behind.map((head) => run(head.channelId)))
    },
    close: async () => {
      closed = true
      await Promise.all(running.values())
    },
  }
}

import {
  type ClientSession,
  type MongoClient,
  MongoError,
  MongoNetworkError,
  MongoServerError,
} from 'mongodb'
import type { LogCollection, LogDocument } from './collection.ts'
import { type Before, type Folded, foldBatch, headId, itemKey, recordKey } from './fold.ts'
import { createKnownHeads } from './known-heads.ts'
import type { Change, CommandRecord, Committed, Head, StoredItem } from './model.ts'

export type Batch = { outcomes: Folded['outcomes']; committed: Committed }

/** The transaction's outcome cannot be known now; the same changes may be given again. */
export class OutcomeUnknown extends Error {}
class CommitUnheard extends Error {}
/** The head that was known is not the newest any more. */
class HeadMoved extends Error {}

type CommitParts = {
  client: MongoClient
  log: LogCollection
  now: () => number
  /** Called when commits of a channel have conflicted for long: a dead process may hold its lock (sync.md L2). */
  onStuck: () => Promise<void>
}

const unknownCommitForMs = 10_000
const giveUpAfterMs = 30_000
const stuckAfterMs = 2_000
const maxBackoffMs = 4
/** Up to so many items go with the head in one command; more are written faster by an insert of their own. */
const fewItems = 4

/**
 * Commits one batch of one channel: reads head, items and command records in one query, or begins with the head
 * that it wrote last; folds; writes all in one bulk whose first operation is the head, so that two writers meet
 * there and nowhere else. Retries until it commits or 30 s are over. Errors that are not transient are thrown as they are, with nothing written.
 */
export const createCommit = ({ client, log, now, onStuck }: CommitParts) => {
  const known = createKnownHeads()

  const commit = async (changes: readonly Change<unknown>[]): Promise<Batch> => {
    const startedAt = performance.now()
    let stuckSince = startedAt
    for (;;) {
      try {
        return await attempt(changes)
      } catch (error) {
        if (error instanceof HeadMoved) continue
        if (!isTransient(error)) throw error
        if (performance.now() - startedAt > giveUpAfterMs)
          throw new OutcomeUnknown('no commit', { cause: error })
        if (performance.now() - stuckSince > stuckAfterMs) {
          stuckSince = performance.now()
          await onStuck().catch(() => undefined)
        }
        await pause(isConflict(error) ? Math.random() * maxBackoffMs : 50 + Math.random() * 100)
      }
    }
  }

  const attempt = async (changes: readonly Change<unknown>[]): Promise<Batch> => {
    const session = client.startSession()
    try {
      session.startTransaction({
        readConcern: { level: 'snapshot' },
        writeConcern: { w: 'majority', journal: true },
        readPreference: 'primary',
      })
      const head = known.take(changes)
      const before = head ? nothingBut(head) : await readBefore(log, changes, session)
      const folded = foldBatch(before, changes, now())
      const { matchedCount } = folded.wrote ? await write(log, before, folded, session) : nothingWritten
      if (head && matchedCount !== 1) {
        if (folded.wrote) known.doubt(head.channelId)
        throw new HeadMoved()
      }
      await runEffects(changes, folded, session)
      await commitOnce(session)
      if (folded.wrote) known.keep(folded.head)
      return { outcomes: folded.outcomes, committed: committedRange(before, folded) }
    } catch (error) {
      if (session.inTransaction()) await session.abortTransaction().catch(() => undefined)
      throw error
    } finally {
      await session.endSession()
    }
  }
  return commit
}

const readBefore = async (
  log: LogCollection,
  changes: readonly Change<unknown>[],
  session: ClientSession,
): Promise<Before> => {
  const { channelId } = first(changes)
  const ids = new Set([headId(channelId)])
  for (const change of changes) {
    ids.add(recordKey(channelId, change.authorId, change.commandId))
    for (const itemId of change.itemIds) ids.add(itemKey(channelId, itemId))
  }
  const before = nothingBut({ _id: headId(channelId), channelId, rev: 0, lastAt: 0, generation: 1 })
  const documents = await log.find({ _id: { $in: [...ids] }, channelId }, { session }).toArray()
  // Every commit writes the head, so that nothing else begins or ceases to stand before this one is written.
  if (changes.some(({ asksStanding }) => asksStanding))
    documents.push(...(await log.find({ channelId, standing: true }, { session }).toArray()))
  for (const document of documents) {
    if ('fingerprint' in document) before.records.set(document._id, document as CommandRecord)
    else if ('generation' in document) before.head = document as Head
    else before.items.set((document as StoredItem).id, document as StoredItem)
  }
  return before
}

const nothingBut = (head: Head): Before => ({ head, items: new Map(), records: new Map() })
const nothingWritten = { matchedCount: 0 }

const write = async (log: LogCollection, before: Before, folded: Folded, session: ClientSession) => {
  const { _id, channelId, rev, lastAt, generation } = folded.head
  const few = folded.changed.size <= fewItems
  return log.bulkWrite(
    [
      {
        updateOne: {
          // `before.head.rev` is in the filter so that a head that is new to two writers is a conflict, too.
          filter: { _id, channelId, rev: before.head.rev },
          update: { $set: { rev, lastAt }, $setOnInsert: { generation } },
          upsert: before.head.rev === 0,
        },
      },
      ...[...folded.changed.values()].map((item) =>
        folded.created.has(item.id)
          ? fresh(item as LogDocument, few)
          : { replaceOne: { filter: { _id: item._id, channelId }, replacement: item as LogDocument } },
      ),
      ...folded.records.map((record) => fresh(record as LogDocument, few)),
    ],
    { session, ordered: true },
  )
}

/**
 * Writes what must not be there yet: fails with a duplicate key if it is. As an update it travels in the same
 * command as the head's.
 */
const fresh = (document: LogDocument, asUpdate: boolean) =>
  asUpdate
    ? {
        replaceOne: {
          filter: { _id: document._id, channelId: document.channelId, absent: true },
          replacement: document,
          upsert: true,
        },
      }
    : { insertOne: { document } }

/** Only a change that stands alone has effects; refusing there undoes the whole transaction. */
const runEffects = async (changes: readonly Change<unknown>[], folded: Folded, session: ClientSession) => {
  const [change] = changes
  const [outcome] = folded.outcomes
  const isNew = folded.records.length > 0
  if (change?.effects && outcome?.ok && isNew) await change.effects(session, outcome.result)
}

const commitOnce = async (session: ClientSession): Promise<void> => {
  const startedAt = performance.now()
  for (;;) {
    try {
      // Also when nothing was written: "already done" is answered only after a majority has it (sync.md L4).
      return await session.commitTransaction()
    } catch (error) {
      // A write that is cut off half-way trips the driver itself: whatever it throws, the outcome is unknown.
      if (!(error instanceof MongoError)) throw new CommitUnheard('no word of the commit', { cause: error })
      const unknown = error.hasErrorLabel('UnknownTransactionCommitResult')
      if (!unknown || performance.now() - startedAt > unknownCommitForMs) throw error
      await pause(20)
    }
  }
}

const committedRange = (before: Before, folded: Folded): Committed => ({
  channelId: folded.head.channelId,
  after: before.head.rev,
  upTo: folded.head.rev,
  items: [...folded.changed.values()]
    .filter((item) => item.rev > before.head.rev)
    .sort((a, b) => a.rev - b.rev),
})

const conflictCodes = new Set([112, 11000])

const isConflict = (error: unknown) =>
  error instanceof MongoServerError && conflictCodes.has(Number(error.code))

/** A large write that is cut off reaches us as the socket's own error: the driver does not make it one of its own. */
const isSystemError = (error: unknown) => error instanceof Error && 'syscall' in error

/** A bulk calls whatever befell it a server's error, and loses its labels; what it was is inside. */
const insideOf = (error: unknown): Error | null =>
  error instanceof MongoServerError && error.errorResponse instanceof Error ? error.errorResponse : null

/** Whether running everything again may help: conflicts, elections, lost connections, commits of unknown outcome. */
export const isTransient = (error: unknown): boolean => {
  const inside = insideOf(error)
  return isTransientItself(error) || (inside !== null && isTransient(inside))
}

const isTransientItself = (error: unknown): boolean =>
  isConflict(error) ||
  error instanceof CommitUnheard ||
  error instanceof MongoNetworkError ||
  isSystemError(error) ||
  (error instanceof MongoError &&
    (error.hasErrorLabel('TransientTransactionError') ||
      error.hasErrorLabel('UnknownTransactionCommitResult') ||
      error.hasErrorLabel('RetryableWriteError') ||
      error.name === 'MongoServerSelectionError'))

const first = <T>(list: readonly T[]): T => {
  const [head] = list
  if (head === undefined) throw new Error('an empty batch')
  return head
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

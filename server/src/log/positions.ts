import { personalId, positionsItemId, positions as positionsKind } from '@bijpraat/contract'
import { type Collection, MongoServerError } from 'mongodb'
import type { LogCollection } from './collection.ts'
import { headId, itemKey } from './fold.ts'
import type { Committed, Head, StoredItem } from './model.ts'

/** Channel ids have dots, which MongoDB reads as paths; ids never hold a tilde. */
const fieldOf = (channelId: string) => channelId.replaceAll('.', '~')
const channelOf = (field: string) => field.replaceAll('~', '.')

/** The item that a personal channel's head holds: how far its person has read (L11). */
export const itemsInHead = (head: Head): StoredItem[] =>
  head.positions && head.positionsRev
    ? [
        {
          _id: itemKey(head.channelId, positionsItemId),
          channelId: head.channelId,
          id: positionsItemId,
          kind: positionsKind.kind,
          seq: head.positionsSeq ?? head.positionsRev,
          rev: head.positionsRev,
          authorId: null,
          createdAt: head.positionsAt ?? 0,
          content: { seqByChannel: positionsIn(head) },
        },
      ]
    : []

export const positionsIn = (head: Head | undefined): Record<string, number> =>
  Object.fromEntries(Object.entries(head?.positions ?? {}).map(([field, seq]) => [channelOf(field), seq]))

const isDuplicate = (error: unknown) => error instanceof MongoServerError && error.code === 11_000

/**
 * Raises read positions by one pipeline update on the head of the personal channel: no transaction, no command
 * record (2,036 against 617 per second in a trial). The head rises only if a position does.
 */
export const createPositions =
  ({ log, publish }: { log: LogCollection; publish: (range: Committed) => void }) =>
  async (personId: string, wanted: readonly { channelId: string; seq: number }[]): Promise<void> => {
    const channelId = personalId(personId)
    const marks = wanted.map(({ channelId: of, seq }) => ({ field: fieldOf(of), seq }))
    const held = (field: string) => ({ $ifNull: [`$positions.${field}`, 0] })
    const rise = () =>
      (log as unknown as Collection<Head>).findOneAndUpdate(
        { _id: headId(channelId), channelId },
        [
          { $set: { rises: { $or: marks.map(({ field, seq }) => ({ $gt: [seq, held(field)] })) } } },
          {
            $set: {
              rev: { $add: [{ $ifNull: ['$rev', 0] }, { $cond: ['$rises', 1, 0] }] },
              lastAt: { $ifNull: ['$lastAt', 0] },
              generation: { $ifNull: ['$generation', 1] },
              positions: {
                $mergeObjects: [
                  '$positions',
                  Object.fromEntries(marks.map(({ field, seq }) => [field, { $max: [seq, held(field)] }])),
                ],
              },
            },
          },
          {
            $set: {
              positionsRev: { $cond: ['$rises', '$rev', '$positionsRev'] },
              // As of any item: its place and time are those of its creation, for ever (L1).
              positionsSeq: { $ifNull: ['$positionsSeq', '$rev'] },
              positionsAt: { $ifNull: ['$positionsAt', { $max: ['$lastAt', { $toLong: '$$NOW' }] }] },
            },
          },
          { $set: { lastAt: { $max: ['$lastAt', '$positionsAt'] } } },
          { $unset: 'rises' },
        ],
        { upsert: true, returnDocument: 'after', writeConcern: { w: 'majority', journal: true } },
      )
    // Two of a person's devices may both find no head and make one; whoever comes second finds the other's.
    const head = await rise().catch((error: unknown) => (isDuplicate(error) ? rise() : Promise.reject(error)))
    // Each rise is one rev, so the range is known; a range that was emitted before is ignored.
    if (head && head.positionsRev === head.rev) {
      publish({ channelId, after: head.rev - 1, upTo: head.rev, items: itemsInHead(head) })
    }
  }

import { personalId, positionsItemId, positions as positionsKind } from '@bijpraat/contract'
import type { Collection } from 'mongodb'
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
          seq: head.positionsRev,
          rev: head.positionsRev,
          authorId: null,
          createdAt: head.lastAt,
          content: { seqByChannel: positionsIn(head) },
        },
      ]
    : []

export const positionsIn = (head: Head | undefined): Record<string, number> =>
  Object.fromEntries(Object.entries(head?.positions ?? {}).map(([field, seq]) => [channelOf(field), seq]))

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
    const head = await (log as unknown as Collection<Head>).findOneAndUpdate(
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
        { $set: { positionsRev: { $cond: ['$rises', '$rev', '$positionsRev'] } } },
        { $unset: 'rises' },
      ],
      { upsert: true, returnDocument: 'after', writeConcern: { w: 'majority', journal: true } },
    )
    // Each rise is one rev, so the range is known; a range that was emitted before is ignored.
    if (head && head.positionsRev === head.rev) {
      publish({ channelId, after: head.rev - 1, upTo: head.rev, items: itemsInHead(head) })
    }
  }

import { expect, test } from 'vitest'
import { chunksOf } from './chunks.ts'
import type { Committed, StoredItem } from './model.ts'

const item = (rev: number, bytes = 10): StoredItem => ({
  _id: `x/i/${rev}`,
  channelId: 'x',
  id: String(rev),
  kind: 'message',
  seq: rev,
  rev,
  authorId: 'p',
  createdAt: 0,
  content: { text: 'x'.repeat(bytes) },
})
const range = (after: number, upTo: number, items: StoredItem[]): Committed => ({
  channelId: 'x',
  after,
  upTo,
  items,
})

test('L6: a range that fits goes as it is, also an empty one', () => {
  expect(chunksOf(range(2, 5, [item(3), item(5)]))).toEqual([range(2, 5, [item(3), item(5)])])
  expect(chunksOf(range(2, 5, []))).toEqual([range(2, 5, [])])
})

test('L6: a large range is cut by rev into ranges that adjoin and end where it ended', () => {
  const items = [2, 3, 5, 8, 9].map((rev) => item(rev, 100_000))
  const chunks = chunksOf(range(1, 12, items))
  expect(chunks.map(({ after, upTo }) => [after, upTo])).toEqual([
    [1, 3],
    [3, 8],
    [8, 12],
  ])
  expect(chunks.flatMap((chunk) => chunk.items)).toEqual(items)
})

test('L6: an item that is larger than a chunk goes alone', () => {
  const chunks = chunksOf(range(0, 3, [item(1), item(2, 400_000), item(3)]))
  expect(chunks.map(({ items }) => items.map(({ rev }) => rev))).toEqual([[1], [2], [3]])
})

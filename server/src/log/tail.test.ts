import { expect, test } from 'vitest'
import type { StoredItem } from './model.ts'
import { createTail } from './tail.ts'

const item = (id: string, rev: number, text = ''): StoredItem => ({
  _id: `c/i/${id}`,
  channelId: 'c',
  id,
  kind: 'message',
  seq: rev,
  rev,
  authorId: null,
  createdAt: 0,
  content: { text },
})

const range = (...items: StoredItem[]) => ({
  channelId: 'c',
  after: (items[0]?.rev ?? 1) - 1,
  upTo: items.at(-1)?.rev ?? 0,
  items,
})

const revsAfter = (tail: ReturnType<typeof createTail>, cursor: number) =>
  tail.after(cursor)?.map(({ rev }) => rev)

test('L6: what changed after a cursor, each item once in its newest state, and nothing for older cursors', () => {
  const tail = createTail(10)
  expect(revsAfter(tail, 9)).toBeUndefined()
  expect(revsAfter(tail, 10)).toEqual([])
  tail.add(range(item('a', 11), item('b', 12)))
  tail.add(range(item('a', 13)))
  expect(revsAfter(tail, 10)).toEqual([12, 13])
  expect(revsAfter(tail, 12)).toEqual([13])
  expect(revsAfter(tail, 9)).toBeUndefined()
})

test('holds so many items and bytes, and says nothing of what it let go', () => {
  const many = createTail(0)
  for (let rev = 1; rev <= 150; rev += 1) many.add(range(item(`i${rev}`, rev)))
  expect(many.after(49)).toBeUndefined()
  expect(many.after(50)).toHaveLength(100)

  const long = createTail(0)
  for (let rev = 1; rev <= 5; rev += 1) long.add(range(item(`i${rev}`, rev, 'x'.repeat(80_000))))
  expect(revsAfter(long, 2)).toEqual([3, 4, 5])
  expect(long.after(1)).toBeUndefined()
})

test('L3: begins anew where it was restarted', () => {
  const tail = createTail(0)
  tail.add(range(item('a', 1)))
  tail.restart(5)
  expect(tail.after(0)).toBeUndefined()
  expect(revsAfter(tail, 5)).toEqual([])
})

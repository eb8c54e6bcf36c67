import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { Committed, StoredItem } from './model.ts'
import { createWindow } from './window.ts'

const item = (id: string, rev: number): StoredItem => ({
  _id: `c/i/${id}`,
  channelId: 'c',
  id,
  kind: 'message',
  seq: rev,
  rev,
  authorId: null,
  createdAt: 0,
  content: { text: `state ${rev}` },
})

/** Changes of the given items, one rev each. */
const range = (after: number, ...ids: string[]): Committed => ({
  channelId: 'c',
  after,
  upTo: after + ids.length,
  items: ids.map((id, index) => item(id, after + index + 1)),
})

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

const openWindow = (readers: number) => {
  const emitted: Committed[] = []
  const window = createWindow({ emit: (sent) => emitted.push(sent), readersOf: () => readers })
  return { emitted, window }
}

test('a small room gets every range at once', () => {
  const { emitted, window } = openWindow(50)
  window.offer(range(0, 'a'))
  window.offer(range(1, 'b'))
  expect(emitted).toEqual([range(0, 'a'), range(1, 'b')])
  expect(vi.getTimerCount()).toBe(0)
})

test('L6: a large room gets the first at once and what follows in ranges that adjoin', () => {
  const { emitted, window } = openWindow(1_000)
  window.offer(range(0, 'a'))
  expect(emitted).toEqual([range(0, 'a')])
  window.offer(range(1, 'b', 'c'))
  window.offer(range(3, 'd'))
  expect(emitted).toHaveLength(1)
  vi.advanceTimersByTime(50)
  expect(emitted.slice(1)).toEqual([range(1, 'b', 'c', 'd')])
  window.offer(range(4, 'e'))
  vi.advanceTimersByTime(50)
  expect(emitted.slice(2)).toEqual([range(4, 'e')])
  vi.advanceTimersByTime(50)
  window.offer(range(5, 'f'))
  expect(emitted.slice(3)).toEqual([range(5, 'f')])
})

test('L5: an item that changed again is there once, in its newest state', () => {
  const { emitted, window } = openWindow(400)
  window.offer(range(0, 'a'))
  window.offer(range(1, 'b', 'a'))
  window.offer(range(3, 'b'))
  vi.advanceTimersByTime(50)
  expect(emitted[1]).toEqual({ channelId: 'c', after: 1, upTo: 4, items: [item('a', 3), item('b', 4)] })
})

test('nothing is sent after it was closed', () => {
  const { emitted, window } = openWindow(1_000)
  window.offer(range(0, 'a'))
  window.offer(range(1, 'b'))
  window.close()
  vi.advanceTimersByTime(1_000)
  expect(emitted).toHaveLength(1)
})

import { describe, expect, it } from 'vitest'
import { trimmed, withPage, withRange } from './apply.ts'
import { copyOf, message, range, stateOf } from './made-for-tests.ts'
import { unreadOf } from './unread.ts'

const page = (items: ReturnType<typeof message>[], floor: number, asOf: number, key = 'members.1.1') => ({
  items,
  floor,
  asOf,
  key,
})

describe('taking in ranges', () => {
  it('L5 keeps the newest state of an item, in whatever order states arrive', () => {
    const newer = message('a', 1, { rev: 4, content: { text: 'new' } })
    const older = message('a', 1, { rev: 3, content: { text: 'old' } })
    const copy = withRange(
      withRange(copyOf([message('a', 1)], { upTo: 2 }), range(2, 4, [newer])),
      range(2, 3, [older]),
    )
    expect(copy.items.get('a')?.content).toEqual({ text: 'new' })
    expect(copy.cursor).toBe(4)
  })

  it('L5 is the same copy when nothing in it is new', () => {
    const copy = withRange(copyOf([message('a', 1)]), range(1, 2, [message('b', 2)]))
    expect(withRange(copy, range(1, 2, [message('b', 2)]))).toBe(copy)
  })

  it('L6 shows by seq what lies between floor and cursor, and holds the rest', () => {
    const pinned = message('old', 3, { standing: true })
    const copy = copyOf([pinned, message('b', 12), message('a', 10)], { floor: 10, upTo: 12 })
    const changedBelow = message('x', 2, { rev: 13 })
    const now = withRange(copy, range(12, 14, [message('d', 14), changedBelow]))
    expect(now.timeline).toEqual(['a', 'b', 'd'])
    expect([...now.items.keys()].sort()).toEqual(['a', 'b', 'd', 'old', 'x'])
  })

  it('L6 shows what it held beyond its cursor when the cursor gets there, also when nothing of it changed', () => {
    const copy = copyOf([message('c', 3), message('e', 5, { rev: 9 })], { upTo: 0 })
    expect(copy.timeline).toEqual([])
    const some = withRange(copy, range(0, 4, [message('a', 1), message('c', 3)]))
    expect(some.timeline).toEqual(['a', 'c'])
    const all = withRange(some, range(4, 9, [message('e', 5, { rev: 9 })]))
    expect(all).toMatchObject({ timeline: ['a', 'c', 'e'], isAhead: false })
  })

  it('L6 refuses a range that ended before the copy was made anew', () => {
    const copy = copyOf([message('b', 12)], { floor: 10, upTo: 20 })
    const late = range(14, 16, [message('old', 3, { rev: 15, standing: true })])
    expect(withRange(copy, late)).toBe(copy)
  })

  it('keeps what it does not know, and says that it does not fit', () => {
    const copy = copyOf([message('a', 1, { kind: 'novelty' }), message('b', 2, { content: { text: 7 } })])
    expect(copy.timeline).toEqual(['a', 'b'])
    expect([...copy.items.values()].map((item) => item.fits)).toEqual([false, false])
  })
})

describe('taking in pages of history', () => {
  const copy = copyOf([message('c', 10)], { floor: 10, upTo: 20, below: { unread: [6, 3, 2], calls: [] } })

  it('L6 lets the loaded range grow downwards, and counts what it could not show before', () => {
    const now = withPage(copy, page([message('a', 4), message('b', 6)], 4, 21), 10)
    expect(now).toMatchObject({ floor: 4, timeline: ['a', 'b', 'c'], reachedStart: false })
    // What is named below is what still lies there.
    expect(unreadOf(stateOf([now]), 'x.one').count).toBe(5)
  })

  it('L6 prefers the newer state that a delivery brought before the page', () => {
    const edited = withRange(copy, range(20, 22, [message('a', 4, { rev: 22, content: { text: 'new' } })]))
    const now = withPage(edited, page([message('a', 4)], 1, 21), 10)
    expect(now.items.get('a')?.content).toEqual({ text: 'new' })
    expect(now).toMatchObject({ reachedStart: true, floor: 1 })
  })

  it('L6 refuses a page that was read before the copy was made anew', () => {
    expect(withPage(copy, page([message('a', 4)], 1, 19), 10)).toBe(copy)
  })

  it('L6 refuses a page for another audience or generation', () => {
    expect(withPage(copy, page([message('a', 4)], 1, 21, 'public.1.1'), 10)).toBe(copy)
  })

  it('L6 refuses a page that does not adjoin the loaded range any more', () => {
    expect(withPage(copy, page([message('a', 4)], 1, 21), 12)).toBe(copy)
  })
})

describe('trimming', () => {
  it('L6 keeps the newest and what stands; the floor rises and what counts below it is named', () => {
    const items = [message('p', 1, { standing: true }), message('a', 2), message('b', 3), message('c', 4)]
    const counts = { position: 1, isUnread: () => true, calls: ({ id }: { id: string }) => id === 'b' }
    const now = trimmed(copyOf(items), 1, counts)
    expect(now).toMatchObject({
      floor: 4,
      timeline: ['c'],
      below: { unread: [3, 2], calls: [3] },
      reachedStart: false,
      cursor: 4,
    })
    expect([...now.items.keys()]).toEqual(['p', 'c'])
  })
})

import { expect, test } from 'vitest'
import type { TimelineRow } from '../../replica/timeline.ts'
import { type LinesOf, linesOf } from './lines.ts'

const noon = new Date(2026, 10, 24, 12).getTime()
const minute = 60_000
const day = 24 * 60 * minute

const row = (
  seq: number,
  at: number,
  authorId = 'a',
  more: Partial<TimelineRow['item']> = {},
): TimelineRow => ({
  item: {
    id: `i${seq}`,
    kind: 'message',
    seq,
    rev: seq,
    authorId,
    createdAt: at,
    content: { text: 'x' },
    fits: true,
    ...more,
  },
  state: 'confirmed',
  entries: [],
})

/** One word a line: `day`, `new`, an item's id, in capitals when it says who wrote it. */
const shown = (of: Partial<LinesOf> & Pick<LinesOf, 'rows'>) =>
  linesOf({
    reachedStart: true,
    floor: 1,
    newRange: null,
    meId: 'me',
    isBubble: ({ item }) => item.kind === 'message',
    heads: new Set(),
    ...of,
  })
    .map((line) => (line.type === 'row' ? (line.head ? line.key.toUpperCase() : line.key) : line.type))
    .join(' ')

test('talk of one person within five minutes stands under one name', () => {
  const rows = [
    row(1, noon),
    row(2, noon + minute),
    row(3, noon + 7 * minute),
    row(4, noon + 7 * minute, 'b'),
  ]
  expect(shown({ rows })).toBe('day I1 i2 I3 I4')
})

test('a card always says who; so does what follows it, and what follows something deleted', () => {
  const rows = [
    row(1, noon),
    row(2, noon, 'a', { kind: 'update' }),
    row(3, noon),
    row(4, noon, 'a', { deletedAt: noon, content: null }),
    row(5, noon),
  ]
  expect(shown({ rows })).toBe('day I1 I2 I3 i4 I5')
})

test('each day is named, and names people anew', () => {
  const evening = new Date(2026, 10, 24, 23, 59).getTime()
  expect(shown({ rows: [row(1, evening), row(2, evening + 2 * minute)] })).toBe('day I1 day I2')
})

test('the oldest loaded day is named only when its beginning is loaded', () => {
  const rows = [row(5, noon), row(6, noon + day)]
  expect(shown({ rows, reachedStart: false, floor: 5 })).toBe('I5 day I6')
})

test('older lines that come before change no line that is there, but for the beginning of a day', () => {
  const loaded = [row(5, noon + minute), row(6, noon + day)]
  const heads = new Set(['i5'])
  const of = { reachedStart: false, heads }
  expect(shown({ ...of, rows: [row(4, noon), ...loaded], floor: 4 })).toBe('I4 I5 day I6')
  expect(shown({ ...of, rows: [row(4, noon - day), ...loaded], floor: 4 })).toBe('I4 day I5 day I6')
})

test('new begins at the first that others wrote since, and what arrives later is not it', () => {
  const rows = [row(1, noon), row(2, noon, 'me'), row(3, noon), row(4, noon)]
  expect(shown({ rows, newRange: { after: 1, upTo: 3 } })).toBe('day I1 I2 new I3 i4')
  expect(shown({ rows, newRange: { after: 3, upTo: 3 } })).toBe('day I1 I2 I3 i4')
})

test('new is not shown while its beginning may lie below what is loaded', () => {
  const rows = [row(7, noon), row(8, noon)]
  const newRange = { after: 3, upTo: 8 }
  expect(shown({ rows, reachedStart: false, floor: 7, newRange })).toBe('I7 i8')
  expect(shown({ rows: [row(4, noon), ...rows], reachedStart: false, floor: 4, newRange })).toBe(
    'new I4 i7 i8',
  )
})

test('what is not sent yet is never new', () => {
  expect(shown({ rows: [row(1, noon), row(0, noon, 'me')], newRange: { after: 1, upTo: 1 } })).toBe(
    'day I1 I0',
  )
})

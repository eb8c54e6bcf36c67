import { sameDay } from '../../i18n/dates.ts'
import type { TimelineRow } from '../../replica/timeline.ts'

/** What stands under each other in a conversation. Keys stay with what they name when older lines come before it. */
export type Line =
  | { type: 'day'; key: string; at: number }
  | { type: 'new'; key: 'new' }
  | { type: 'row'; key: string; row: TimelineRow; head: boolean }

/** What was unread when the channel was opened: above `after`, and not what arrived later than `upTo`. */
export type NewRange = { after: number; upTo: number }

export type LinesOf = {
  rows: readonly TimelineRow[]
  /** The loaded range reaches the beginning. */
  reachedStart: boolean
  /** Lowest seq of the loaded range. */
  floor: number
  newRange: NewRange | null
  meId: string | null
  /** Whether it is talk, which is grouped under its author's name. */
  isBubble: (row: TimelineRow) => boolean
  /** Ids of items that once were the oldest one loaded: they keep their name when an older one comes before them. */
  heads: ReadonlySet<string>
}

// Longer than this is a new thing said, and says anew who and when.
const togetherMs = 5 * 60_000

const goesOn = (before: TimelineRow, row: TimelineRow) =>
  before.item.authorId === row.item.authorId &&
  before.item.deletedAt === undefined &&
  row.item.createdAt - before.item.createdAt < togetherMs

const isNew = (row: TimelineRow, { newRange, meId }: LinesOf) =>
  newRange !== null &&
  row.item.seq > newRange.after &&
  row.item.seq <= newRange.upTo &&
  row.item.authorId !== meId

/** The lines of a conversation, oldest first. */
export const linesOf = (of: LinesOf): Line[] => {
  const { rows, reachedStart, floor, newRange, isBubble, heads } = of
  // Below the loaded range there may be more that is new: then the place where it begins is not known yet.
  let newToCome = newRange !== null && (reachedStart || floor <= newRange.after + 1)
  const lines: Line[] = []
  let before: TimelineRow | undefined
  for (const row of rows) {
    const { id, createdAt } = row.item
    // The oldest day that is loaded gets its name once it is known where that day begins; else the name would
    // move up, and the page with it, as older messages come in.
    const dayBegins = before ? !sameDay(before.item.createdAt, createdAt) : reachedStart
    if (dayBegins) lines.push({ type: 'day', key: `day ${id}`, at: createdAt })
    const newBegins = newToCome && isNew(row, of)
    if (newBegins) {
      newToCome = false
      lines.push({ type: 'new', key: 'new' })
    }
    const together =
      before !== undefined &&
      !dayBegins &&
      !newBegins &&
      !heads.has(id) &&
      isBubble(before) &&
      isBubble(row) &&
      goesOn(before, row)
    lines.push({ type: 'row', key: id, row, head: !together })
    before = row
  }
  return lines
}

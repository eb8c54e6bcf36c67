import type { Dates } from '../../i18n/dates.ts'
import type { Texts } from '../../i18n/nl.ts'

const two = (n: number) => String(n).padStart(2, '0')

/** The last moment of a day as a field of a form has it (`2026-12-05`), on this device; null for no day. */
export const endOfDay = (day: string): number | null => {
  const at = new Date(`${day}T23:59:59.999`).getTime()
  return Number.isNaN(at) ? null : at
}

/** The day of a moment for a field of a form; empty for none. */
export const dayOf = (ms: number | null | undefined): string => {
  if (ms === null || ms === undefined) return ''
  const date = new Date(ms)
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
}

/** Until when something stands pinned, in words. */
export const untilText = (endsAt: number | undefined, now: number, t: Texts, dates: Dates): string => {
  if (endsAt === undefined) return t.announcement.pinned
  const isWholeDay = endOfDay(dayOf(endsAt)) === endsAt
  return isWholeDay
    ? t.announcement.throughDay(dates.day(endsAt, now))
    : t.announcement.until(dates.deadline(endsAt, now))
}

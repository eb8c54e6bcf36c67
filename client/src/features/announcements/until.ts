import type { Dates } from '../../i18n/dates.ts'
import type { Texts } from '../../i18n/nl.ts'
import { dayOf, endOfDay } from '../../ports/days.ts'

/** Until when something stands pinned, in words. */
export const untilText = (endsAt: number | undefined, now: number, t: Texts, dates: Dates): string => {
  if (endsAt === undefined) return t.announcement.pinned
  const isWholeDay = endOfDay(dayOf(endsAt)) === endsAt
  return isWholeDay
    ? t.announcement.throughDay(dates.day(endsAt, now))
    : t.announcement.until(dates.deadline(endsAt, now))
}

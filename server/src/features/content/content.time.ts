const localTime = /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/

const utcOf = (local: string): number => Date.parse(`${local.replace(' ', 'T')}Z`)

/** Whether it reads `2017-07-18 20:15` and such a day and hour exist. */
export const isLocalTime = (value: string): boolean => {
  // Written back, since the parser takes 31 February for a day in March.
  const time = localTime.test(value) ? utcOf(value) : Number.NaN
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value.replace(' ', 'T'))
}

export const isTimeZone = (value: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: value })
    return true
  } catch {
    return false
  }
}

/** Milliseconds since 1970 of a local time in a time zone. */
export const timeIn = (timeZone: string, local: string): number => {
  const utc = utcOf(local)
  // Asked twice: around the night in which the clock changes, the first moment may still have the other offset.
  const near = utc - offsetAt(timeZone, utc)
  return utc - offsetAt(timeZone, near)
}

/** Milliseconds by which the clock of a zone is ahead of UTC; of a moment without seconds. */
const offsetAt = (timeZone: string, moment: number): number => {
  // Swedes write a date as ISO does.
  const shown = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'short' })
  return utcOf(shown.format(moment)) - moment
}

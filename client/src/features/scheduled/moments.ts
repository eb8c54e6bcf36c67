const two = (n: number) => String(n).padStart(2, '0')

/** Eight in the morning, so many days after `now`, by the clock of this device. */
const morningAfter = (now: number, days: number): number => {
  const date = new Date(now)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate() + days, 8).getTime()
}

export const tomorrowMorning = (now: number): number => morningAfter(now, 1)

/** The next Monday that is not today. */
export const mondayMorning = (now: number): number => morningAfter(now, (8 - new Date(now).getDay()) % 7 || 7)

/** A moment as two fields of a form have it (`2026-12-05` and `08:00`). */
export const fieldsOf = (ms: number): { day: string; time: string } => {
  const date = new Date(ms)
  return {
    day: `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`,
    time: `${two(date.getHours())}:${two(date.getMinutes())}`,
  }
}

/** And back, by the clock of this device; null for what is not a moment. */
export const momentOf = (day: string, time: string): number | null => {
  const ms = new Date(`${day}T${time}`).getTime()
  return Number.isNaN(ms) ? null : ms
}

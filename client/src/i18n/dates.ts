export type Language = 'nl' | 'en'

export type Dates = {
  /** `20.05` in Dutch, `20:05` in English. */
  time(ms: number): string
  /** The day in words, said from `now`: `vandaag, dinsdag 24 november`. */
  day(ms: number, now: number): string
  /** A date without a time of day: `24 november 2026`. */
  date(ms: number): string
  /** `om 20.05`, or with the day before it when that is not today. */
  moment(ms: number, now: number): string
  /** A moment to come: `woensdag 25 november, 14.02 uur`. */
  deadline(ms: number, now: number): string
  /** For a list: the time today, else the day in a few letters. */
  short(ms: number, now: number): string
}

const words = {
  nl: { today: 'vandaag', yesterday: 'gisteren', at: 'om', on: 'op' },
  en: { today: 'today', yesterday: 'yesterday', at: 'at', on: 'on' },
} as const

const midnight = (ms: number) => {
  const date = new Date(ms)
  return new Date(date.getFullYear(), date.getMonth(), date.getDate()).getTime()
}

/** Whole calendar days from `ms` to `now`, also across a change to summer time. */
const daysAgo = (ms: number, now: number) => Math.round((midnight(now) - midnight(ms)) / 86_400_000)

/** Two moments of one calendar day of this device. */
export const sameDay = (a: number, b: number): boolean => midnight(a) === midnight(b)

const sameYear = (a: number, b: number) => new Date(a).getFullYear() === new Date(b).getFullYear()

export const makeDates = (language: Language): Dates => {
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB'
  const say = words[language]
  const format = (options: Intl.DateTimeFormatOptions) => new Intl.DateTimeFormat(locale, options)
  const weekday = format({ weekday: 'long', day: 'numeric', month: 'long' })
  const weekdayYear = format({ weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' })
  const date = format({ day: 'numeric', month: 'long', year: 'numeric' })
  const short = format({ day: 'numeric', month: 'short' })
  const shortYear = format({ month: 'short', year: 'numeric' })

  const time = (ms: number) => {
    const at = new Date(ms)
    const minutes = String(at.getMinutes()).padStart(2, '0')
    return `${at.getHours()}${language === 'nl' ? '.' : ':'}${minutes}`
  }
  const full = (ms: number, now: number) =>
    (sameYear(ms, now) ? weekday : weekdayYear).format(ms).replace(',', '')

  return {
    time,
    day(ms, now) {
      const ago = daysAgo(ms, now)
      const relative = ago === 0 ? `${say.today}, ` : ago === 1 ? `${say.yesterday}, ` : ''
      return relative + full(ms, now)
    },
    date: (ms) => date.format(ms),
    moment(ms, now) {
      const ago = daysAgo(ms, now)
      const at = `${say.at} ${time(ms)}`
      if (ago === 0) return at
      if (ago === 1) return `${say.yesterday} ${at}`
      // Of another year nobody knows the weekday.
      return `${say.on} ${sameYear(ms, now) ? full(ms, now) : date.format(ms)} ${at}`
    },
    deadline: (ms, now) => `${full(ms, now)}, ${time(ms)}${language === 'nl' ? ' uur' : ''}`,
    short(ms, now) {
      const ago = daysAgo(ms, now)
      if (ago === 0) return time(ms)
      if (ago === 1) return say.yesterday
      return (sameYear(ms, now) ? short : shortYear).format(ms)
    },
  }
}

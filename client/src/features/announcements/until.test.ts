import { describe, expect, it } from 'vitest'
import { makeDates } from '../../i18n/dates.ts'
import { nl } from '../../i18n/nl.ts'
import { dayOf, endOfDay } from '../../ports/days.ts'
import { untilText } from './until.ts'

const now = new Date(2026, 10, 24, 12).getTime()
const say = (endsAt: number | undefined) => untilText(endsAt, now, nl, makeDates('nl'))

describe('the day on which an announcement ends', () => {
  it('is its last moment on this device, and that moment is of the day', () => {
    const end = endOfDay('2026-12-05') ?? 0
    expect(new Date(end).getDate()).toBe(5)
    expect(new Date(end + 1).getDate()).toBe(6)
    expect(dayOf(end)).toBe('2026-12-05')
  })

  it('is none where no day is given', () => {
    expect(endOfDay('')).toBeNull()
    expect(dayOf(undefined)).toBe('')
    expect(dayOf(null)).toBe('')
  })

  it('is told as a day, and a time of day only where it was given so', () => {
    expect(say(undefined)).toBe('Staat vast')
    expect(say(endOfDay('2026-12-05') ?? 0)).toBe('Staat vast tot en met zaterdag 5 december')
    expect(say(new Date(2026, 11, 5, 14, 2).getTime())).toBe('Staat vast tot zaterdag 5 december, 14.02 uur')
  })
})

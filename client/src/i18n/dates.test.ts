import { describe, expect, test } from 'vitest'
import { makeDates, sameDay } from './dates.ts'

const at = (day: number, hour = 12, minute = 0, month = 11, year = 2026) =>
  new Date(year, month - 1, day, hour, minute).getTime()
const now = at(24, 20, 5)

describe('dates in Dutch', () => {
  const dates = makeDates('nl')
  test('a time has a dot and no leading zero', () => {
    expect(dates.time(at(24, 8, 5))).toBe('8.05')
  })
  test.each([
    [at(24, 0), 'vandaag, dinsdag 24 november'],
    [at(23, 23, 59), 'gisteren, maandag 23 november'],
    [at(22), 'zondag 22 november'],
    [at(24, 12, 0, 11, 2025), 'maandag 24 november 2025'],
  ])('a day is said in words', (ms, expected) => {
    expect(dates.day(ms, now)).toBe(expected)
  })
  test.each([
    [at(24, 14, 2), 'om 14.02'],
    [at(23, 14, 2), 'gisteren om 14.02'],
    [at(20, 14, 2), 'op vrijdag 20 november om 14.02'],
    [at(19, 17, 20, 7, 2017), 'op 19 juli 2017 om 17.20'],
  ])('a moment names its day only when it is not today', (ms, expected) => {
    expect(dates.moment(ms, now)).toBe(expected)
  })
  test('a moment to come has its day and hour', () => {
    expect(dates.deadline(at(25, 14, 2), now)).toBe('woensdag 25 november, 14.02 uur')
  })
  test.each([
    [at(24, 14, 2), '14.02'],
    [at(23), 'gisteren'],
    [at(2), '2 nov'],
  ])('a list has room for a few letters', (ms, expected) => {
    expect(dates.short(ms, now)).toBe(expected)
  })
})

test('dates in English', () => {
  const dates = makeDates('en')
  expect(dates.day(at(24, 9), now)).toBe('today, Tuesday 24 November')
  expect(dates.moment(at(20, 14, 2), now)).toBe('on Friday 20 November at 14:02')
})

test('a day is a day of the calendar, not 24 hours', () => {
  expect(sameDay(at(24, 0, 1), at(24, 23, 59))).toBe(true)
  expect(sameDay(at(23, 23, 59), at(24, 0, 1))).toBe(false)
  // Summer time began in between: the day had 23 hours.
  const march = (day: number) => new Date(2026, 2, day, 12).getTime()
  expect(makeDates('nl').moment(march(28), march(29))).toBe('gisteren om 12.00')
})

import { describe, expect, it } from 'vitest'
import { fieldsOf, momentOf, mondayMorning, tomorrowMorning } from './moments.ts'

const at = (text: string) => new Date(text).getTime()

describe('moments to choose from', () => {
  it('are at eight in the morning of this device', () => {
    expect(tomorrowMorning(at('2026-11-24T23:59:00'))).toBe(at('2026-11-25T08:00:00'))
    expect(tomorrowMorning(at('2026-12-31T07:00:00'))).toBe(at('2027-01-01T08:00:00'))
    // Also over the night in which the clock changes.
    expect(tomorrowMorning(at('2027-03-27T12:00:00'))).toBe(at('2027-03-28T08:00:00'))
  })

  it('Monday is the next one, never today', () => {
    expect(mondayMorning(at('2026-11-24T12:00:00'))).toBe(at('2026-11-30T08:00:00'))
    expect(mondayMorning(at('2026-11-29T12:00:00'))).toBe(at('2026-11-30T08:00:00'))
    expect(mondayMorning(at('2026-11-30T06:00:00'))).toBe(at('2026-12-07T08:00:00'))
  })

  it('go into the fields of a form and back', () => {
    const ms = at('2026-12-05T08:05:00')
    expect(fieldsOf(ms)).toEqual({ day: '2026-12-05', time: '08:05' })
    expect(momentOf('2026-12-05', '08:05')).toBe(ms)
    expect(momentOf('', '08:05')).toBeNull()
  })
})

import { describe, expect, it } from 'vitest'
import { claimsBadge, nameKey } from './people.names.ts'

describe('what a name looks like', () => {
  it.each([
    ['Anna de Wit', 'anna  de-wit'],
    ['Anna de Wit', 'Аnnа de Wіt'], // Cyrillic А, а and і
    ['HANNA', 'ΗΑΝΝΑ'], // Greek
    ['Olof', '0l0f'],
    ['Ilse', '1lse'],
    ['Ilse', 'llse'],
    ['René', 'Rene'],
    ['Marnix', 'Mamix'],
    ['Wim', 'VVim'],
    ['Anna', 'Ａｎｎａ'], // full width
    ['Anna', 'An\u200bna'],
    ['Søren', 'Soren'],
  ])('%s looks like %s', (one, other) => {
    expect(nameKey(other)).toBe(nameKey(one))
  })

  it.each([
    ['Anna', 'Hanna'],
    ['Jan', 'Jans'],
    ['Anna Wit', 'Anna Zwart'],
  ])('%s does not look like %s', (one, other) => {
    expect(nameKey(other)).not.toBe(nameKey(one))
  })

  it.each([
    'Gemeente',
    'gemeente Oost',
    'G e m e e n t e',
    'Gеmееntе',
    'Anna (moderator)',
    'M0derator',
    'Beheerder',
  ])('%s claims a badge', (name) => {
    expect(claimsBadge(nameKey(name))).toBe(true)
  })

  it.each(['Anna de Wit', 'Modest', 'Gemma', 'Beer'])('%s claims none', (name) => {
    expect(claimsBadge(nameKey(name))).toBe(false)
  })
})

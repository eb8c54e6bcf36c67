import { describe, expect, test } from 'vitest'
import { en } from './en.ts'
import { chooseLanguage } from './i18n.tsx'
import { nl } from './nl.ts'

describe('the language is', () => {
  test.each([
    ['en', ['nl-NL'], 'en'],
    ['nl', ['en-GB'], 'nl'],
    [null, ['en-GB', 'nl'], 'en'],
    [null, ['de-DE', 'nl-BE', 'en'], 'nl'],
    [null, ['de-DE', 'fr'], 'nl'],
    [null, [], 'nl'],
    ['xx', ['en'], 'en'],
  ] as const)('kept %j, wanted %j: %j', (kept, wanted, expected) => {
    expect(chooseLanguage(kept, wanted)).toBe(expected)
  })
})

/** Every string of a language, with where it stands. Functions are called with figures or words by trial. */
const strings = (texts: unknown, at: string): [string, string][] => {
  if (typeof texts === 'string') return [[at, texts]]
  if (typeof texts === 'function') return [1, 2].map((n) => [`${at}(${n})`, String(texts(n, n))])
  if (typeof texts !== 'object' || texts === null) return []
  return Object.entries(texts).flatMap(([key, value]) => strings(value, `${at}.${key}`))
}

test.each([
  ['nl', nl],
  ['en', en],
])('in %s every text is filled and none shouts', (_language, texts) => {
  const amiss = strings(texts, '').filter(
    ([, text]) => text.trim() === '' || /!|undefined|\[object/.test(text),
  )
  expect(amiss).toEqual([])
})

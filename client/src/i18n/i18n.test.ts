import { describe, expect, test } from 'vitest'
import { chooseLanguage } from './i18n.tsx'

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

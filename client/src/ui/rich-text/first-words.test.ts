import { describe, expect, it } from 'vitest'
import { firstWords } from './first-words.ts'

describe('how a text begins', () => {
  it.each([
    ['Rijd **om** door het *dorp*.\n\nEn dan nog iets.', 'Rijd om door het dorp.'],
    ['- eerst dit\n- dan dat', 'eerst dit'],
    ['> Zei de buurvrouw', 'Zei de buurvrouw'],
    ['# Let op\nDe brug is dicht.', 'Let op'],
    ['Kijk op [de kaart](https://voorbeeld.test/kaart) waar', 'Kijk op de kaart waar'],
    ['```\ncode\n```', 'code'],
    ['---', ''],
  ])('%j', (source, words) => {
    expect(firstWords(source)).toBe(words)
  })
})

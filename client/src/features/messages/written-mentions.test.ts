import { mentionOf } from '@bijpraat/contract'
import { describe, expect, test } from 'vitest'
import { askedNameAt, asSaid, asShown, labelOf, noLabels } from './written-mentions.ts'

const one = '0f8fad5b-d9cb-469f-a165-70867728950e'
const other = '7c9e6679-7425-40de-944b-e07fc1f90ae7'
const describeAs =
  (names: Record<string, string>, apart: Record<string, string> = {}) =>
  (called: string) => ({
    name: names[called] ?? '?',
    apart: apart[called] ?? '',
  })

describe('what is said shows with names, and is said again as it was', () => {
  test.each<[string, Record<string, string>, string]>([
    ['niemand', {}, 'niemand'],
    [`Dag ${mentionOf(one)}!`, { [one]: 'Bestuur' }, 'Dag @Bestuur!'],
    [
      `${mentionOf(one)} ${mentionOf(other)}`,
      { [one]: 'Bestuur', [other]: 'Bestuur Oost' },
      '@Bestuur @Bestuur Oost',
    ],
    [`${mentionOf(one)} ${mentionOf(one)}`, { [one]: 'A. (b)' }, '@A. (b) @A. (b)'],
    [mentionOf('everyone'), { everyone: 'iedereen' }, '@iedereen'],
  ])('%s', (said, names, expected) => {
    const { shown, labels } = asShown(said, describeAs(names))
    expect(shown).toBe(expected)
    expect(asSaid(shown, labels)).toBe(said)
  })

  test('two of one name are told apart', () => {
    const names = { [one]: 'Bestuur', [other]: 'Bestuur' }
    const said = `${mentionOf(one)} en ${mentionOf(other)}`
    const { shown, labels } = asShown(said, describeAs(names, { [other]: 'Oostdorp' }))
    expect(shown).toBe('@Bestuur en @Bestuur (Oostdorp)')
    expect(asSaid(shown, labels)).toBe(said)
    expect(labelOf(labels, 'third', 'Bestuur', 'Oostdorp')).toBe('Bestuur (Oostdorp) 3')
  })

  test('who was typed and not chosen is not called, and a longer name is another', () => {
    const labels = new Map([['Jo', one]])
    expect(asSaid('@Jo @Joke @Piet', labels)).toBe(`${mentionOf(one)} @Joke @Piet`)
  })
})

describe('a name is being written', () => {
  test.each<[string, string | null]>([
    ['@', ''],
    ['Dag @be', 'be'],
    ['(@be', 'be'],
    ['Dag @Het best', 'Het best'],
    ['dag\n@b', 'b'],
    ['wij@voorbeeld', null],
    ['Dag @ ', null],
    ['@be\n', null],
    [`@${'a'.repeat(60)}`, null],
    ['Dag @Bestuur', null],
    ['Dag @Bestuur en', null],
    ['Dag @Bestuurder', 'Bestuurder'],
  ])('%j', (shown, query) => {
    const labels = new Map([['Bestuur', one]])
    const asked = askedNameAt(shown, shown.length, labels)
    expect(asked?.query ?? null).toBe(query)
    if (asked) expect(shown.slice(asked.from, asked.from + 1)).toBe('@')
  })

  test('at the caret, not behind it', () => {
    expect(askedNameAt('@be en zo', 3, noLabels)).toEqual({ from: 0, query: 'be' })
    expect(askedNameAt('Dag @be', 2, noLabels)).toBeNull()
  })
})

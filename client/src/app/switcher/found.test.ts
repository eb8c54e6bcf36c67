import { describe, expect, test } from 'vitest'
import { type FoundIn, found, type Goal } from './found.ts'

const goal = (href: string, name: string): Goal => ({ href, name })

const within: FoundIn<Goal> = {
  channels: [
    goal('/kanaal/a', 'Dorpshuis'),
    goal('/kanaal/b', 'Énergie in huis'),
    goal('/kanaal/c', 'Huis aan huis'),
    goal('/kanaal/d', 'Warmte'),
  ],
  people: [goal('/wie/1', 'Huismeester'), goal('/wie/2', 'Wandelclub')],
  recent: ['/wie/2', '/kanaal/d', '/kanaal/weg'],
  here: '/kanaal/a',
}

const names = (typed: string) =>
  found(typed, within).map(({ group, goals }) => [group, goals.map((g) => g.name)])

describe('the switcher offers', () => {
  test('what was looked at lately, then the other channels, without where one is', () => {
    expect(names('')).toEqual([
      ['recent', ['Wandelclub', 'Warmte']],
      ['channels', ['Énergie in huis', 'Huis aan huis']],
    ])
  })
  test('names that begin with what was typed, then whose words do, then the rest', () => {
    expect(names('huis')).toEqual([
      ['channels', ['Huis aan huis', 'Énergie in huis', 'Dorpshuis']],
      ['people', ['Huismeester']],
    ])
  })
  test('of what fits as well, what was looked at lately first', () => {
    expect(
      found('w', { ...within, people: [goal('/wie/3', 'Werkgroep'), ...within.people] }).at(-1)?.goals,
    ).toEqual([goal('/wie/2', 'Wandelclub'), goal('/wie/3', 'Werkgroep')])
  })
  test('names whatever the accents, capitals and order of words', () => {
    expect(names('  HUIS energie ')).toEqual([['channels', ['Énergie in huis']]])
  })
  test('nothing for what nothing is called', () => {
    expect(names('zeppelin')).toEqual([])
  })
})

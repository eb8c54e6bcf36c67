import { describe, expect, test } from 'vitest'
import { planNl } from '../../i18n/plan-nl.ts'
import { dayOf, daySayer, saidChanges, whenOf } from './plan-words.ts'

const now = new Date(2026, 7, 1, 12).getTime()
const today = dayOf(now)
const say = daySayer('nl', now)
const planned = { from: null, until: null, state: 'planned' } as const

describe('when something is to be done', () => {
  test.each([
    [planned, null],
    [{ ...planned, until: '2026-08-22' }, 'vóór 22 augustus'],
    [{ ...planned, from: '2026-08-28' }, 'vanaf 28 augustus'],
    [{ ...planned, from: '2026-07-28', until: '2026-08-22' }, '28 juli tot 22 augustus'],
    [{ ...planned, from: '2026-09-11', until: '2026-09-11' }, 'op 11 september'],
    [{ ...planned, until: '2027-01-02' }, 'vóór 2 januari 2027'],
    // Whoever is late is told so without blame; what is done or dropped is not late.
    [{ ...planned, until: '2026-07-31' }, 'had op 31 juli klaar willen zijn'],
    [{ ...planned, until: '2026-08-01' }, 'vóór 1 augustus'],
    [{ from: null, until: '2026-07-31', state: 'done' }, 'vóór 31 juli'],
    [{ from: null, until: '2026-07-31', state: 'dropped' }, 'vóór 31 juli'],
  ] as const)('%j: %s', (part, expected) => {
    expect(whenOf(part, say, today, planNl)).toBe(expected)
  })
})

test('what changed is said as it was and as it is, and the owner as one', () => {
  const speech = { texts: planNl, say, nameOf: (id: string) => `inwoner ${id}` }
  expect(
    saidChanges(
      [
        { field: 'until', from: null, to: '2026-08-22' },
        { field: 'ownerId', from: 'p1', to: null },
        { field: 'ownerName', from: '', to: 'De werkgroep' },
        { field: 'state', from: 'planned', to: 'done' },
        { field: 'note', from: '', to: 'Met een ladder.' },
        { field: 'place', from: 1, to: 2 },
      ],
      speech,
    ),
  ).toEqual([
    { label: 'Tot', was: 'nog geen datum', becomes: '22 augustus' },
    { label: 'Stand', was: 'Gepland', becomes: 'Klaar' },
    { label: 'Uitleg', sentence: 'De uitleg is veranderd.' },
    { label: 'Plek', sentence: 'Het staat nu op een andere plek.' },
    { label: 'Wie', was: 'inwoner p1', becomes: 'De werkgroep' },
  ])
})

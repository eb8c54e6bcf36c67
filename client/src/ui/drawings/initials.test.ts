import { expect, test } from 'vitest'
import { initials } from './initials.ts'

test.each([
  ['Werkgroep Energie', 'WE'],
  ['IJsvereniging', 'IJ'],
  ['Moderator', 'M'],
  ['Medewerker van de wijk', 'MW'],
  ['  (wandelclub)  ', '('],
  ['', '?'],
  ['👩‍🌾 Buurttuin', 'B'],
  ['Ömer', 'Ö'],
])('%j becomes %j', (name, expected) => {
  expect(initials(name)).toBe(expected)
})

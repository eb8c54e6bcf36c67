import { describe, expect, test } from 'vitest'
import { goToFrom, paths } from './paths.ts'

describe('after signing in one goes on to', () => {
  test('the page that was meant', () => {
    const address = paths.signInFor(paths.item('dorp', 'a-b'))
    expect(goToFrom(address.slice(address.indexOf('?')))).toBe(paths.item('dorp', 'a-b'))
  })
  test.each([
    '//elders.nl',
    '/\\elders.nl',
    'https://elders.nl',
    'javascript:alert(1)',
    '/a b',
    `/${'a'.repeat(301)}`,
  ])('never %j', (goTo) => {
    expect(goToFrom(`?verder=${encodeURIComponent(goTo)}`)).toBeNull()
  })
  test('nothing in particular', () => {
    expect(goToFrom('')).toBeNull()
  })
})

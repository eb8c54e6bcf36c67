import { expect, test } from 'vitest'
import { openedAt } from './opened-at.ts'
import { paths } from './paths.ts'

test.each([
  [paths.home, null],
  [paths.channel('x.dorp-1'), 'x.dorp-1'],
  [paths.item('x.dorp', '0f9a'), 'x.dorp'],
  [paths.members('x.dorp'), 'x.dorp'],
  [paths.people, undefined],
  [paths.signIn, undefined],
  [paths.invitation, undefined],
  ['/kanaal/', undefined],
  ['/kanaal/%2e%2e', undefined],
  ['/kanalen/x.dorp', undefined],
])('%s opens %s', (path, opened) => {
  expect(openedAt(path)).toBe(opened)
})

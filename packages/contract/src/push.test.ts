import { expect, test } from 'vitest'
import { subscribeToPush } from './push.devices.ts'
import { isNoticed, type NoticeLevel, noticeLevelIn } from './push.ts'

type Choices = Record<string, NoticeLevel>

test.each<[string, string[], Choices, NoticeLevel]>([
  ['a stranger hears where they are called', [], {}, 'mentions'],
  ['a stranger who asked for it does', [], { project: 'all' }, 'all'],
  ['a member hears news', ['project'], {}, 'news'],
  ['also when less is wanted of the village', ['project', 'village'], { village: 'none' }, 'news'],
  ['a member hears what was chosen', ['project'], { project: 'none' }, 'none'],
  ['who belongs by a village hears news', ['village'], {}, 'news'],
  ['but not of a village that is to be silent', ['village'], { village: 'none' }, 'none'],
  ['nor all talk where all talk of the village is wanted', ['village'], { village: 'all' }, 'news'],
  ['one of two ways is enough', ['village', 'topic'], { village: 'none' }, 'news'],
  ['mentions stay mentions', ['village', 'topic'], { village: 'none', topic: 'mentions' }, 'mentions'],
  ['what was chosen for the project goes first', ['village'], { village: 'none', project: 'news' }, 'news'],
  ['what was chosen where one does not belong says nothing', [], { village: 'all' }, 'mentions'],
])('%s', (_, memberOf, chosen, expected) => {
  const level = noticeLevelIn({
    channelId: 'project',
    linkedIds: ['village', 'topic'],
    isMemberOf: (id) => memberOf.includes(id),
    chosenFor: (id) => chosen[id],
  })
  expect(level).toBe(expected)
})

test('a level lets through what it says', () => {
  const levels = ['all', 'news', 'mentions', 'none'] as const
  expect(levels.map((level) => isNoticed(level, 'news'))).toEqual([true, true, false, false])
  expect(levels.map((level) => isNoticed(level, 'talk'))).toEqual([true, false, false, false])
  expect(levels.map((level) => isNoticed(level, 'call'))).toEqual([true, true, true, false])
})

test.each([
  'http://push.example/a',
  'javascript:alert(1)',
  'https://',
  'https://push.example/a b',
  'https://push.example/\n',
  `https://push.example/${'a'.repeat(1001)}`,
])('%j is no address of a push service', (endpoint) => {
  const keys = { p256dh: `B${'A'.repeat(86)}`, auth: 'A'.repeat(22), language: 'nl' }
  expect(subscribeToPush.input.safeParse({ ...keys, endpoint }).success).toBe(false)
  const right = { ...keys, endpoint: 'https://push.example/a' }
  expect(subscribeToPush.input.safeParse(right).success).toBe(true)
})

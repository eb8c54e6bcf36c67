import type { ChannelContent } from '@bijpraat/contract'
import { expect, test } from 'vitest'
import { isOfVillage } from './of-village.ts'

const channel = (channelId: string, kind: ChannelContent['kind'], villageIds: string[] = []) => ({
  channelId,
  content: {
    kind,
    villageIds,
    name: channelId,
    about: '',
    readers: 'members' as const,
    posters: 'members' as const,
    topicIds: [],
    archived: false,
  },
})

test.each([
  ['the village itself', channel('north', 'village'), true],
  ['another village', channel('south', 'village'), false],
  ['a project of it', channel('bench', 'project', ['south', 'north']), true],
  ['a project of others', channel('bench', 'project', ['south']), false],
  ['a project of no village, by its topics', channel('bench', 'project'), true],
  ['a topic', channel('energy', 'topic'), true],
])('from one village: %s', (_what, listed, expected) => {
  expect(isOfVillage(listed, 'north')).toBe(expected)
  expect(isOfVillage(listed, null)).toBe(true)
})

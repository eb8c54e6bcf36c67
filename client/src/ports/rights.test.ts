import type { ChannelContent, Me } from '@bijpraat/contract'
import { expect, test } from 'vitest'
import { createsKinds, manages, tellsNews, writingIn } from './rights.ts'

const now = 1_000_000
const villager: Me = {
  personId: 'p',
  name: 'Inwoner',
  role: 'villager',
  email: null,
  confirmBy: null,
  moderatorOf: [],
  memberOf: ['dorp'],
  bans: [],
  sessionId: 's',
}
const village: ChannelContent = {
  kind: 'village',
  name: 'Dorp',
  about: '',
  readers: 'members',
  posters: 'members',
  villageIds: [],
  topicIds: [],
  archived: false,
}
const inVillage = { channelId: 'dorp', content: village }
const elsewhere = { channelId: 'ander', content: village }
const project = {
  channelId: 'dak',
  content: { ...village, kind: 'project' as const, villageIds: ['dorp'], readers: 'anyone' as const },
}
const banned = (scope: string, until: number | null = null): Me => ({
  ...villager,
  bans: [{ scope, reason: 'schelden', until }],
})

test.each([
  ['a member', villager, inVillage, 'may'],
  ['a member through the village', villager, project, 'may'],
  ['nobody', null, inVillage, 'signIn'],
  ['someone of another village', villager, elsewhere, 'byInvitation'],
  [
    'a reader of a topic',
    villager,
    { ...elsewhere, content: { ...village, kind: 'topic' as const } },
    'join',
  ],
  ['who was banned here', banned('dorp'), inVillage, 'banned'],
  ['who was banned from the village of a project', banned('dorp'), project, 'banned'],
  ['who was banned until just now', banned('dorp', now), inVillage, 'may'],
  ['who is too late to confirm', { ...villager, confirmBy: now }, inVillage, 'unconfirmed'],
  ['who can still confirm', { ...villager, confirmBy: now + 1 }, inVillage, 'may'],
  [
    'a member of what is archived',
    villager,
    { ...inVillage, content: { ...village, archived: true } },
    'archived',
  ],
  [
    'a member where officials write',
    villager,
    { ...inVillage, content: { ...village, posters: 'officials' as const } },
    'readOnly',
  ],
  ['an official anywhere', { ...villager, role: 'official' as const, memberOf: [] }, elsewhere, 'may'],
  [
    'a moderator of the village of a project',
    { ...villager, memberOf: [], moderatorOf: ['dorp'] },
    project,
    'may',
  ],
])('%s: %s', (_who, me, channel, expected) => {
  const writing = writingIn(me, channel, now)
  expect(writing.may ? 'may' : writing.why).toBe(expected)
})

test('a village is run by its moderators, a project also by officials', () => {
  const official: Me = { ...villager, role: 'official' }
  expect(manages(villager, inVillage, now)).toBe(false)
  expect(manages({ ...villager, moderatorOf: ['dorp'] }, inVillage, now)).toBe(true)
  expect(manages(official, inVillage, now)).toBe(false)
  expect(manages(official, project, now)).toBe(true)
})

test('news of a project is told by who joined the project itself', () => {
  expect(tellsNews(villager, project, now)).toBe(false)
  expect(tellsNews({ ...villager, memberOf: ['dak'] }, project, now)).toBe(true)
  expect(tellsNews({ ...villager, memberOf: ['dorp'] }, inVillage, now)).toBe(false)
})

test('who begins which kind of channel', () => {
  expect(createsKinds(villager, ['dorp'], now)).toEqual([])
  expect(createsKinds({ ...villager, moderatorOf: ['dorp'] }, ['dorp'], now)).toEqual(['project'])
  expect(createsKinds({ ...villager, role: 'official' }, [], now)).toEqual(['project', 'topic'])
  expect(createsKinds({ ...villager, role: 'admin' }, [], now)).toEqual(['project', 'topic', 'village'])
  expect(createsKinds({ ...banned('all'), role: 'official' }, [], now)).toEqual([])
})

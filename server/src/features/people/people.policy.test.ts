import { describe, expect, it } from 'vitest'
import type { Actor, ChannelFacts } from '../../rights/rights.ts'
import { mayBan, mayBanSomeone, mayModerate, maySetModerator, maySetRole } from './people.policy.ts'

const east: ChannelFacts = {
  channelId: 'east',
  kind: 'village',
  readers: 'members',
  posters: 'members',
  villageIds: [],
  topicIds: [],
  archived: false,
}
const project: ChannelFacts = { ...east, channelId: 'bridge', kind: 'project', villageIds: ['east'] }

const actor = (of: Partial<Actor>): Actor => ({
  personId: 'me',
  sessionId: 's',
  role: 'villager',
  moderatorOf: new Set(),
  memberOf: new Set(['east']),
  bannedFrom: new Set(),
  unconfirmed: false,
  ...of,
})
const villager = actor({})
const official = actor({ role: 'official' })
const admin = actor({ role: 'admin' })
const ofEast = actor({ moderatorOf: new Set(['east']) })
const ofWest = actor({ moderatorOf: new Set(['west']) })
const ofAll = actor({ moderatorOf: new Set(['all']) })
const bannedModerator = actor({ moderatorOf: new Set(['east', 'all']), bannedFrom: new Set(['all']) })

describe('roles and moderators', () => {
  it.each([
    [null, 'not_signed_in'],
    [villager, 'forbidden'],
    [official, 'forbidden'],
    [ofAll, 'forbidden'],
    [admin, 'ok'],
  ] as const)('are given by administrators only', (who, verdict) => {
    const role = { commandId: 'c', personId: 'p', role: 'official' } as const
    const moderator = { commandId: 'c', personId: 'p', scope: 'east', on: true } as const
    expect(maySetRole({ actor: who, input: role, channel: null })).toBe(verdict)
    expect(maySetModerator({ actor: who, input: moderator, channel: null })).toBe(verdict)
  })
})

describe('moderating a scope', () => {
  it.each([
    ['villager', villager, false, false, false],
    ['official', official, false, false, false],
    ['moderator of this village', ofEast, true, true, false],
    ['moderator of another', ofWest, false, false, false],
    ['moderator of all', ofAll, true, true, true],
    ['administrator', admin, true, true, true],
    ['banned moderator', bannedModerator, false, false, false],
  ])('as %s', (_, who, inVillage, inItsProject, inAll) => {
    expect(mayModerate(who, east)).toBe(inVillage)
    expect(mayModerate(who, project)).toBe(inItsProject)
    expect(mayModerate(who, null)).toBe(inAll)
  })
})

describe('banning', () => {
  const target = (role: 'villager' | 'official' | 'admin', moderatorOf: string[] = []) => ({
    personId: 'other',
    role,
    moderatorOf,
  })

  it('is asked of moderators only', () => {
    const input = { commandId: 'c', personId: 'p', scope: 'east', reason: 'r' }
    const verdicts = [null, villager, official, bannedModerator, ofEast, admin].map((who) =>
      mayBanSomeone({ actor: who, input, channel: null }),
    )
    expect(verdicts).toEqual(['not_signed_in', 'forbidden', 'forbidden', 'forbidden', 'ok', 'ok'])
  })

  it.each([
    ['a villager, by a moderator', ofEast, target('villager'), true],
    ['a villager, by a moderator of elsewhere', ofWest, target('villager'), false],
    ['a villager, by an official', official, target('villager'), false],
    ['a moderator, by a moderator', ofAll, target('villager', ['east']), false],
    ['a moderator, by an administrator', admin, target('villager', ['east']), true],
    ['an official, by an administrator', admin, target('official'), false],
    ['an administrator, by another', admin, target('admin'), false],
    ['oneself', ofEast, { ...target('villager'), personId: 'me' }, false],
  ])('%s', (_, who, whom, allowed) => {
    expect(mayBan(who, east, whom)).toBe(allowed)
  })
})

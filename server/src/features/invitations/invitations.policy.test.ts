import type { createInvitation, InputOf } from '@bijpraat/contract'
import { describe, expect, it } from 'vitest'
import type { Actor, ChannelFacts } from '../../rights/rights.ts'
import {
  mayCreateInvitation,
  mayInvite,
  mayListInvitations,
  mayRevoke,
  mayRevokeSomeInvitation,
  type WantedInvitation,
} from './invitations.policy.ts'

const east: ChannelFacts = {
  channelId: 'east',
  kind: 'village',
  readers: 'members',
  posters: 'members',
  villageIds: [],
  topicIds: [],
  archived: false,
}
const topic: ChannelFacts = { ...east, channelId: 'energy', kind: 'topic' }
const closed: ChannelFacts = { ...topic, channelId: 'board', readers: 'closed' }
const project: ChannelFacts = { ...east, channelId: 'bridge', kind: 'project', villageIds: ['east'] }

const actor = (of: Partial<Actor>): Actor => ({
  personId: 'me',
  sessionId: 's',
  role: 'villager',
  moderatorOf: new Set(),
  memberOf: new Set(['east', 'energy', 'bridge', 'board']),
  bannedFrom: new Set(),
  unconfirmed: false,
  ...of,
})
const who = {
  villager: actor({}),
  official: actor({ role: 'official', memberOf: new Set() }),
  admin: actor({ role: 'admin', memberOf: new Set() }),
  ofEast: actor({ moderatorOf: new Set(['east']) }),
  ofWest: actor({ moderatorOf: new Set(['west']) }),
  ofAll: actor({ moderatorOf: new Set(['all']) }),
  bannedOfEast: actor({ moderatorOf: new Set(['east']), bannedFrom: new Set(['east']) }),
} as const

const wanted = (of: Partial<WantedInvitation>): WantedInvitation => ({
  role: 'villager',
  channels: [east],
  byMail: true,
  renewed: null,
  ...of,
})

describe('who may invite at all', () => {
  const input: InputOf<typeof createInvitation> = {
    commandId: 'c',
    channelIds: ['east'],
    role: 'villager',
    language: 'nl',
    uses: 1,
    days: 1,
  }
  it.each([
    ['nobody', null, 'not_signed_in', 'not_signed_in'],
    ['a villager', who.villager, 'forbidden', 'forbidden'],
    ['a moderator', who.ofEast, 'ok', 'forbidden'],
    ['an official', who.official, 'ok', 'forbidden'],
    ['an administrator', who.admin, 'ok', 'ok'],
    [
      'a banned moderator',
      actor({ moderatorOf: new Set(['east']), bannedFrom: new Set(['all']) }),
      'banned',
      'banned',
    ],
    [
      'one who did not confirm',
      actor({ moderatorOf: new Set(['east']), unconfirmed: true }),
      'unconfirmed',
      'unconfirmed',
    ],
  ] as const)('%s', (_, asker, villager, official) => {
    expect(mayCreateInvitation({ actor: asker, input, channel: null })).toBe(villager)
    const above = { ...input, role: 'official' } as const
    expect(mayCreateInvitation({ actor: asker, input: above, channel: null })).toBe(official)
    expect(mayCreateInvitation({ actor: asker, input: { ...above, role: 'admin' }, channel: null })).toBe(
      official,
    )
  })
})

describe('to which channels', () => {
  it.each([
    ['villager', who.villager, 'forbidden', 'forbidden', 'forbidden', 'forbidden'],
    ['official', who.official, 'ok', 'ok', 'not_found', 'forbidden'],
    ['administrator', who.admin, 'ok', 'ok', 'ok', 'ok'],
    ['moderator of the village', who.ofEast, 'ok', 'forbidden', 'forbidden', 'ok'],
    ['moderator of another', who.ofWest, 'forbidden', 'forbidden', 'forbidden', 'forbidden'],
    ['moderator of all', who.ofAll, 'ok', 'ok', 'ok', 'ok'],
    ['banned moderator', who.bannedOfEast, 'not_found', 'forbidden', 'forbidden', 'not_found'],
  ] as const)('%s', (_, asker, toVillage, toTopic, toClosed, toProject) => {
    const verdicts = [east, topic, closed, project].map((channel) =>
      mayInvite(asker, wanted({ channels: [channel] })),
    )
    expect(verdicts).toEqual([toVillage, toTopic, toClosed, toProject])
    // One channel that is not theirs spoils the rest.
    const [, ...notOk] = [toVillage, toTopic, toClosed, toProject].filter((verdict) => verdict !== 'ok')
    if (notOk.length > 0) {
      expect(mayInvite(asker, wanted({ channels: [east, topic, closed, project] }))).not.toBe('ok')
    }
  })

  it('to none at all: administrators only', () => {
    expect(mayInvite(who.admin, wanted({ channels: [] }))).toBe('ok')
    expect(mayInvite(who.ofAll, wanted({ channels: [] }))).toBe('forbidden')
    expect(mayInvite(who.admin, wanted({ channels: [null] }))).toBe('not_found')
  })

  it('as more than a villager: by mail only', () => {
    expect(mayInvite(who.admin, wanted({ role: 'official', byMail: false }))).toBe('email_needed')
    expect(mayInvite(who.admin, wanted({ role: 'official' }))).toBe('ok')
    expect(mayInvite(who.official, wanted({ role: 'official' }))).toBe('forbidden')
    expect(mayInvite(who.ofAll, wanted({ role: 'admin' }))).toBe('forbidden')
  })
})

describe('a fresh way in', () => {
  const of = (renewed: Partial<Exclude<WantedInvitation['renewed'], string | null>>) =>
    wanted({ channels: [], renewed: { role: 'villager', moderatorOf: [], channels: [east], ...renewed } })

  it.each([
    ['for a member, by the moderator', who.ofEast, of({}), 'ok'],
    ['for a member, by a moderator of elsewhere', who.ofWest, of({}), 'forbidden'],
    ['for a member, by an official', who.official, of({}), 'forbidden'],
    ['for an official, by a moderator who is a villager', who.ofAll, of({ role: 'official' }), 'forbidden'],
    ['for an administrator, by a moderator of all', who.ofAll, of({ role: 'admin' }), 'forbidden'],
    ['for an administrator, by another', who.admin, of({ role: 'admin' }), 'ok'],
    ['for a moderator of more, by a moderator', who.ofEast, of({ moderatorOf: ['west'] }), 'forbidden'],
    ['for a moderator of the same', who.ofEast, of({ moderatorOf: ['east'] }), 'ok'],
    ['for a member of nothing', who.ofAll, of({ channels: [] }), 'forbidden'],
    ['for nobody', who.ofAll, wanted({ renewed: 'unknown' }), 'not_found'],
    ['without an address', who.ofEast, { ...of({}), byMail: false }, 'email_needed'],
  ] as const)('%s', (_, asker, renewal, verdict) => {
    expect(mayInvite(asker, renewal)).toBe(verdict)
  })
})

describe('seeing and revoking', () => {
  it('is for who could invite to the channel, the maker, and who moderates all of it', () => {
    const list = (asker: Actor | null) =>
      mayListInvitations({ actor: asker, input: { channelId: 'east' }, channel: east })
    expect([null, who.villager, who.official, who.ofEast, who.ofWest, who.admin].map(list)).toEqual([
      'not_signed_in',
      'forbidden',
      'ok',
      'ok',
      'forbidden',
      'ok',
    ])
    expect(mayRevokeSomeInvitation({ actor: null, input: { invitationId: 'i' }, channel: null })).toBe(
      'not_signed_in',
    )
    const both = { by: 'other', channels: [east, topic] }
    expect(mayRevoke(who.ofEast, { by: 'other', channels: [east] })).toBe(true)
    expect(mayRevoke(who.ofEast, both)).toBe(false)
    expect(mayRevoke(who.ofEast, { ...both, by: 'me' })).toBe(true)
    expect(mayRevoke(who.official, both)).toBe(false)
    expect(mayRevoke(who.ofAll, both)).toBe(true)
    expect(mayRevoke(who.ofAll, { by: 'other', channels: [] })).toBe(false)
    expect(mayRevoke(who.admin, { by: null, channels: [] })).toBe(true)
  })
})

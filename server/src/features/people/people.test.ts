import { randomUUID } from 'node:crypto'
import { directoryId, type Me, type PersonContent } from '@bijpraat/contract'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type House, openHouse, village } from '../../testing/people.ts'
import { personModel, type StoredPerson } from './people.schema.ts'
import { cardView } from './people.view.ts'

let house: House
beforeAll(async () => {
  house = await openHouse(inject('mongoUrl'))
})
afterAll(async () => {
  expect(house.faults).toEqual([])
  await house.close()
})

const cardOf = async (personId: string) =>
  (await house.reader.item(directoryId, personId))?.content as PersonContent
const revOf = async (personId: string) => (await house.reader.item(directoryId, personId))?.rev ?? 0
const actorOf = (personId: string) => house.people.actorOf({ personId, sessionId: 's' })
const id = () => randomUUID()

describe('an account', () => {
  it('has a card without its address, and rights in one read', async () => {
    const { personId } = await house.signedIn({
      name: 'Villager A',
      email: 'a@example.org',
      channelIds: ['east'],
    })
    expect(await cardOf(personId)).toEqual({
      name: 'Villager A',
      role: 'villager',
      villageIds: ['east'],
      moderatorOf: [],
      gone: false,
    })
    expect(await actorOf(personId)).toMatchObject({ role: 'villager', memberOf: new Set(['east']) })
    expect(JSON.stringify(await house.collection.find({}).toArray())).not.toContain('a@example.org')
  })

  it('has an address that no other account has, also when two are made at once', async () => {
    const make = () =>
      house.people.create({
        personId: id(),
        name: 'Villager B',
        email: 'twice@example.org',
        role: 'villager',
        channelIds: [],
        confirmBy: null,
        language: 'nl',
        agreedAt: null,
      })
    const outcomes = await Promise.allSettled([make(), make()])
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected'])
    expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
      reason: { code: 'address_taken' },
    })
  })

  it('of content is what content says of it, until somebody takes it over', async () => {
    const personId = 'x.office'
    const office = { personId, name: 'The office', role: 'official', channelIds: [], language: 'nl' } as const
    const under = (commandId: string) => ({ authorId: 'content', commandId, said: commandId })
    await Promise.all([1, 2].map(() => house.people.put(office, under('1'))))
    expect(await cardOf(personId)).toMatchObject({ name: 'The office', role: 'official', villageIds: [] })

    await house.people.put({ ...office, name: 'Our office', channelIds: ['east'] }, under('2'))
    expect(await cardOf(personId)).toMatchObject({ name: 'Our office', villageIds: ['east'] })
    expect((await actorOf(personId))?.memberOf).toEqual(new Set(['east']))

    await house.people.admit({ personId, channelIds: [], provedEmail: 'office@example.org' })
    await house.people.put({ ...office, name: 'Another name' }, under('3'))
    expect((await cardOf(personId)).name).toBe('Our office')
  })

  it('that is unconfirmed in time may not write until it is', async () => {
    const { personId } = await house.signedIn({
      name: 'Villager C',
      email: 'c@example.org',
      confirmBy: house.time.now + 1000,
    })
    expect((await actorOf(personId))?.unconfirmed).toBe(false)
    house.time.now += 1000
    expect((await actorOf(personId))?.unconfirmed).toBe(true)
    await house.people.admit({ personId, channelIds: [], provedEmail: 'c@example.org' })
    expect((await actorOf(personId))?.unconfirmed).toBe(false)
  })

  it('that nobody has gives no rights', async () => {
    expect(await actorOf('nobody')).toBeNull()
  })
})

describe('names', () => {
  it('of villagers may be alike; that of someone with a badge is refused', async () => {
    await house.signedIn({ name: 'Official Green', role: 'official' })
    const one = await house.signedIn({ name: 'Neighbour' })
    const other = await house.signedIn({ name: 'Neighbour' })
    const rename = (name: string) => other.code('me.change', { commandId: id(), name })
    expect(await rename('Official Green')).toBe('name_refused')
    expect(await rename('0ffісial  Grееn')).toBe('name_refused')
    expect(await rename('Gemeente Oost')).toBe('name_refused')
    expect((await cardOf(other.personId)).name).toBe('Neighbour')
    expect(await rename('Other neighbour')).toBe('ok')
    expect((await cardOf(other.personId)).name).toBe('Other neighbour')
    expect((await cardOf(one.personId)).name).toBe('Neighbour')
  })

  it('of moderators count as those of officials do', async () => {
    const admin = await house.signedIn({ name: 'Administrator of names', role: 'admin' })
    const moderator = await house.signedIn({ name: 'Keeper' })
    const scope = { commandId: id(), personId: moderator.personId, scope: 'east', on: true }
    await admin.get('person.setModerator', scope)
    const villager = await house.signedIn({ name: 'Someone' })
    expect(await villager.code('me.change', { commandId: id(), name: 'Keeper' })).toBe('name_refused')
    expect(await moderator.code('me.change', { commandId: id(), name: 'Moderator East' })).toBe('ok')
  })

  it.each([
    '',
    ' ',
    '123',
    'A\u200bb',
    'A\u202eb',
    'A\nb',
    'A\u2028b',
    '\u3164',
    'x'.repeat(61),
    { $ne: '' },
    null,
  ])('that nobody can read are invalid: %j', async (name) => {
    const villager = await house.signedIn({ name: 'Odd' })
    expect(await villager.code('me.change', { commandId: id(), name })).toBe('invalid_input')
  })
})

describe('roles', () => {
  it('are given once under a command, and the retry needs no right any more', async () => {
    const admin = await house.signedIn({ name: 'Admin of roles', role: 'admin' })
    const other = await house.signedIn({ name: 'Second admin', role: 'admin' })
    const villager = await house.signedIn({ name: 'To be official' })
    const command = { commandId: id(), personId: villager.personId, role: 'official' }
    expect(await admin.get('person.setRole', command)).toEqual({})
    const rev = await revOf(villager.personId)
    await other.get('person.setRole', { commandId: id(), personId: admin.personId, role: 'villager' })
    expect(await admin.get('person.setRole', command)).toEqual({})
    expect(await revOf(villager.personId)).toBe(rev)
    expect(await admin.code('person.setRole', { ...command, role: 'admin' })).toBe('id_reused')
    expect(await admin.code('person.setRole', { ...command, commandId: id() })).toBe('forbidden')
    expect((await cardOf(villager.personId)).role).toBe('official')
    expect((await actorOf(villager.personId))?.role).toBe('official')
  })

  it('say something else under the same id and are refused', async () => {
    const admin = await house.signedIn({ name: 'Admin of ids', role: 'admin' })
    const villager = await house.signedIn({ name: 'Villager of ids' })
    const command = { commandId: id(), personId: villager.personId, role: 'villager' }
    expect(await admin.code('person.setRole', command)).toBe('ok')
    expect(await admin.code('person.setRole', { ...command, role: 'official' })).toBe('id_reused')
    expect(await admin.code('me.change', { commandId: command.commandId, name: 'Admin' })).toBe('id_reused')
  })

  it('are not given to an address that is not proved, or to nobody', async () => {
    const admin = await house.signedIn({ name: 'Admin of proof', role: 'admin' })
    const squatter = await house.signedIn({
      name: 'Unproved',
      email: 'unproved@example.org',
      confirmBy: house.time.now + 1e6,
    })
    const role = { personId: squatter.personId, role: 'official' }
    expect(await admin.code('person.setRole', { commandId: id(), ...role })).toBe('forbidden')
    const moderator = { personId: squatter.personId, scope: 'east', on: true }
    expect(await admin.code('person.setModerator', { commandId: id(), ...moderator })).toBe('forbidden')
    expect(await admin.code('person.setRole', { commandId: id(), personId: id(), role: 'official' })).toBe(
      'not_found',
    )
  })

  it('leave one administrator, also when two demote each other at once', async () => {
    const own = await openHouse(inject('mongoUrl'))
    for (let round = 0; round < 10; round += 1) {
      const one = await own.signedIn({ name: 'One', role: 'admin' })
      const two = await own.signedIn({ name: 'Two', role: 'admin' })
      const everyone = await personModel(own.database).find({ role: 'admin' }).lean<StoredPerson[]>()
      for (const { _id } of everyone) {
        if (_id === one.personId || _id === two.personId) continue
        await one.get('person.setRole', { commandId: id(), personId: _id, role: 'villager' })
      }
      const codes = await Promise.all([
        one.code('person.setRole', { commandId: id(), personId: two.personId, role: 'villager' }),
        two.code('person.setRole', { commandId: id(), personId: one.personId, role: 'villager' }),
      ])
      expect(await personModel(own.database).countDocuments({ role: 'admin' })).toBe(1)
      expect(codes.filter((code) => code === 'ok')).toHaveLength(1)
      const left = codes[0] === 'ok' ? one : two
      const last = { commandId: id(), personId: left.personId, role: 'official' }
      expect(await left.code('person.setRole', last)).toBe('last_admin')
    }
    expect(own.faults).toEqual([])
    await own.close()
  })
})

describe('bans', () => {
  it('hold in their scope until their time, with the reason for the banned alone', async () => {
    const admin = await house.signedIn({ name: 'Admin of bans', role: 'admin' })
    const moderator = await house.signedIn({ name: 'Keeper of bans', channelIds: ['east'] })
    const right = { commandId: id(), personId: moderator.personId, scope: 'east', on: true }
    await admin.get('person.setModerator', right)
    const villager = await house.signedIn({ name: 'Loud', channelIds: ['east'] })
    const { personId } = villager
    const before = await revOf(personId)
    const until = house.time.now + 60_000
    const ban = { personId, scope: 'east', reason: 'shouting', until }
    await moderator.get('person.ban', { commandId: id(), ...ban })
    expect(await revOf(personId)).toBeGreaterThan(before)
    expect((await actorOf(personId))?.bannedFrom).toEqual(new Set(['east']))
    expect(JSON.stringify(await cardOf(personId))).not.toContain('shouting')
    const actor = await villager.actor()
    const me = actor && (await house.people.meOf(actor))
    expect(me?.bans).toEqual([{ scope: 'east', reason: 'shouting', until }] satisfies Me['bans'])
    expect(await moderator.get('person.bans', { personId })).toMatchObject({
      bans: [{ scope: 'east', reason: 'shouting', until, by: moderator.personId }],
    })
    house.time.now = until
    expect((await actorOf(personId))?.bannedFrom.size).toBe(0)
  })

  it('are replaced and lifted, by who moderates the scope only', async () => {
    const admin = await house.signedIn({ name: 'Admin of scopes', role: 'admin' })
    const moderator = await house.signedIn({ name: 'Keeper of west', channelIds: ['east'] })
    const right = { commandId: id(), personId: moderator.personId, scope: 'west', on: true }
    await admin.get('person.setModerator', right)
    const { personId, ...villager } = await house.signedIn({ name: 'Banned', channelIds: ['east', 'west'] })
    const ban = (scope: string, reason: string) => ({ commandId: id(), personId, scope, reason })
    expect(await moderator.code('person.ban', ban('east', 'r'))).toBe('forbidden')
    expect(await moderator.code('person.ban', ban('all', 'r'))).toBe('forbidden')
    expect(await moderator.code('person.ban', ban('nowhere', 'r'))).toBe('not_found')
    expect(await villager.code('person.ban', ban('west', 'r'))).toBe('forbidden')
    expect(await admin.code('person.ban', ban('east', 'first'))).toBe('ok')
    expect(await moderator.code('person.ban', ban('west', 'first'))).toBe('ok')
    expect(await moderator.code('person.ban', ban('west', 'second'))).toBe('ok')
    const listed = await moderator.get<{ bans: { reason: string }[] }>('person.bans', { personId })
    expect(listed.bans.map(({ reason }) => reason)).toEqual(['second'])
    expect(await moderator.code('person.liftBan', { commandId: id(), personId, scope: 'east' })).toBe(
      'forbidden',
    )
    expect(await moderator.code('person.liftBan', { commandId: id(), personId, scope: 'west' })).toBe('ok')
    expect((await actorOf(personId))?.bannedFrom).toEqual(new Set(['east']))
  })
})

describe('a retry of a ban', () => {
  it('while the first try is under way is the same ban', async () => {
    const admin = await house.signedIn({ name: 'Admin of retries', role: 'admin' })
    const { personId } = await house.signedIn({ name: 'Once' })
    const ban = { commandId: id(), personId, scope: 'all', reason: 'r' }
    const before = await revOf(personId)
    const codes = await Promise.all(Array.from({ length: 5 }, () => admin.code('person.ban', ban)))
    expect(new Set(codes)).toEqual(new Set(['ok']))
    const { bans } = await admin.get<{ bans: unknown[] }>('person.bans', { personId })
    expect(bans).toHaveLength(1)
    expect(await revOf(personId)).toBe(before + 1)
  })
})

describe('memberships', () => {
  it('are added and taken away once, and told by the card also when it stays as it was', async () => {
    house.channels.set('topic', { ...village('topic'), kind: 'topic' })
    const { personId } = await house.signedIn({ name: 'Joiner' })
    const under = () => ({ authorId: personId, commandId: id(), said: {} })
    const revs = [await revOf(personId)]
    await house.people.addMembership({ personId, channelId: 'east', ...under() })
    revs.push(await revOf(personId))
    await house.people.addMembership({ personId, channelId: 'topic', ...under() })
    revs.push(await revOf(personId))
    await house.people.addMembership({ personId, channelId: 'topic', ...under() })
    expect((await cardOf(personId)).villageIds).toEqual(['east'])
    expect((await actorOf(personId))?.memberOf).toEqual(new Set(['east', 'topic']))
    const members = await house.people.membersOf('topic')
    expect(members.filter((member) => member.personId === personId)).toHaveLength(1)
    await house.people.removeMembership({ personId, channelId: 'east', ...under() })
    expect((await cardOf(personId)).villageIds).toEqual([])
    expect((await actorOf(personId))?.memberOf).toEqual(new Set(['topic']))
    expect(new Set(revs).size).toBe(revs.length)
  })

  it('of nobody are not found', async () => {
    const change = { personId: id(), channelId: 'east', authorId: id(), commandId: id(), said: {} }
    await expect(house.people.addMembership(change)).rejects.toMatchObject({ code: 'not_found' })
  })
})

describe('cards', () => {
  it('are what the persons say, whatever happened', async () => {
    const stored = await personModel(house.database).find().lean<StoredPerson[]>()
    expect(stored.length).toBeGreaterThan(20)
    for (const person of stored) {
      const villages = person.memberships
        .map(({ channelId }) => channelId)
        .filter((channelId) => house.channels.get(channelId)?.kind === 'village')
      expect(await cardOf(person._id)).toEqual(cardView(person, villages))
    }
  })
})

import {
  broadcasts,
  changeChannel,
  deleteItem,
  directoryId,
  editMessage,
  listChannels,
  markRead,
  personalId,
  pinAnnouncement,
  postMessage,
  postUpdate,
  publishAnnouncement,
  reactToItem,
  resume,
  sayPresence,
  setModerator,
  signOut,
} from '@bijpraat/contract'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'
import { until } from '../testing/wait.ts'
import { lookedIntoBy } from './answers.fixture.ts'
import { hearingOf, type Listener, listenersOf, rangesOf, undeclared } from './hearing.fixture.ts'
import {
  type Grid,
  type Hearing,
  nameOf,
  type Side,
  type Situation,
  situations,
} from './situations.fixture.ts'
import { fresh, openWorld, type World } from './world.fixture.ts'

let world: World
let listeners: ReturnType<typeof listenersOf>
let openProject: string

beforeAll(async () => {
  const services = { mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }
  world = await openWorld(services, { nodes: 2, actorsOn: 1 })
  const { own, other } = world.places
  openProject = await world.house.channel({ kind: 'project', readers: 'anyone', villageIds: [own.open] })
  listeners = listenersOf(world)
  const also = [...Object.values(own), ...Object.values(other), openProject]
  await Promise.all(listeners.all.map(({ follow }) => follow(also)))
})
afterEach(async () => {
  await listeners.settled()
  expect(listeners.all.flatMap(undeclared)).toEqual([])
  listeners.forget()
  await world.limits.forget()
})
afterAll(() => world[Symbol.asyncDispose]())

const secret = 'Alleen voor ons'
const someone = { role: 'admin', side: 'own', member: true } as const

/** Says, reacts to, changes and takes back something; resolves with its id when all of it has been sent. */
const talk = async (channelId: string): Promise<string> => {
  const { itemId } = await world.manage(postMessage, { ...fresh(), channelId, text: secret })
  await world.manage(reactToItem, { ...fresh(), channelId, itemId, reaction: 'nice', on: true })
  await world.manage(editMessage, { ...fresh(), channelId, itemId, text: `${secret}!` })
  const { rev } = await world.manage(deleteItem, { ...fresh(), channelId, itemId })
  await reached(channelId, rev)
  return itemId
}

const reached = async (channelId: string, rev: number) => {
  const witness = listeners.of(someone)
  await until(() => rangesOf(witness, channelId).some(({ upTo }) => upTo >= rev))
  await listeners.settled()
}

const unlike = (expected: Grid<Hearing>, heard: Grid<Hearing>, among = situations) =>
  among
    .filter((situation) => heard(situation) !== expected(situation))
    .map((situation) => `${nameOf(situation)}: ${heard(situation)} instead of ${expected(situation)}`)

/** Everything that is sent, by who receives it; a broadcast that is not here fails. */
const tested = ['delivery', 'presence', 'pulse', 'resumed', 'rights', 'signedOut']
test('W2: every broadcast has expectations', () => {
  expect([...broadcasts.keys()].sort()).toEqual(tested)
})

describe('delivery', () => {
  const sides: Side[] = ['own', 'other']
  test.each(Object.entries(lookedIntoBy))(
    'W5: what is said in %s is heard by its readers, each by their view',
    async (place, expected) => {
      const places = world.places as Record<Side, Record<string, string>>
      const said: Record<string, string> = {}
      for (const side of sides) said[side] = await talk(places[side]?.[place] ?? '')
      const heard = (situation: Situation) =>
        hearingOf(listeners.of(situation), places[situation.side]?.[place] ?? '', said[situation.side] ?? '')
      expect(unlike(expected, heard)).toEqual([])
    },
  )

  test('W5: the public view has no name, no reaction and nothing of what villagers say', async () => {
    await talk(world.places.own.open)
    await talk(openProject)
    const news = { ...fresh(), channelId: openProject, title: 'Dak', text: 'Het dak is gemeten.' }
    const { itemId, rev } = await world.manage(postUpdate, news)
    await reached(openProject, rev)
    // Its share in the village comes by a consumer, after it.
    await until(() => hearingOf(listeners.of(someone), world.places.own.open, `s.${itemId}`) !== 'nothing')
    await listeners.settled()
    const nobody = listeners.of({ role: 'anonymous', side: 'own', member: false })
    const outcast = listeners.of({ role: 'banned', side: 'own', member: true })
    for (const channelId of [world.places.own.open, openProject]) {
      const ranges = rangesOf(nobody, channelId)
      expect(ranges).not.toEqual([])
      expect(JSON.stringify(ranges)).not.toMatch(
        new RegExp(`${secret}|${world.boss.personId}|"reactions"|"writtenAt"`),
      )
    }
    const told = { channelId: openProject, title: 'Weg dicht', text: 'De brug wordt hersteld.' }
    const announced = await world.manage(publishAnnouncement, { ...fresh(), ...told })
    const pin = { channelId: openProject, itemId: announced.itemId, endsAt: null }
    await reached(openProject, (await world.manage(pinAnnouncement, { ...fresh(), ...pin })).rev)
    const shownToNobody = rangesOf(nobody, openProject).flatMap(({ items }) => items)
    expect(shownToNobody.findLast(({ id }) => id === announced.itemId)).toMatchObject({
      kind: 'announcement',
      authorId: null,
      standing: true,
      content: { title: 'Weg dicht', text: 'De brug wordt hersteld.' },
    })
    expect(JSON.stringify(shownToNobody)).not.toContain(world.boss.personId)
    // The same bytes for everyone in a room.
    const { open } = world.places.own
    expect(rangesOf(outcast, open)).toEqual(rangesOf(nobody, open))
    const update = rangesOf(nobody, openProject)
      .flatMap(({ items }) => items)
      .find(({ id }) => id === itemId)
    expect(update).toMatchObject({
      kind: 'update',
      authorId: null,
      content: { title: 'Dak', text: 'Het dak is gemeten.' },
    })
  })

  test('L6: nobody’s ranges have a gap, whichever view they come by', async () => {
    await talk(world.places.own.open)
    for (const listener of listeners.all) {
      const ranges = rangesOf(listener, world.places.own.open)
      for (const [index, range] of ranges.entries()) {
        if (index > 0) expect(range.after).toBe(ranges[index - 1]?.upTo)
      }
    }
  })

  test('L11: cards reach everyone who is signed in, and what is one’s own only oneself', async () => {
    const [reader] = listeners.all.filter(({ person }) => person !== null)
    const personId = reader?.person?.personId ?? ''
    const positions = [{ channelId: world.places.own.open, seq: 1 }]
    await reader?.client.give(markRead, { positions })
    await until(() => reader && rangesOf(reader, personalId(personId)).length > 0)
    await world.house.person()
    await until(() => reader && rangesOf(reader, directoryId).length > 0)
    await listeners.settled()
    const own = listeners.all.filter((listener) => rangesOf(listener, personalId(personId)).length > 0)
    expect(own.map(namesOf)).toEqual([personId])
    const withCards = listeners.all.filter((listener) => rangesOf(listener, directoryId).length > 0)
    expect(withCards.map(namesOf)).toEqual(listeners.all.filter(({ person }) => person !== null).map(namesOf))
  })
})

const namesOf = ({ person }: Listener) => person?.personId ?? 'nobody'
const hearersOf = (name: string) =>
  listeners.all.filter(({ heard }) => heard.some((one) => one.name === name)).map(namesOf)

test('pulse: is heard by everyone, again and again', async () => {
  const beats = ({ heard }: Listener) => heard.filter(({ name }) => name === 'pulse').length
  await until(() => listeners.all.every((listener) => beats(listener) >= 2))
})

test('resumed: is heard by the connection that asked in its handshake, and nowhere else', async () => {
  const { house } = world
  const person = await house.person()
  const other = await house.connect(person)
  const names: string[] = []
  other.socket.onAny((name: string) => names.push(name))
  const client = await house.connect(person, 0, { have: [], also: [] })
  const answer = await client.resumed
  expect(broadcasts.get('resumed')?.payload.parse(answer)).toEqual(answer)
  await other.give(listChannels, {})
  await listeners.settled()
  expect(names).not.toContain('resumed')
  expect(hearersOf('resumed')).toEqual([])
})

test('presence: is heard by the insiders of the channel only, on every node', async () => {
  const { village, open } = world.places.own
  const witness = listeners.of(someone)
  for (const [channelId, expected] of [
    [village, lookedIntoBy.village],
    [open, lookedIntoBy.open],
  ] as const) {
    listeners.forget()
    await world.manage(sayPresence, { channelId, doing: 'here' })
    await until(() => witness.heard.some(({ name }) => name === 'presence'))
    await listeners.settled()
    const own = situations.filter(({ side }) => side === 'own')
    const heard = (situation: Situation): Hearing =>
      listeners.of(situation).heard.some(({ name }) => name === 'presence') ? 'members' : 'nothing'
    const insiders = (situation: Situation): Hearing =>
      expected(situation) === 'members' ? 'members' : 'nothing'
    expect(unlike(insiders, heard, own)).toEqual([])
  }
})

// After the pulses: by then no node finds channels any more that were made for the tests, past all nodes.
test('rights: is heard by the person whose rights changed, and nobody else', async () => {
  const scope = world.places.other.board
  for (const listener of listeners.all) {
    if (listener.person === null) continue
    listeners.forget()
    const { personId } = listener.person
    await world.manage(setModerator, { ...fresh(), personId, scope, on: true })
    await until(() => hearersOf('rights').length > 0)
    await listeners.settled()
    expect(hearersOf('rights')).toEqual([namesOf(listener)])
  }
})

test('signedOut: is heard on the device that was signed out, and nowhere else', async () => {
  const { house } = world
  const phone = await house.person()
  const desk = await house.signIn(phone.personId)
  const clients = await Promise.all([
    house.connect(phone, 0),
    house.connect(phone, 1),
    house.connect(desk, 0),
    house.connect(desk, 1),
  ])
  const heard = clients.map((client) => {
    const names: string[] = []
    client.socket.onAny((name: string) => names.push(name))
    return names
  })
  await Promise.all(clients.map((client) => client.give(resume, { have: [], also: [] })))
  await house.post(phone, signOut, {})
  await until(() => clients[0]?.socket.disconnected && clients[1]?.socket.disconnected)
  await Promise.all(clients.slice(2).map((client) => client.give(listChannels, {})))
  await listeners.settled()
  const told = heard.map((names) => names.includes('signedOut'))
  expect(told).toEqual([true, true, false, false])
  expect(hearersOf('signedOut')).toEqual([])
})

test('W4: closing a channel leaves nobody in it who may not read it any more', async () => {
  const channelId = world.places.own.open
  await world.manage(changeChannel, { ...fresh(), channelId, readers: 'closed' })
  await until(() => hearersOf('rights').length === listeners.all.length)
  const { itemId, rev } = await world.manage(postMessage, { ...fresh(), channelId, text: secret })
  await reached(channelId, rev)
  const heard = (situation: Situation) => hearingOf(listeners.of(situation), channelId, itemId)
  const own = situations.filter(({ side }) => side === 'own')
  expect(unlike(lookedIntoBy.closed, heard, own)).toEqual([])
})

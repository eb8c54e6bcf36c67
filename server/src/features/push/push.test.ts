import { randomUUID } from 'node:crypto'
import {
  type Answer,
  banPerson,
  type Command,
  chooseNotices,
  deleteItem,
  editMessage,
  endSession,
  type InputOf,
  lookingHoldsMs,
  mentionOf,
  mutePerson,
  type NoticeLevel,
  type OutputOf,
  postMessage,
  postUpdate,
  publishAnnouncement,
  pushKey,
  restoreItem,
  sayLooking,
  setModerator,
  subscribeToPush,
  unsubscribeFromPush,
} from '@bijpraat/contract'
import { Redis } from 'ioredis'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type House, startHouse, type TestClient, type TestPerson } from '../../testing/house.ts'
import {
  authorityFile,
  openPushService,
  type TestDevice,
  type TestPushService,
} from '../../testing/push-service.ts'
import { until } from '../../testing/wait.ts'

let there: TestPushService
let house: House
let client: MongoClient
let boss: TestClient

beforeAll(async () => {
  there = await openPushService()
  const services = { mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }
  const env = { PUSH_HOSTS: there.host, PUSH_PRIVATE: 'yes', PUSH_CA: authorityFile }
  house = await startHouse(services, { nodes: 2, env })
  client = await MongoClient.connect(house.mongoUrl)
})
afterAll(async () => {
  await client.close()
  await house[Symbol.asyncDispose]()
  await there[Symbol.asyncDispose]()
})

const fresh = () => ({ commandId: randomUUID() })
const insist = async <T>(answer: Promise<Answer<T>>): Promise<T> => {
  const given = await answer
  if (!given.ok) throw new Error(given.code)
  return given.data
}
const give = <C extends Command>(who: TestClient, command: C, input: InputOf<C>): Promise<OutputOf<C>> =>
  insist(who.give(command, input))

type Person = TestPerson & { client: TestClient; device: TestDevice }

/** Signs a device up for what its person is told. */
const withDevice = async (person: TestPerson, node = 0): Promise<Person> => {
  const device = there.device()
  const connected = await house.connect(person, node)
  await give(connected, subscribeToPush, { ...device.target, language: 'nl' })
  return { ...person, client: connected, device }
}
const someone = async (wish: Parameters<House['person']>[0]) => withDevice(await house.person(wish))

const titles = ({ device }: Person) => device.received.map(({ message }) => message.body)
const announce = async (channelId: string, title: string): Promise<string> => {
  const said = { ...fresh(), channelId, title, text: 'Lees dit.' }
  return (await give(boss, publishAnnouncement, said)).itemId
}
const choose = (who: Person, channelId: string, level: NoticeLevel) =>
  give(who.client, chooseNotices, { ...fresh(), channelId, level })

const deliveries = () =>
  client.db().collection<{ _id: string; outcome?: string; dueAt?: number }>('pushDeliveries')
/** Resolves when all about an item is told, or will not be. */
const settled = async (itemId: string, channelId: string) => {
  const revs = client.db().collection<{ _id: string; rev: number }>('consumers')
  const item = await house.testLog.reader.item(channelId, itemId)
  await until(async () => ((await revs.findOne({ _id: `push/${channelId}` }))?.rev ?? 0) >= (item?.rev ?? 0))
  await until(async () => (await deliveries().countDocuments({ itemId, dueAt: { $exists: true } })) === 0)
  return deliveries().find({ itemId }).toArray()
}
/** What was put off is due now. */
const hurry = (itemId: string) =>
  deliveries().updateMany({ itemId, dueAt: { $exists: true } }, { $set: { dueAt: 0 } })

const forgetLooking = async () => {
  const redis = new Redis(inject('redisUrl'))
  const keys = await redis.keys(`${new URL(house.mongoUrl).pathname.slice(1)}:note:*`)
  if (keys.length > 0) await redis.del(...keys)
  redis.disconnect()
}

let village: string
let villager: Person

beforeEach(async () => {
  // Someone else each time: how much one person may announce has a limit.
  boss = await house.connect(await house.person({ role: 'admin' }))
  village = await house.channel({ name: 'Oostdorp' })
  villager = await someone({ memberOf: [village] })
})

describe('news', () => {
  test('is told to each device of who belongs to the channel, once, and not to who wrote it', async () => {
    const second = await withDevice(await house.signIn(villager.personId))
    const stranger = await someone({})
    const moderator = await someone({ role: 'official', memberOf: [village] })
    const said = { ...fresh(), channelId: village, title: 'Weg dicht', text: 'De brug wordt hersteld.' }
    const { itemId } = await give(moderator.client, publishAnnouncement, said)
    await settled(itemId, village)
    for (const person of [villager, second]) {
      expect(person.device.received).toMatchObject([
        {
          message: {
            title: 'Oostdorp',
            body: 'Weg dicht',
            tag: itemId,
            path: `/kanaal/${village}/b/${itemId}`,
            language: 'nl',
          },
        },
      ])
    }
    expect([titles(stranger), titles(moderator)]).toEqual([[], []])
    const { publicKey } = await give(villager.client, pushKey, {})
    expect(villager.device.received[0]?.key).toBe(publicKey)
    expect(there.faults).toEqual([])
  })

  test('of a project is told once, wherever it shows', async () => {
    const topic = await house.channel({ kind: 'topic', name: 'Wonen' })
    const project = await house.channel({ kind: 'project', villageIds: [village], topicIds: [topic] })
    const both = await someone({ memberOf: [village, topic, project] })
    const said = { ...fresh(), channelId: project, title: 'Dak', text: 'Het dak ligt erop.' }
    const { itemId } = await give(boss, postUpdate, said)
    await settled(itemId, project)
    const homeOf = async () => (await house.testLog.reader.item(village, `s.${itemId}`))?.seq
    await until(async () => (await homeOf()) !== undefined)
    await settled(`s.${itemId}`, village)
    expect(titles(both)).toEqual(['Dak'])
    expect(titles(villager)).toEqual(['Dak'])
  })

  test('is not told to who only may look in, until they choose so', async () => {
    const official = await someone({ role: 'official' })
    await settled(await announce(village, 'Een'), village)
    expect(titles(official)).toEqual([])
    await choose(official, village, 'news')
    await settled(await announce(village, 'Twee'), village)
    expect(titles(official)).toEqual(['Twee'])
  })
})

describe('a level', () => {
  const talk = async (text = 'Wie komt er?\nIk wel.') =>
    (await give(boss, postMessage, { ...fresh(), channelId: village, text })).itemId

  test.each([
    ['all', ['Wie komt er?', 'Nieuws']],
    ['news', ['Nieuws']],
    ['mentions', []],
    ['none', []],
    ['muted', []],
  ] as const)('%s is told what it says', async (level, told) => {
    await choose(villager, village, level)
    await settled(await talk(), village)
    await settled(await announce(village, 'Nieuws'), village)
    expect(titles(villager)).toEqual(told)
  })

  test.each([
    ['all', true],
    ['news', true],
    ['mentions', true],
    ['none', false],
    ['muted', false],
  ] as const)('%s is told of a mention: %s', async (level, isTold) => {
    await choose(villager, village, level)
    await settled(await talk(`${mentionOf(villager.personId)} komt`), village)
    expect(villager.device.received).toHaveLength(isTold ? 1 : 0)
  })

  test('of a village holds for the projects through which one belongs to them', async () => {
    const project = await house.channel({ kind: 'project', villageIds: [village] })
    await choose(villager, village, 'none')
    await settled(await announce(project, 'Een'), project)
    await choose(villager, project, 'news')
    await settled(await announce(project, 'Twee'), project)
    expect(titles(villager)).toEqual(['Twee'])
  })

  test('says nothing of what someone says whom one muted, but for news', async () => {
    await choose(villager, village, 'all')
    const talker = await someone({ role: 'admin' })
    const { personId } = talker
    await give(villager.client, mutePerson, { ...fresh(), personId, on: true })
    const say = async (text: string) => {
      const said = { ...fresh(), channelId: village, text }
      await settled((await give(talker.client, postMessage, said)).itemId, village)
    }
    await say('Hoor je mij?')
    await say(`${mentionOf(villager.personId)}, hoor je mij?`)
    const news = { ...fresh(), channelId: village, title: 'Weg dicht', text: 'De brug wordt hersteld.' }
    await settled((await give(talker.client, publishAnnouncement, news)).itemId, village)
    expect(titles(villager)).toEqual(['Weg dicht'])
    await give(villager.client, mutePerson, { ...fresh(), personId, on: false })
    await say('En nu?')
    expect(titles(villager)).toEqual(['Weg dicht', 'En nu?'])
  })

  test('L11: is an item of the person’s own channel, on every device', async () => {
    await choose(villager, village, 'all')
    await choose(villager, village, 'none')
    const item = await house.testLog.reader.item(`me.${villager.personId}`, `n.${village}`)
    expect(item).toMatchObject({ kind: 'notices', content: { channelId: village, level: 'none' } })
  })
})

describe('what calls someone', () => {
  const told = async (text: string, more: { replyTo?: string } = {}, by: TestClient = boss) => {
    const said = { ...fresh(), channelId: village, text, ...more }
    const { itemId } = await give(by, postMessage, said)
    await settled(itemId, village)
    return itemId
  }

  test('says their present names, in the language of the device', async () => {
    const name = await house.person({ name: 'Penningmeester', memberOf: [village] })
    await told(
      `${mentionOf(villager.personId)} vraagt ${mentionOf(name.personId)} en ${mentionOf('officials')}`,
    )
    const own = (await house.people.namesOf([villager.personId])).get(villager.personId)
    expect(titles(villager)).toEqual([`@${own} vraagt @Penningmeester en @gemeente`])
  })

  test('is an answer to what they said, and nothing to themselves', async () => {
    const asked = await told('Wie komt er?', {}, villager.client)
    await told('Ik', { replyTo: asked }, villager.client)
    await told('Ik ook', { replyTo: asked })
    expect(titles(villager)).toEqual(['Ik ook'])
  })

  test('by a word reaches those of that work whom the channel concerns', async () => {
    const official = await someone({ role: 'official', memberOf: [village] })
    const elsewhere = await someone({ role: 'official' })
    const moderator = await someone({ memberOf: [village] })
    const scope = { ...fresh(), personId: moderator.personId, scope: village, on: true }
    await give(boss, setModerator, scope)
    await told(`${mentionOf('officials')} 1`)
    await told(`${mentionOf('moderators')} 2`)
    await told(`${mentionOf('everyone')} 3`)
    expect(titles(official)).toEqual(['@gemeente 1', '@iedereen 3'])
    expect(titles(moderator)).toEqual(['@moderatoren 2', '@iedereen 3'])
    expect(titles(villager)).toEqual(['@iedereen 3'])
    expect(titles(elsewhere)).toEqual([])
    await told(`${mentionOf(elsewhere.personId)} 4`)
    expect(elsewhere.device.received).toHaveLength(1)
  })

  test('and does not when it is sent any more is not told', async () => {
    villager.device.answers = [{ status: 503 }, { status: 201 }]
    const said = { ...fresh(), channelId: village, text: `${mentionOf(villager.personId)} komt` }
    const { itemId } = await give(boss, postMessage, said)
    await until(async () => (await deliveries().countDocuments({ itemId, tries: 1 } as never)) === 1)
    await give(boss, editMessage, { ...fresh(), channelId: village, itemId, text: 'Niemand komt' })
    await hurry(itemId)
    const [delivery] = await settled(itemId, village)
    expect(delivery?.outcome).toBe('unwanted')
  })

  test('only since it was changed is told once, and nothing anew to whom it called before', async () => {
    const other = await someone({ memberOf: [village] })
    const both = `${mentionOf(villager.personId)} en ${mentionOf(other.personId)} komen`
    const itemId = await told(`${mentionOf(villager.personId)} komt`)
    const change = async (text: string) => {
      await give(boss, editMessage, { ...fresh(), channelId: village, itemId, text })
      await settled(itemId, village)
    }
    await change(both)
    await change(`${both}!`)
    await change('Niemand komt')
    await change(both)
    expect([villager, other].map(({ device }) => device.received.length)).toEqual([1, 1])
    expect(other.device.received[0]?.message).toMatchObject({ tag: itemId })
  })

  test('is not told anew to a device that came since, nor when its deletion is undone', async () => {
    const itemId = await told(`${mentionOf(villager.personId)} komt`)
    const second = await withDevice(await house.signIn(villager.personId))
    const at = { channelId: village, itemId }
    await give(boss, editMessage, { ...fresh(), ...at, text: `${mentionOf(villager.personId)} komt!` })
    await give(boss, deleteItem, { ...fresh(), ...at })
    await deliveries().deleteMany({ itemId })
    await give(boss, restoreItem, { ...fresh(), ...at })
    await settled(itemId, village)
    expect([villager, second].map(({ device }) => device.received.length)).toEqual([1, 0])
  })

  test('is nothing to who may not read it', async () => {
    const stranger = await someone({})
    await told(`${mentionOf(stranger.personId)} komt`)
    expect(titles(stranger)).toEqual([])
  })
})

describe('what a push service answers', () => {
  test.each([404, 410])('%i: the subscription is gone', async (status) => {
    villager.device.answers = [{ status }]
    await settled(await announce(village, 'Een'), village)
    await settled(await announce(village, 'Twee'), village)
    expect(villager.device.asked).toBe(1)
  })

  test('413: it is said in fewer words', async () => {
    villager.device.answers = [{ status: 413 }, { status: 201 }]
    const itemId = await announce(village, 'Veel te lang')
    await settled(itemId, village)
    expect(villager.device.received).toMatchObject([{ message: { body: '', tag: itemId } }])
  })

  test('413 again: that is given up', async () => {
    villager.device.answers = [{ status: 413 }]
    expect(await settled(await announce(village, 'Een'), village)).toMatchObject([{ outcome: '413' }])
    expect(villager.device.asked).toBe(2)
  })

  test('429: nothing is asked of it until it may be, by any node', async () => {
    villager.device.answers = [{ status: 429, headers: { 'retry-after': '2' } }, { status: 201 }]
    const refused = await announce(village, 'Een')
    await until(async () => (await deliveries().countDocuments({ itemId: refused, tries: 1 } as never)) === 1)
    const refusedAt = performance.now()
    const other = await someone({ memberOf: [village] })
    const next = await announce(village, 'Twee')
    await settled(refused, village)
    await settled(next, village)
    expect([titles(villager).sort(), titles(other)]).toEqual([['Een', 'Twee'], ['Twee']])
    for (const { at } of [...villager.device.received, ...other.device.received])
      expect(at - refusedAt).toBeGreaterThan(1_000)
  })

  test.each([
    ['500', { status: 500 }],
    ['nothing at all', 'hang'],
  ] as const)('%s: it is tried again later', async (_, answer) => {
    villager.device.answers = [answer, { status: 201 }]
    const itemId = await announce(village, 'Een')
    const put = await until(async () => {
      const [delivery] = await deliveries()
        .find({ itemId, tries: 1 } as never)
        .toArray()
      return delivery
    })
    expect(put.dueAt).toBeGreaterThan(Date.now())
    await hurry(itemId)
    await settled(itemId, village)
    expect(titles(villager)).toEqual(['Een'])
  })

  test('a redirect: it is followed nowhere, and given up', async () => {
    villager.device.answers = [{ status: 307, headers: { location: `https://${there.host}/elders` } }]
    expect(await settled(await announce(village, 'Een'), village)).toMatchObject([{ outcome: '307' }])
    expect(there.strayed).toEqual([])
  })
})

describe('rights and state are those of the moment of sending', () => {
  /** Something happens between the post and the sending: the service was away for a moment. */
  const meanwhile = async (happens: (itemId: string) => Promise<unknown>) => {
    villager.device.answers = [{ status: 503 }, { status: 201 }]
    const itemId = await announce(village, 'Een')
    await until(() => villager.device.asked === 1)
    await until(async () => (await deliveries().countDocuments({ itemId, tries: 1 } as never)) === 1)
    await happens(itemId)
    await hurry(itemId)
    const [delivery] = await settled(itemId, village)
    expect(titles(villager)).toEqual([])
    return delivery?.outcome
  }

  test('what was deleted is not told', async () => {
    const remove = (itemId: string) => give(boss, deleteItem, { ...fresh(), channelId: village, itemId })
    expect(await meanwhile(remove)).toBe('deleted')
  })

  test('nor to who was banned', async () => {
    const { personId } = villager
    const ban = { ...fresh(), personId, scope: village, reason: 'Even afkoelen' }
    expect(await meanwhile(() => give(boss, banPerson, ban))).toBe('forbidden')
  })

  test('nor to who left', async () => {
    const { personId } = villager
    const leave = { personId, channelId: village, authorId: personId, commandId: randomUUID(), said: {} }
    expect(await meanwhile(() => house.people.removeMembership(leave))).toBe('forbidden')
  })

  test('nor to who chose otherwise', async () => {
    expect(await meanwhile(() => choose(villager, village, 'none'))).toBe('unwanted')
  })

  test('nor on a device whose session has ended', async () => {
    const other = await house.connect(await house.signIn(villager.personId))
    const sessions = client.db().collection('sessions')
    const { sessionId } = await until(async () => {
      const found = await client
        .db()
        .collection<{ _id: string }>('pushSubscriptions')
        .findOne({ personId: villager.personId } as never)
      return found ? { sessionId: found._id } : undefined
    })
    expect(await meanwhile(() => give(other, endSession, { sessionId }))).toBe('unsubscribed')
    expect(await sessions.countDocuments({ _id: sessionId as never })).toBe(0)
  })

  test('nor on a device that was signed off', async () => {
    expect(await meanwhile(() => give(villager.client, unsubscribeFromPush, {}))).toBe('unsubscribed')
  })
})

describe('a device', () => {
  test('that has the channel on its screen is not told, on whichever node; another device is', async () => {
    const elsewhere = await withDevice(await house.signIn(villager.personId), 1)
    await give(elsewhere.client, sayLooking, { channelId: village, on: true })
    const itemId = await announce(village, 'Een')
    await until(() => villager.device.received.length === 1)
    // It says so again, now that the announcement is there to be seen.
    await give(elsewhere.client, sayLooking, { channelId: village, on: true })
    await hurry(itemId)
    const outcomes = (await settled(itemId, village)).map(({ outcome }) => outcome)
    expect(outcomes.sort()).toEqual(['seen', 'sent'])
    expect(titles(elsewhere)).toEqual([])
  })

  test('that looks at another channel, or not any more, is told', async () => {
    await give(villager.client, sayLooking, { channelId: await house.channel(), on: true })
    await settled(await announce(village, 'Een'), village)
    await give(villager.client, sayLooking, { channelId: village, on: true })
    await give(villager.client, sayLooking, { channelId: village, on: false })
    await settled(await announce(village, 'Twee'), village)
    expect(titles(villager)).toEqual(['Een', 'Twee'])
  })

  test('that left the channel after the post has seen it', async () => {
    await give(villager.client, sayLooking, { channelId: village, on: true })
    const itemId = await announce(village, 'Een')
    await give(villager.client, sayLooking, { channelId: village, on: false })
    await hurry(itemId)
    const outcomes = (await settled(itemId, village)).map(({ outcome }) => outcome)
    expect(outcomes).toEqual(['seen'])
  })

  test('of which nothing is heard after the post is told a moment later', async () => {
    await give(villager.client, sayLooking, { channelId: village, on: true })
    const itemId = await announce(village, 'Een')
    const soon = Date.now() + lookingHoldsMs / 4
    await until(async () => (await deliveries().countDocuments({ itemId, dueAt: { $gt: soon } })) === 1)
    expect(villager.device.asked).toBe(0)
    // What it said is over by then.
    await forgetLooking()
    await hurry(itemId)
    await settled(itemId, village)
    expect(titles(villager)).toEqual(['Een'])
  })

  test('belongs to who signed in on it last', async () => {
    const other = await house.person({ memberOf: [village] })
    const connected = await house.connect(other)
    await give(connected, subscribeToPush, { ...villager.device.target, language: 'en' })
    const itemId = await announce(village, 'Een')
    await settled(itemId, village)
    expect(villager.device.received).toMatchObject([{ message: { language: 'en' } }])
  })

  test('is not told what was said before it was there', async () => {
    const itemId = await announce(village, 'Een')
    await settled(itemId, village)
    const late = await withDevice(await house.signIn(villager.personId))
    // All that changes of it now is no news.
    await give(boss, deleteItem, { ...fresh(), channelId: village, itemId: await announce(village, 'Weg') })
    await settled(await announce(village, 'Twee'), village)
    expect(titles(late)).toContain('Twee')
    expect(titles(late)).not.toContain('Een')
  })

  test('a person has no more than ten', async () => {
    const devices: Person[] = []
    for (let n = 0; n < 10; n += 1) devices.push(await withDevice(await house.signIn(villager.personId)))
    await settled(await announce(village, 'Een'), village)
    expect(devices.map(titles)).toEqual(Array(10).fill(['Een']))
    expect(titles(villager)).toEqual([])
  })

  test('at a service that is not sent to is refused', async () => {
    const target = {
      ...there.device().target,
      endpoint: 'https://elders.test/push/a',
      language: 'nl' as const,
    }
    expect(await villager.client.give(subscribeToPush, target)).toEqual({ ok: false, code: 'push_refused' })
    const noKey = { ...there.device().target, p256dh: `B${'A'.repeat(86)}`, language: 'nl' as const }
    const refused = { ok: false, code: 'invalid_input', field: 'p256dh' }
    expect(await villager.client.give(subscribeToPush, noKey)).toEqual(refused)
  })
})

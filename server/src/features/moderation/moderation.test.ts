import { randomUUID } from 'node:crypto'
import {
  type Answer,
  askReview,
  banPerson,
  type Command,
  deleteItem,
  deskItemId,
  dismissReports,
  editMessage,
  glance,
  hideItem,
  history,
  type InputOf,
  listActs,
  listReports,
  locate,
  makeReport,
  type OutputOf,
  personalId,
  pinAnnouncement,
  postMessage,
  postUpdate,
  publishAnnouncement,
  type Range,
  reactToItem,
  resume,
  setModerator,
  showItem,
  since,
  withdrawReport,
} from '@bijpraat/contract'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type House, startHouse, type TestClient, type TestPerson } from '../../testing/house.ts'
import { until } from '../../testing/wait.ts'

const secret = 'Het adres is Dorpsstraat 1'

let house: House
let admin: TestPerson
let village: string
let [author, reporter, neighbour]: TestPerson[] = []
let moderators: [TestPerson, TestPerson]

beforeAll(async () => {
  house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }, { nodes: 2 })
  admin = await house.person({ role: 'admin' })
})
afterAll(() => house[Symbol.asyncDispose]())

const moderator = async (scope: string): Promise<TestPerson> => {
  const person = await house.person({ memberOf: [village] })
  await give(admin, setModerator, { commandId: randomUUID(), personId: person.personId, scope, on: true })
  return person
}
beforeEach(async () => {
  village = await house.channel({ readers: 'anyone' })
  ;[author, reporter, neighbour] = await Promise.all(
    [0, 1, 2].map(() => house.person({ memberOf: [village] })),
  )
  moderators = [await moderator(village), await moderator(village)]
})

const there = <T>(found: T | undefined): T => {
  if (found === undefined) throw new Error('nobody came')
  return found
}
const ask = <C extends Command>(person: TestPerson | undefined, command: C, input: InputOf<C>) =>
  house.post(there(person), command, input)
const give = async <C extends Command>(
  person: TestPerson | undefined,
  command: C,
  input: InputOf<C>,
): Promise<OutputOf<C>> => {
  const answer = await ask(person, command, input)
  if (!answer.ok) throw new Error(`${command.name}: ${answer.code}`)
  return answer.data
}
const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.code)
const fresh = () => ({ commandId: randomUUID(), channelId: village })
const say = async (text = secret) => (await give(author, postMessage, { ...fresh(), text })).itemId
const report = (itemId: string, by = reporter) =>
  give(by, makeReport, { ...fresh(), itemId, reason: 'private', text: 'Haal dit weg' })
const hide = (itemId: string, by: TestPerson = moderators[0]) =>
  give(by, hideItem, { ...fresh(), itemId, reason: 'Dit is privé.' })
const reported = async (by: TestPerson = moderators[0]) => (await give(by, listReports, {})).reported
const actsOf = async (by: TestPerson = moderators[0]) => (await give(by, listActs, {})).acts

const own = (person: TestPerson | undefined, id: string) =>
  house.testLog.reader.item(personalId(there(person).personId), id)
const contentOf = async (person: TestPerson | undefined, id: string) => (await own(person, id))?.content

describe('a report', () => {
  test('W5: is seen by moderators of its channel without who made it, and by nobody else', async () => {
    const itemId = await say()
    const frames: string[] = []
    const listeners = [there(author), there(neighbour), ...moderators]
    for (const person of listeners) {
      const client = await house.connect(person)
      client.socket.onAny((...said) => frames.push(JSON.stringify(said)))
      await client.give(resume, { have: [], also: [] })
    }
    frames.length = 0
    await report(itemId)
    await report(itemId, neighbour)
    await until(
      async () => ((await contentOf(moderators[0], deskItemId)) as { open: number } | undefined)?.open === 1,
    )
    await until(async () => (await own(moderators[1], deskItemId)) !== undefined)
    expect(await reported()).toMatchObject([
      { channelId: village, itemId, content: { text: secret }, hidden: false, reports: [{}, {}] },
    ])
    // The two who are told of it here are the one who made a report of it, and moderators by a number.
    const { personId } = there(reporter)
    expect(frames.join()).not.toContain(personId)
    expect(JSON.stringify(await reported())).not.toContain(personId)
    const elsewhere = await house.person()
    await give(admin, setModerator, {
      ...{ commandId: randomUUID(), personId: elsewhere.personId, on: true },
      scope: await house.channel(),
    })
    expect(await reported(elsewhere)).toEqual([])
    expect(codeOf(await ask(author, listReports, {}))).toBe('forbidden')
  })

  test('is taken back, and is not a moderator’s to judge who wrote it', async () => {
    const itemId = await say()
    await report(itemId)
    await give(reporter, withdrawReport, { ...fresh(), itemId })
    expect(await reported()).toEqual([])
    expect(codeOf(await ask(reporter, withdrawReport, { ...fresh(), itemId }))).toBe('handled')
    const { itemId: mine } = await give(moderators[0], postMessage, { ...fresh(), text: 'Ik ook' })
    await report(mine)
    expect(await reported(moderators[0])).toEqual([])
    expect(await reported(moderators[1])).toHaveLength(1)
  })

  test('tells who made it that it was dealt with, and can be made again', async () => {
    const itemId = await say()
    await report(itemId)
    await give(moderators[0], dismissReports, { ...fresh(), itemId })
    await until(async () => JSON.stringify(await contentOf(reporter, `report.${itemId}`)).includes('handled'))
    await report(itemId)
    expect(await reported()).toHaveLength(1)
    // Its author never hears that there were reports.
    expect(await own(author, `moderated.${itemId}`)).toBeUndefined()
  })
})

describe('what is hidden', () => {
  /** All that leaves to someone about the village. */
  const leaving = async (person: TestPerson | null): Promise<string> => {
    const client = await house.connect(person, 1)
    const asked = [
      client.give(resume, { have: [], also: [village] }),
      client.give(since, { channelId: village, cursor: 0, key: 'k' }),
      client.give(history, { channelId: village, before: 10_000, limit: 200 }),
      house.post(person, glance, { open: village }),
    ]
    const answers = await Promise.all(asked)
    client.close()
    return JSON.stringify(answers)
  }

  test('W5: leaves to nobody but moderators who ask, by any way there is', async () => {
    const project = await house.channel({ kind: 'project', readers: 'anyone', villageIds: [village] })
    const before = await say()
    await give(neighbour, reactToItem, { ...fresh(), itemId: before, reaction: 'nice', on: true })
    const news = { ...fresh(), channelId: project, title: 'Dak', text: secret }
    const { itemId: told } = await give(admin, postUpdate, news)
    await until(async () => (await house.testLog.reader.item(village, `s.${told}`)) !== undefined)
    const listening = await house.connect(there(neighbour), 1)
    await listening.give(resume, { have: [], also: [] })
    const ranges: Range[] = []
    listening.socket.on('delivery', (range: Range) => void ranges.push(range))

    const { rev } = await hide(before)
    await give(admin, hideItem, { ...fresh(), channelId: project, itemId: told, reason: 'Nog niet.' })
    await until(async () => (await house.testLog.reader.item(village, `s.${told}`))?.deletedAt !== undefined)
    await until(() => ranges.some((range) => range.channelId === village && range.upTo >= rev))
    expect(JSON.stringify(ranges)).not.toContain(secret)
    for (const person of [there(neighbour), there(author), moderators[1], null]) {
      expect(await leaving(person)).not.toContain(secret)
      const found = await house.post(person, locate, { channelId: village, itemId: before })
      expect(JSON.stringify(found)).not.toContain(secret)
    }
    const seen = await give(neighbour, locate, { channelId: village, itemId: before })
    expect(seen.item).toMatchObject({ hidden: true, content: null, kind: 'message' })
    await report(await say('Iets anders'))
    expect(JSON.stringify(await reported())).not.toContain(secret)

    await give(moderators[1], showItem, { ...fresh(), itemId: before })
    const { item } = await give(neighbour, locate, { channelId: village, itemId: before })
    expect(item).toMatchObject({
      content: { text: secret },
      reactions: { nice: [there(neighbour).personId] },
    })
    expect(item.hidden).toBeUndefined()
  })

  test('is told to its author, with the reason and a way to ask that moderators hear of', async () => {
    const itemId = await say()
    const text = 'Het is mijn eigen adres.'
    await hide(itemId)
    const notice = () => contentOf(author, `moderated.${itemId}`)
    await until(async () => (await notice()) !== undefined)
    expect(await notice()).toMatchObject({ act: 'hide', scope: village, reason: 'Dit is privé.' })
    await give(author, askReview, { ...fresh(), itemId, text })
    expect(await reported()).toMatchObject([
      { itemId, hidden: true, content: { text: secret }, reports: [{ reason: 'review', text }] },
    ])
    await give(moderators[1], dismissReports, { ...fresh(), itemId, reason: 'Toch niet.' })
    await until(async () => JSON.stringify(await notice()).includes('Toch niet.'))
    await give(moderators[1], showItem, { ...fresh(), itemId })
    await until(async () => JSON.stringify(await notice()).includes('restore'))
  })

  test('comes back pinned only if there is room', async () => {
    const words = { title: 'Let op', text: 'De brug is dicht.' }
    const publish = async () => (await give(admin, publishAnnouncement, { ...fresh(), ...words })).itemId
    const pin = (itemId: string) => give(admin, pinAnnouncement, { ...fresh(), itemId, endsAt: null })
    const [a, b, c, d] = [await publish(), await publish(), await publish(), await publish()]
    for (const itemId of [a, b, c]) await pin(itemId)
    await hide(a)
    await pin(d)
    await give(moderators[0], showItem, { ...fresh(), itemId: a })
    const shown = await house.testLog.reader.item(village, a)
    expect([shown?.standing, shown?.content]).toEqual([undefined, expect.objectContaining(words)])
  })
})

describe('moderators at once', () => {
  const both = async (): Promise<[TestClient, TestClient]> => [
    await house.connect(moderators[0], 0),
    await house.connect(moderators[1], 1),
  ]

  test('L2: on two nodes do one thing once, and each act is kept', async () => {
    const [one, other] = await both()
    for (let round = 0; round < 5; round += 1) {
      const itemId = await say()
      await report(itemId)
      const answers = await Promise.all([
        one.give(hideItem, { ...fresh(), itemId, reason: 'Weg' }),
        other.give(round % 2 === 0 ? hideItem : dismissReports, { ...fresh(), itemId, reason: 'Weg' }),
      ])
      const codes = answers.map(codeOf)
      const acts = (await actsOf()).filter((act) => act.itemId === itemId)
      expect(acts).toHaveLength(codes.filter((code) => code === 'ok').length)
      // Hiding what was dismissed just before is no contradiction: two looked at it, in that order.
      if (round % 2 === 0) expect(codes.sort()).toEqual(['handled', 'ok'])
      expect(await reported()).toEqual([])
    }
  })

  test.each([1, 2, 3])(
    'L2: with who writes and deletes it end in what was answered (seed %i)',
    async (seed) => {
      const [one, other] = await both()
      const writer = await house.connect(there(author), seed % 2)
      for (let round = 0; round < 6; round += 1) {
        const itemId = await say(`Eerst ${round}`)
        const asked = [
          one.give(hideItem, { ...fresh(), itemId, reason: 'Weg' }),
          writer.give(editMessage, { ...fresh(), itemId, text: `Daarna ${round}` }),
          (round + seed) % 3 === 0
            ? writer.give(deleteItem, { ...fresh(), itemId })
            : other.give(showItem, { ...fresh(), itemId }),
        ]
        const [hidden, edited, third] = (await Promise.all(asked)).map(codeOf)
        const item = await house.testLog.reader.item(village, itemId)
        const isDeleting = (round + seed) % 3 === 0
        if (isDeleting) {
          // Whoever came first took it away; the other is told so.
          expect([hidden, third].sort()).toEqual(['deleted', 'ok'])
          expect(item?.hidden === undefined).toBe(hidden !== 'ok')
          expect(item?.content).toBeNull()
        } else {
          expect(hidden).toBe('ok')
          expect(item?.content === null).toBe(third !== 'ok')
        }
        const kept = item?.content ?? item?.hidden?.content ?? item?.removed?.content
        expect(kept).toEqual({ text: edited === 'ok' ? `Daarna ${round}` : `Eerst ${round}` })
      }
    },
  )

  test('W4: whose right is taken away sees and does nothing any more', async () => {
    const itemId = await say()
    await report(itemId)
    await until(
      async () => ((await contentOf(moderators[0], deskItemId)) as { open: number } | undefined)?.open === 1,
    )
    const right = { commandId: randomUUID(), personId: moderators[0].personId, scope: village, on: false }
    await give(admin, setModerator, right)
    expect(codeOf(await ask(moderators[0], listReports, {}))).toBe('forbidden')
    expect(codeOf(await ask(moderators[0], hideItem, { ...fresh(), itemId, reason: 'Weg' }))).toBe(
      'forbidden',
    )
    await until(
      async () => ((await contentOf(moderators[0], deskItemId)) as { open: number } | undefined)?.open === 0,
    )
    expect(await reported(moderators[1])).toHaveLength(1)
  })
})

test('L10: who was told is told once, also when it was not written down that they were', async () => {
  const itemId = await say()
  await report(itemId)
  await until(async () => (await own(moderators[1], deskItemId)) !== undefined)
  await hide(itemId)
  const told = async () => ({
    author: (await own(author, `moderated.${itemId}`))?.rev,
    reporter: JSON.stringify(await contentOf(reporter, `report.${itemId}`)).includes('handled'),
    desk: (await own(moderators[1], deskItemId))?.content,
  })
  await until(async () => {
    const { author, reporter, desk } = await told()
    return author !== undefined && reporter && (desk as { open: number }).open === 0
  })
  const before = await told()
  const client = await MongoClient.connect(house.mongoUrl)
  const db = client.db()
  // As a process leaves it that dies after telling them, before it wrote so.
  const consumers = db.collection<{ _id: string; rev: number }>('consumers')
  const ofVillage = { _id: `moderation/${village}` }
  const last = await consumers.findOne(ofVillage)
  await db.collection('moderationActs').updateMany({ scope: village }, { $set: { told: false } })
  await db.collection('reports').updateMany({ channelId: village }, { $set: { told: false } })
  await consumers.updateOne(ofVillage, { $set: { rev: 0 } })
  await until(async () => (await consumers.findOne(ofVillage))?.rev === last?.rev)
  expect(await db.collection('moderationActs').countDocuments({ scope: village, told: false })).toBe(0)
  await client.close()
  expect(await told()).toEqual(before)
})

test('a ban and its end are kept with the other acts, and the person is told', async () => {
  const { personId } = there(author)
  const ban = { commandId: randomUUID(), personId, scope: village, reason: 'Schelden' }
  await give(moderators[0], banPerson, ban)
  expect(await actsOf(moderators[1])).toMatchObject([
    { act: 'ban', scope: village, personId, by: moderators[0].personId, reason: 'Schelden', itemId: null },
  ])
  await until(async () => (await own(author, `moderated.${village}`)) !== undefined)
  expect(await contentOf(author, `moderated.${village}`)).toMatchObject({ act: 'ban', reason: 'Schelden' })
})

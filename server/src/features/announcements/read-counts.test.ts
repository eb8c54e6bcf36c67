import { randomUUID } from 'node:crypto'
import {
  type AnnouncementContent,
  acknowledge,
  acknowledgedItemId,
  editAnnouncement,
  locate,
  personalId,
  pinAnnouncement,
  publishAnnouncement,
  resume,
} from '@bijpraat/contract'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { connectMongo } from '../../platform/mongo.ts'
import type { ChannelFacts } from '../../rights/rights.ts'
import { untilTestEnds } from '../../testing/dispose.ts'
import { type House, startHouse, type TestPerson } from '../../testing/house.ts'
import { openLog } from '../../testing/log.ts'
import { until } from '../../testing/wait.ts'
import { betweenCountsMs, countsOf, createReadCounts } from './read-counts.ts'
import { createReaderStore } from './readers.store.ts'

const village = (channelId: string): ChannelFacts => ({
  channelId,
  kind: 'village',
  readers: 'members',
  posters: 'members',
  villageIds: [],
  topicIds: [],
  archived: false,
})
const people = (count: number, ...memberOf: string[]) =>
  Array.from({ length: count }, () => ({ personId: randomUUID(), memberOf }))
const reads = (who: ReturnType<typeof people>) =>
  who.map(({ personId, memberOf }) => ({ personId, villageIds: memberOf }))

describe('W5: a count', () => {
  test.each([
    [0, 20, false],
    [4, 20, false],
    [5, 20, true],
    [15, 20, true],
    [16, 20, false],
    [20, 20, false],
    [4, 9, false],
    [5, 10, true],
    [5, 9, false],
  ])('of %i of %i is shown: %s', (read, of, shown) => {
    const members = people(of, 'dorp')
    const counts = countsOf(village('dorp'), ['dorp'], members, reads(members.slice(0, read)))
    expect(counts).toEqual(shown ? [{ villageId: 'dorp', read, of }] : [])
  })

  test('is of each village by itself, of those who belong to the channel', () => {
    const project = { ...village('dak'), kind: 'project' as const, villageIds: ['dorp', 'stad'] }
    const [inVillage, inTown, elsewhere] = [people(12, 'dorp'), people(7, 'stad'), people(30, 'ver')]
    const readers = [...inVillage.slice(0, 6), ...inTown.slice(0, 4), ...elsewhere.slice(0, 3)]
    const members = [...inVillage, ...inTown, ...elsewhere]
    expect(countsOf(project, ['dorp', 'stad', 'ver'], members, reads(readers))).toEqual([
      { villageId: 'dorp', read: 6, of: 12 },
    ])
  })

  test('keeps on both sides who has read it and left since', () => {
    const [left, here] = [people(5, 'dorp'), people(5, 'dorp')]
    expect(countsOf(village('dorp'), ['dorp'], here, reads(left))).toEqual([
      { villageId: 'dorp', read: 5, of: 10 },
    ])
    expect(countsOf(village('dorp'), ['dorp'], here.slice(1), reads(left))).toEqual([])
  })
})

describe('an announcement that asks to be read', () => {
  let house: House
  let admin: TestPerson
  beforeAll(async () => {
    house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }, { nodes: 2 })
    admin = await house.person({ role: 'admin' })
  })
  afterAll(() => house[Symbol.asyncDispose]())

  const words = { title: 'Brug dicht', text: 'Zes weken.' }
  const openVillage = async (count: number) => {
    const channelId = await house.channel({ readers: 'anyone' })
    const members = await Promise.all(
      Array.from({ length: count }, () => house.person({ memberOf: [channelId] })),
    )
    const fresh = () => ({ commandId: randomUUID(), channelId })
    const answer = await house.post(admin, publishAnnouncement, { ...fresh(), ...words, asksRead: true })
    if (!answer.ok) throw new Error(answer.code)
    const { itemId } = answer.data
    const press = async (person: TestPerson) => {
      const said = await house.post(person, acknowledge, { ...fresh(), itemId })
      expect(said).toEqual({ ok: true, data: {} })
    }
    const item = () => house.testLog.reader.item(channelId, itemId)
    const content = async () => (await item())?.content as AnnouncementContent
    return { channelId, members, itemId, fresh, press, item, content }
  }

  test('W5: tells counts to members and nobody which of them has read it', async () => {
    const { channelId, members, itemId, fresh, press, content } = await openVillage(12)
    const frames: string[] = []
    const listeners = [...members.slice(6), admin, null]
    for (const [at, person] of listeners.entries()) {
      const client = await house.connect(person, at % 2)
      client.socket.onAny((...said) => frames.push(JSON.stringify(said)))
      await client.give(resume, { have: [], also: [channelId] })
    }
    frames.length = 0
    const [first, ...others] = members.slice(0, 6)
    for (const person of others) await Promise.all([press(person), press(person)])
    if (first) await press(first)
    await until(async () => (await content()).read !== undefined)
    // Whether the sixth was in it depends on when it was counted; nobody is in it twice.
    const [count] = (await content()).read ?? []
    expect(count).toEqual({
      villageId: channelId,
      read: expect.toSatisfy((n: number) => n === 5 || n === 6),
      of: 12,
    })
    await until(() => frames.some((frame) => frame.includes('"read":[')))
    for (const { personId } of members.slice(0, 6)) expect(frames.join()).not.toContain(personId)

    // The public view says nothing of it, and it stays when the announcement is changed and pinned.
    const seen = await house.post(null, locate, { channelId, itemId })
    expect(seen).toMatchObject({ ok: true, data: { item: { content: words } } })
    expect(JSON.stringify(seen)).not.toMatch(/read|asksRead/)
    await house.post(admin, pinAnnouncement, { ...fresh(), itemId, endsAt: null })
    await house.post(admin, editAnnouncement, { ...fresh(), itemId, ...words, title: 'Brug open' })
    expect(await content()).toMatchObject({ title: 'Brug open', asksRead: true, read: [count] })
    await house.post(admin, editAnnouncement, { ...fresh(), itemId, ...words, asksRead: false })
    expect(await content()).toEqual(words)
  })

  test('L10 W5: is counted anew at most once a minute, by whoever looks, also after one that died', async () => {
    const { channelId, members, itemId, press, item, content } = await openVillage(20)
    const database = await connectMongo(house.mongoUrl)
    untilTestEnds({ [Symbol.asyncDispose]: () => database.close() })
    const { log } = await openLog(database)
    if (!database.db) throw new Error('not connected')
    const store = createReaderStore(database.db)
    const start = Date.now()
    let now = start
    const facts = { ...village(channelId), readers: 'anyone' as const }
    /** A worker of one more process. */
    const worker = (readers: Pick<typeof store, 'due' | 'of' | 'take' | 'keepCounted'> = store) =>
      createReadCounts({
        log,
        readers,
        factsOf: async () => facts,
        villageIds: async () => [channelId],
        memberIdsOf: async () => members.map(({ personId }) => ({ personId, memberOf: [channelId] })),
        clock: () => now,
      })
    const mine = {
      ...store,
      due: async (since: number) => (await store.due(since)).filter((of) => of.itemId === itemId),
    }
    for (const person of members.slice(0, 6)) await press(person)
    // One dies after it wrote the count and before it marked who is in it; the nodes of the house look, too.
    const dying = { ...mine, keepCounted: () => Promise.reject(new Error('killed')) }
    await worker(dying)
      .sweep()
      .catch(() => undefined)
    await until(async () => (await content()).read !== undefined)
    const counted = await item()
    await Promise.all([worker(mine).sweep(), worker(mine).sweep()])
    expect(await item()).toEqual(counted)

    for (const person of members.slice(6, 9)) await press(person)
    await worker(mine).sweep()
    expect((await content()).read).toMatchObject([{ read: 6 }])
    // Later than any count that was made meanwhile.
    now = Date.now() + betweenCountsMs + 1_000
    await Promise.all([worker(mine).sweep(), worker(mine).sweep()])
    expect((await content()).read).toEqual([{ villageId: channelId, read: 9, of: 20 }])
    expect((await item())?.rev).toBe((counted?.rev ?? 0) + 1)

    // Too few are left who have not: then it is told no more.
    for (const person of members.slice(9, 17)) await press(person)
    now += betweenCountsMs + 1_000
    await worker(mine).sweep()
    expect((await content()).read).toBeUndefined()
  })

  test('L11: is one item of the own channel, whichever device says it', async () => {
    const { members, itemId, press } = await openVillage(2)
    const [person] = members
    if (!person) throw new Error('nobody came')
    await Promise.all([press(person), press(await house.signIn(person.personId))])
    await press(person)
    const own = personalId(person.personId)
    const said = await house.testLog.reader.item(own, acknowledgedItemId(itemId))
    expect(said).toMatchObject({ seq: said?.rev, content: { itemId } })
  })
})

import { randomUUID } from 'node:crypto'
import {
  type Answer,
  type Changed,
  describeProject,
  history,
  leaveChannel,
  type ProjectContent,
  projectItemId,
} from '@bijpraat/contract'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { type House, startHouse, type TestClient, type TestPerson } from '../../testing/house.ts'

let house: House
let villager: TestPerson
/** An official on one node, who joined the project itself on the other. */
let sides: [TestClient, TestClient]
let village: string
let channelId: string

beforeAll(async () => {
  house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }, { nodes: 2 })
})
afterAll(() => house[Symbol.asyncDispose]())
beforeEach(async () => {
  village = await house.channel({ readers: 'anyone' })
  channelId = await house.channel({ kind: 'project', readers: 'anyone', villageIds: [village] })
  const official = await house.person({ role: 'official' })
  villager = await house.person({ memberOf: [village, channelId] })
  sides = [await house.connect(official, 0), await house.connect(villager, 1)]
})

const say = (wish: object, client = sides[0], commandId: string = randomUUID()) =>
  client.giveRaw(describeProject.name, { commandId, channelId, ...wish }) as Promise<Answer<Changed>>
const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.code)
const held = async () => house.testLog.reader.item(channelId, projectItemId)
const content = async () => (await held())?.content as ProjectContent

test('what is named changes and the rest stays; what it said before is kept', async () => {
  expect(codeOf(await say({ goal: 'Zon op het dak.' }))).toBe('ok')
  expect(codeOf(await say({ expectedYield: 'Minder stroom.', state: 'resting' }, sides[1]))).toBe('ok')
  expect(await content()).toEqual({
    goal: 'Zon op het dak.',
    expectedYield: 'Minder stroom.',
    state: 'resting',
    contactIds: [],
  })
  expect((await held())?.versions).toMatchObject([{ content: { goal: 'Zon op het dak.', state: 'busy' } }])
})

test('two at once, on two nodes, each keep what the other said, also when both are the first', async () => {
  const answers = await Promise.all([say({ goal: 'Zon op het dak.' }), say({ state: 'idea' }, sides[1])])
  expect(answers.map(codeOf)).toEqual(['ok', 'ok'])
  expect(await content()).toMatchObject({ goal: 'Zon op het dak.', state: 'idea' })
})

test('given twice it is done once', async () => {
  const id = randomUUID()
  const [first, second] = [
    await say({ state: 'done' }, sides[0], id),
    await say({ state: 'done' }, sides[0], id),
  ]
  expect(second).toEqual(first)
  expect((await held())?.versions ?? []).toEqual([])
})

test('wrong words, and people who are not there, are refused and change nothing', async () => {
  await say({ goal: 'Zon op het dak.' })
  const { rev } = (await held()) ?? {}
  for (const [wish, code] of [
    [{ goal: 'x'.repeat(201) }, 'invalid_input'],
    [{ state: 'lost' }, 'invalid_input'],
    [{ contactIds: 'iedereen' }, 'invalid_input'],
    [{ contactIds: Array.from({ length: 11 }, () => villager.personId) }, 'invalid_input'],
    [{ contactIds: ['p.nobody'] }, 'not_found'],
    [{ colour: 'blue' }, 'invalid_input'],
  ] as const)
    expect({ wish, code: codeOf(await say(wish)) }).toEqual({ wish, code })
  expect((await held())?.rev).toBe(rev)
})

test('who only belongs to its village does not say it, nor who left it', async () => {
  const other = await house.connect(await house.person({ memberOf: [village] }), 0)
  expect(codeOf(await say({ goal: 'Wat anders.' }, other))).toBe('forbidden')
  await house.post(villager, leaveChannel, { commandId: randomUUID(), channelId })
  expect(codeOf(await say({ goal: 'Wat anders.' }, sides[1]))).toBe('forbidden')
  expect(await held()).toBeUndefined()
})

test('whom to ask is told to its people, and not to the public', async () => {
  await say({ goal: 'Zon op het dak.', contactIds: [villager.personId, villager.personId] })
  const seenBy = async (person: TestPerson | null) => {
    const answer = await house.post(person, history, { channelId, before: 1_000, limit: 20 })
    return answer.ok && answer.data.items.find(({ id }) => id === projectItemId)?.content
  }
  expect(await seenBy(villager)).toMatchObject({ contactIds: [villager.personId] })
  expect(await seenBy(null)).toMatchObject({ goal: 'Zon op het dak.', contactIds: [] })
})

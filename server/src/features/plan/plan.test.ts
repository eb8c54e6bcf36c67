import { randomUUID } from 'node:crypto'
import {
  type Answer,
  addToPlan,
  type Changed,
  type Command,
  changePlan,
  type InputOf,
  type Item,
  listPlanChanges,
  lookAhead,
  type PlanChangeContent,
  type PlanPartContent,
  planPartIdOf,
  postMessage,
  readPlan,
} from '@bijpraat/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import { type House, startHouse, type TestClient, type TestPerson } from '../../testing/house.ts'

let house: House
let official: TestPerson
let villager: TestPerson
/** The official on one node, the villager on the other. */
let sides: [TestClient, TestClient]
let project: string

beforeAll(async () => {
  house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }, { nodes: 2 })
})
afterAll(() => house[Symbol.asyncDispose]())
beforeEach(async () => {
  const village = await house.channel({ readers: 'anyone' })
  project = await house.channel({ kind: 'project', readers: 'anyone', villageIds: [village] })
  official = await house.person({ role: 'official' })
  villager = await house.person({ memberOf: [village] })
  sides = [await house.connect(official, 0), await house.connect(villager, 1)]
})

const ask = (client: TestClient, command: Command, input: object) =>
  client.giveRaw(command.name, { commandId: randomUUID(), channelId: project, ...input }) as Promise<
    Answer<Changed>
  >
const add = async (input: object = {}, client = sides[0]): Promise<string> => {
  const answer = await ask(client, addToPlan, { sort: 'step', title: 'Dak meten', place: 1, ...input })
  if (!answer.ok) throw new Error(answer.code)
  return planPartIdOf(answer.data.itemId)
}
const set = (partId: string, fields: object, reason = 'Het regende.', client = sides[0]) =>
  ask(client, changePlan, { partId, set: fields, reason })
const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.code)

const items = async (
  command: typeof readPlan | typeof listPlanChanges,
  more: Partial<InputOf<typeof readPlan>> = {},
  person: TestPerson | null = villager,
): Promise<Item[]> => {
  const answer = await house.post(person, command, { channelId: project, ...more })
  if (!answer.ok) throw new Error(answer.code)
  return answer.data.items
}
const partOf = (all: readonly Item[], partId: string) =>
  all.find(({ id }) => id === partId)?.content as PlanPartContent | undefined
const changes = async () =>
  (await items(listPlanChanges)).map(({ content }) => content as PlanChangeContent).reverse()

describe('a change', () => {
  test('says what was, what is and why, and leaves the rest as it is', async () => {
    const partId = await add({ until: '2026-08-22', note: 'Neem een ladder mee.' })
    await set(partId, { until: '2026-09-11' })
    expect(partOf(await items(readPlan), partId)).toMatchObject({
      title: 'Dak meten',
      note: 'Neem een ladder mee.',
      until: '2026-09-11',
    })
    const [added, changed] = await changes()
    expect(added).toMatchObject({ act: 'add', partId, reason: null })
    expect(changed).toEqual({
      partId,
      sort: 'step',
      title: 'Dak meten',
      act: 'change',
      reason: 'Het regende.',
      changes: [{ field: 'until', from: '2026-08-22', to: '2026-09-11' }],
    })
  })

  test('L2: of the same field by two at once on two nodes loses neither, and each says what it found', async () => {
    const partId = await add({ until: '2026-08-01' })
    const days = Array.from({ length: 8 }, (_, at) => `2026-09-0${at + 1}`)
    await Promise.all(days.map((until, at) => set(partId, { until }, 'Beter zo.', sides[at % 2])))
    const chain = (await changes()).slice(1).flatMap((change) => change.changes)
    expect(chain.map(({ to }) => to).sort()).toEqual(days)
    // Each begins where the one before it ended, up to what stands now.
    expect(chain.map(({ from }) => from)).toEqual(['2026-08-01', ...chain.slice(0, -1).map(({ to }) => to)])
    expect(partOf(await items(readPlan), partId)?.until).toBe(chain.at(-1)?.to)
  })

  test('L2: of different fields by two at once keeps both', async () => {
    const partId = await add()
    await Promise.all([
      set(partId, { state: 'busy' }, 'We zijn begonnen.', sides[0]),
      set(partId, { title: 'Dak nameten' }, 'Duidelijker.', sides[1]),
    ])
    expect(partOf(await items(readPlan), partId)).toMatchObject({ state: 'busy', title: 'Dak nameten' })
  })

  test('to what is so already takes no rev and tells nothing', async () => {
    const partId = await add({ state: 'busy' })
    const head = async () => (await house.testLog.reader.heads([project]))[0]?.rev
    const before = await head()
    expect(codeOf(await set(partId, { state: 'busy' }))).toBe('ok')
    expect(await head()).toBe(before)
    expect(await changes()).toHaveLength(1)
  })

  test('of the owner takes over, from a person or from a group', async () => {
    const partId = await add({ ownerName: 'De werkgroep' })
    await set(partId, { ownerId: villager.personId })
    expect(partOf(await items(readPlan), partId)).toMatchObject({
      ownerId: villager.personId,
      ownerName: '',
    })
    await set(partId, { ownerName: 'De gemeente' })
    expect(partOf(await items(readPlan), partId)).toMatchObject({ ownerId: null, ownerName: 'De gemeente' })
  })

  test('that makes no sense is refused and leaves nothing behind', async () => {
    const milestone = await add({ sort: 'milestone' })
    const step = await add({ from: '2026-07-28', underId: milestone })
    expect(codeOf(await set(step, { until: '2026-07-01' }))).toBe('invalid_input')
    expect(codeOf(await set(step, { until: '2026-02-30' }))).toBe('invalid_input')
    expect(codeOf(await set(step, { underId: step }))).toBe('not_found')
    expect(codeOf(await set(milestone, { underId: milestone }))).toBe('invalid_input')
    expect(codeOf(await set(step, { ownerId: 'nobody' }))).toBe('not_found')
    expect(await changes()).toHaveLength(2)
  })

  test('L4: given again does nothing more', async () => {
    const partId = await add()
    const commandId = randomUUID()
    const input = { commandId, partId, set: { state: 'done' }, reason: 'Klaar.' }
    const first = await ask(sides[0], changePlan, input)
    await set(partId, { state: 'busy' })
    expect(await ask(sides[0], changePlan, input)).toEqual(first)
    expect(partOf(await items(readPlan), partId)?.state).toBe('busy')
  })
})

describe('the plan as it was', () => {
  test('is opened at every change, whatever came after it', async () => {
    const milestone = await add({ sort: 'milestone', title: 'Concept', until: '2026-07-28' })
    const kept: { seq: number; parts: unknown }[] = []
    const keep = async () => {
      const [newest] = await items(listPlanChanges)
      const parts = (await items(readPlan)).map(({ id, content }) => ({ id, content }))
      kept.push({ seq: newest?.seq ?? 0, parts })
    }
    await keep()
    const step = await add({ underId: milestone, ownerName: 'De werkgroep', place: 0 })
    await keep()
    await set(step, { ownerId: villager.personId, state: 'busy', note: 'Met een ladder.' })
    await keep()
    await set(milestone, { title: 'Concept klaar', until: null })
    await keep()
    await set(step, { ownerId: null, note: '', underId: null })
    await keep()
    for (const { seq, parts } of kept) {
      const past = await items(readPlan, { upTo: seq })
      expect(past.map(({ id, content }) => ({ id, content }))).toEqual(parts)
    }
    expect(await items(readPlan, { upTo: 1 })).toEqual([])
  })

  test('is listed in pages, the newest first', async () => {
    for (let at = 0; at < 52; at++) await add({ title: `Stap ${at}`, place: at }, sides[at % 2])
    const first = await house.post(villager, listPlanChanges, { channelId: project })
    if (!first.ok) throw new Error(first.code)
    expect(first.data).toMatchObject({ more: true })
    expect(first.data.items).toHaveLength(50)
    const rest = await house.post(villager, listPlanChanges, {
      channelId: project,
      before: first.data.items.at(-1)?.seq ?? 0,
    })
    expect(rest).toMatchObject({ ok: true, data: { more: false } })
    const titles = [...first.data.items, ...(rest.ok ? rest.data.items : [])].map(
      ({ content }) => (content as PlanChangeContent).title,
    )
    expect(titles).toEqual(Array.from({ length: 52 }, (_, at) => `Stap ${51 - at}`))
  })
})

describe('what comes next in a village', () => {
  test('is told by project: what is not done, the earliest first, without what may not be read', async () => {
    const village = await house.channel({ readers: 'anyone' })
    const begin = (readers: 'anyone' | 'closed', name: string) =>
      house.channel({ kind: 'project', name, readers, villageIds: [village] })
    const [roof, path, secret] = [
      await begin('anyone', 'Dak'),
      await begin('anyone', 'Pad'),
      await begin('closed', 'Geheim'),
    ]
    const member = await house.person({ memberOf: [village, secret] })
    const client = await house.connect(member, 0)
    const put = (channelId: string, title: string, until: string | null, state = 'planned') =>
      add({ channelId, title, until, state, ownerId: member.personId }, client)
    await put(roof, 'Derde', '2026-09-03')
    await put(roof, 'Eerste', '2026-09-01')
    await put(roof, 'Klaar', '2026-08-01', 'done')
    await put(roof, 'Zonder dag', null)
    await put(path, 'Tweede', '2026-08-02')
    await put(secret, 'Geheim', '2026-01-01')
    const seen = async (person: TestPerson | null) => {
      const answer = await house.post(person, lookAhead, { channelId: village })
      if (!answer.ok) throw new Error(answer.code)
      return answer.data.projects.map(({ name, next }) => [
        name,
        ...next.map(({ content }) => (content as PlanPartContent).title),
      ])
    }
    const open = [
      ['Pad', 'Tweede'],
      ['Dak', 'Eerste', 'Derde'],
    ]
    expect(await seen(member)).toEqual([['Geheim', 'Geheim'], ...open])
    expect(await seen(villager)).toEqual(open)
    expect(await seen(null)).toEqual(open)
    const bytes = JSON.stringify(await house.post(null, lookAhead, { channelId: village }))
    expect(bytes).not.toContain(member.personId)
  })
})

test('W5: the public sees the plan without names, and without why', async () => {
  const partId = await add({ ownerId: villager.personId, reason: 'Omdat zij het dak kent.' })
  await set(partId, { ownerName: 'De werkgroep' }, 'Zij helpen.')
  const seen = [
    ...(await items(readPlan, {}, null)),
    ...(await items(readPlan, { upTo: 1_000 }, null)),
    ...(await items(listPlanChanges, {}, null)),
  ]
  expect(seen.map(({ kind }) => kind)).toEqual(['planPart', 'planPart', 'stub', 'planChange'])
  const bytes = JSON.stringify(seen)
  expect(bytes).toContain('Dak meten')
  for (const secret of [villager.personId, official.personId, 'werkgroep', 'Omdat', 'Zij helpen'])
    expect(bytes).not.toContain(secret)
})

test('the plan is found by an index, however much was said around it', async () => {
  await add()
  await house.post(villager, postMessage, { commandId: randomUUID(), channelId: project, text: 'Mooi.' })
  const plan = await house.testLog.collection
    .find({ channelId: project, kind: 'planPart', seq: { $gt: 0 } })
    .sort({ seq: 1 })
    .explain('executionStats')
  expect(JSON.stringify(plan.queryPlanner.winningPlan)).toContain('"indexName":"plan"')
  expect(plan.executionStats).toMatchObject({ nReturned: 1, totalDocsExamined: 1 })
})

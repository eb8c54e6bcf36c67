import { randomUUID } from 'node:crypto'
import {
  type Answer,
  type Changed,
  type Command,
  changeDecision,
  type DecisionContent,
  itemVersions,
  listDecisions,
  type OutputOf,
  recordDecision,
} from '@bijpraat/contract'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { type House, startHouse, type TestPerson } from '../../testing/house.ts'

let house: House
let official: TestPerson
let village: string
let project: string

beforeAll(async () => {
  house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }, { nodes: 2 })
})
afterAll(() => house[Symbol.asyncDispose]())
beforeEach(async () => {
  village = await house.channel({ readers: 'anyone' })
  project = await house.channel({ kind: 'project', readers: 'anyone', villageIds: [village] })
  official = await house.person({ role: 'official' })
})

const words = { title: 'Zon op het dak', why: 'Het past.', decidedBy: 'Dorpsbelang', decidedOn: '2026-11-24' }
const ask = (command: Command, input: object) =>
  house.post(official, command, { commandId: randomUUID(), channelId: project, ...input }) as Promise<
    Answer<Changed>
  >
const give = async (command: Command, input: object): Promise<string> => {
  const answer = await ask(command, input)
  if (!answer.ok) throw new Error(answer.code)
  return answer.data.itemId
}
const list = async (who: TestPerson | null, channelId: string): Promise<OutputOf<typeof listDecisions>> => {
  const answer = await house.post(who, listDecisions, { channelId })
  if (!answer.ok) throw new Error(answer.code)
  return answer.data
}

test('is changed with a reason, and what it said before stays to be read', async () => {
  const itemId = await give(recordDecision, words)
  await give(changeDecision, { itemId, ...words, title: 'Zon op het halve dak', reason: 'Er is gemeten.' })
  const versions = await house.post(official, itemVersions, { channelId: project, itemId })
  expect(versions.ok && versions.data.versions.map(({ content }) => content)).toEqual([words])
  const { decisions } = await list(official, project)
  expect(decisions.map(({ item }) => item.content as DecisionContent)).toEqual([
    { ...words, title: 'Zon op het halve dak', reason: 'Er is gemeten.' },
  ])
})

test('L2: changed by two at once on two nodes keeps both', async () => {
  const itemId = await give(recordDecision, words)
  const nodes = [await house.connect(official, 0), await house.connect(official, 1)]
  await Promise.all(
    nodes.map((node, at) =>
      node.give(changeDecision, {
        commandId: randomUUID(),
        channelId: project,
        itemId,
        ...words,
        title: `Besluit ${at}`,
        reason: 'Beter zo.',
      }),
    ),
  )
  const item = await house.testLog.reader.item(project, itemId)
  const now = (item?.content as DecisionContent | undefined)?.title
  const before = item?.versions?.map(({ content }) => (content as DecisionContent).title)
  expect([...(before ?? []), now].sort()).toEqual(['Besluit 0', 'Besluit 1', words.title])
})

test('a village lists those of its projects, each reader what they may read', async () => {
  const closed = await house.channel({ kind: 'project', readers: 'closed', villageIds: [village] })
  await give(recordDecision, words)
  const admin = await house.person({ role: 'admin' })
  await house.post(admin, recordDecision, { commandId: randomUUID(), channelId: closed, ...words })
  expect((await list(official, village)).decisions.map(({ channelId }) => channelId)).toEqual([project])
  expect((await list(admin, village)).decisions.map(({ channelId }) => channelId)).toEqual([closed, project])
  // Anyone reads what was decided; not who wrote it down.
  const [open] = (await list(null, village)).decisions
  expect(open?.item).toMatchObject({ authorId: null, content: words })
})

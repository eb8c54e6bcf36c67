import { randomUUID } from 'node:crypto'
import { personalId, positionsItemId } from '@bijpraat/contract'
import type { Connection } from 'mongoose'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { openDatabase } from '../testing/database.ts'
import { openLog, type TestLog } from '../testing/log.ts'
import type { Committed } from './model.ts'
import { createPositions } from './positions.ts'

let database: Connection & AsyncDisposable
let testLog: TestLog
let published: Committed[]
let raise: ReturnType<typeof createPositions>

beforeAll(async () => {
  database = await openDatabase(inject('mongoUrl'))
  testLog = await openLog(database)
  published = []
  raise = createPositions({ log: testLog.collection, publish: (range) => published.push(range) })
})
afterAll(() => database[Symbol.asyncDispose]())

const itemOf = async (personId: string) => {
  const changes = await testLog.reader.changesAfter(personalId(personId), 0, 100)
  return changes?.items.find(({ id }) => id === positionsItemId)
}
const at = (channelId: string, seq: number) => [{ channelId, seq }]

test('L11: positions only rise, whoever says what in which order', async () => {
  const personId = randomUUID()
  await Promise.all([3, 9, 1, 7, 5].map((seq) => raise(personId, at('x.dorp', seq))))
  await raise(personId, [...at('x.dorp', 2), ...at('x.school', 4)])
  expect((await itemOf(personId))?.content).toEqual({ seqByChannel: { 'x.dorp': 9, 'x.school': 4 } })
})

test('L11: two devices may say the first position of a person at once', async () => {
  const people = Array.from({ length: 25 }, () => randomUUID())
  await Promise.all(people.flatMap((id) => [raise(id, at('x.dorp', 1)), raise(id, at('x.school', 1))]))
  for (const personId of people) {
    expect((await itemOf(personId))?.content).toEqual({ seqByChannel: { 'x.dorp': 1, 'x.school': 1 } })
  }
})

test('L1 L11: the item keeps its place and time, also when something else is written after it', async () => {
  const personId = randomUUID()
  await raise(personId, at('x.dorp', 1))
  const first = await itemOf(personId)
  const id = randomUUID()
  await testLog.log.change({
    channelId: personalId(personId),
    authorId: personId,
    commandId: id,
    said: {},
    itemIds: [id],
    apply: (draft) => draft.create({ id, kind: 'sessions', authorId: personId, content: {} }).rev,
  })
  expect(await itemOf(personId)).toEqual(first)
  await raise(personId, at('x.dorp', 2))
  expect(await itemOf(personId)).toMatchObject({ seq: first?.seq, createdAt: first?.createdAt, rev: 3 })
  const items = (await testLog.reader.changesAfter(personalId(personId), 0, 100))?.items ?? []
  const times = items.toSorted((a, b) => a.seq - b.seq).map(({ createdAt }) => createdAt)
  expect(times).toEqual(times.toSorted((a, b) => a - b))
})

test('L11: what does not rise takes no rev and is not told', async () => {
  const personId = randomUUID()
  await raise(personId, at('x.dorp', 5))
  await raise(personId, at('x.dorp', 5))
  const [head] = await testLog.reader.heads([personalId(personId)])
  expect(head?.rev).toBe(1)
  const told = published.filter(({ channelId }) => channelId === personalId(personId))
  expect(new Set(told.map(({ upTo }) => upTo))).toEqual(new Set([1]))
})

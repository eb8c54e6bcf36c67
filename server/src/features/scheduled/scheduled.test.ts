import { randomUUID } from 'node:crypto'
import {
  type Answer,
  banPerson,
  type Command,
  cancelScheduled,
  changeChannel,
  commandId as commandIdSchema,
  maxScheduled,
  personalId,
  postMessage,
  putScheduled,
  type ScheduledContent,
  scheduleAheadMs,
  sendScheduled,
} from '@bijpraat/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { StoredItem } from '../../log/model.ts'
import { untilTestEnds } from '../../testing/dispose.ts'
import { type House, startHouse, type TestPerson } from '../../testing/house.ts'
import { until } from '../../testing/wait.ts'
import { createSender, leaseMs, messageIdOf } from './scheduled.sender.ts'
import { createScheduledStore } from './scheduled.store.ts'

let house: House
let admin: TestPerson
let channelId: string
let writer: TestPerson

beforeAll(async () => {
  // Two nodes that both send what is due, at once.
  house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }, { nodes: 2 })
  admin = await house.person({ role: 'admin' })
})
afterAll(() => house[Symbol.asyncDispose]())
beforeEach(async () => {
  channelId = await house.channel()
  writer = await house.person({ memberOf: [channelId] })
})

const ask = async (command: Command, input: object) =>
  (await house.post(writer, command, { commandId: randomUUID(), channelId, ...input })) as Answer<unknown>
/** What it makes has its id. */
const give = async (command: Command, input: object): Promise<string> => {
  const commandId = randomUUID()
  const answer = await ask(command, { commandId, ...input })
  if (!answer.ok) throw new Error(`${command.name}: ${answer.code}`)
  return commandId
}
const later = (ms = 3_600_000) => ({ text: 'Zaterdag ruimen we op.', sendAt: Date.now() + ms })
const own = () => personalId(writer.personId)
const stored = async (itemId: string): Promise<StoredItem> => {
  const item = await house.testLog.reader.item(own(), itemId)
  if (!item) throw new Error('it is not there')
  return item
}
const contentOf = async (itemId: string) => (await stored(itemId)).content as ScheduledContent | null
const said = async () => {
  const { items } = (await house.testLog.reader.changesAfter(channelId, 0, 1_000)) ?? { items: [] }
  return items.filter(({ kind }) => kind === 'message')
}
const isOver = async (itemId: string) => (await stored(itemId)).deletedAt !== undefined
const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.code)

test('is sent at its time, once, by its author, and leaves nothing to send', async () => {
  const itemId = await give(putScheduled, later(200))
  expect(await said()).toEqual([])
  await until(() => isOver(itemId))
  expect(await said()).toMatchObject([
    { id: messageIdOf(itemId), authorId: writer.personId, content: { text: 'Zaterdag ruimen we op.' } },
  ])
  expect(await contentOf(itemId)).toBeNull()
  expect((await stored(itemId)).standing).toBeUndefined()
})

test('is changed, sent now or called off as long as it waits', async () => {
  const itemId = await give(putScheduled, later())
  const sendAt = Date.now() + 7_200_000
  await give(putScheduled, { itemId, text: 'Zondag ruimen we op.', sendAt })
  expect(await contentOf(itemId)).toEqual({
    channelId,
    text: 'Zondag ruimen we op.',
    sendAt,
    state: 'waiting',
  })
  await give(sendScheduled, { itemId })
  await until(() => isOver(itemId))
  expect(await said()).toMatchObject([{ content: { text: 'Zondag ruimen we op.' } }])

  const other = await give(putScheduled, later(400))
  await give(cancelScheduled, { itemId: other })
  expect(codeOf(await ask(cancelScheduled, { itemId: other }))).toBe('not_found')
  const last = await give(putScheduled, later(500))
  await until(() => isOver(last))
  expect(await said()).toHaveLength(2)
})

test('can answer what somebody said', async () => {
  const replyTo = await give(postMessage, { text: 'Wie ruimt er op?' })
  const itemId = await give(putScheduled, { ...later(100), replyTo })
  await until(() => isOver(itemId))
  expect((await said()).at(-1)?.content).toMatchObject({ replyTo: { itemId: replyTo } })
})

test('what came in late, from a device without a connection, is sent at once', async () => {
  const itemId = await give(putScheduled, later(-3_600_000))
  await until(() => isOver(itemId))
  expect(await said()).toHaveLength(1)
})

test('at most a year ahead, and fifty at a time', async () => {
  expect(codeOf(await ask(putScheduled, later(scheduleAheadMs + 60_000)))).toBe('invalid_input')
  const one = await give(putScheduled, later())
  for (let count = 1; count < maxScheduled; count++) await give(putScheduled, later())
  expect(codeOf(await ask(putScheduled, later()))).toBe('too_many_scheduled')
  await give(cancelScheduled, { itemId: one })
  expect(codeOf(await ask(putScheduled, later()))).toBe('ok')
})

describe('W4: the right is asked when it is sent', () => {
  test('who may not write there any more is told, with the text, and can send it later', async () => {
    const itemId = await give(putScheduled, later(1_500))
    const ban = { personId: writer.personId, scope: channelId, reason: 'Even afkoelen' }
    await house.post(admin, banPerson, { commandId: randomUUID(), ...ban })
    await until(async () => (await contentOf(itemId))?.state === 'failed')
    expect(await contentOf(itemId)).toMatchObject({ code: 'banned', text: 'Zaterdag ruimen we op.' })
    expect((await stored(itemId)).standing).toBeUndefined()
    expect(await said()).toEqual([])
    await give(cancelScheduled, { itemId })
  })

  test('a channel that is archived meanwhile takes nothing more, until it is opened again', async () => {
    const itemId = await give(putScheduled, later(1_500))
    await house.post(admin, changeChannel, { commandId: randomUUID(), channelId, archived: true })
    await until(async () => (await contentOf(itemId))?.state === 'failed')
    expect((await contentOf(itemId))?.code).toBe('archived')
    expect(codeOf(await ask(putScheduled, { itemId, ...later() }))).toBe('archived')
    await house.post(admin, changeChannel, { commandId: randomUUID(), channelId, archived: false })
    await give(sendScheduled, { itemId })
    await until(() => isOver(itemId))
    expect(await said()).toHaveLength(1)
  })
})

describe('whoever sends it may die between any two steps', () => {
  /** Due, and kept from the nodes, which would send it. */
  const due = async (): Promise<StoredItem> => stored(await give(putScheduled, later()))

  type Fate = 'takes it' | 'says it'
  /** The sender of one more process, that ends where it is told to. */
  const sender = (seen: StoredItem, clock: () => number, fate?: Fate) => {
    const dies = () => Promise.reject(new Error('killed'))
    return createSender({
      log: house.testLog.log,
      store: { due: async () => [seen] },
      clock,
      post: async (personId, message) => {
        if (fate === 'takes it') return dies()
        const answer = await house.post(writer, postMessage, message)
        expect(personId).toBe(writer.personId)
        return fate === undefined ? answer : dies()
      },
    })
  }
  const onTime = Date.now
  const afterLease = () => Date.now() + leaseMs + 1_000

  test.each(['takes it', 'says it'] as const)('L10: after it %s it is said once', async (fate) => {
    const { id } = await due()
    await expect(sender(await stored(id), onTime, fate).sweep()).rejects.toThrow('killed')
    expect(await contentOf(id)).toMatchObject({ state: 'sending' })
    // From here on it can't be changed: what was said stays what was said.
    expect(codeOf(await ask(putScheduled, { itemId: id, ...later(), text: 'Iets anders.' }))).toBe('too_late')
    expect(codeOf(await ask(cancelScheduled, { itemId: id }))).toBe('too_late')
    // While it is believed to be under way it is left alone.
    await sender(await stored(id), onTime).sweep()
    expect(await contentOf(id)).toMatchObject({ state: 'sending' })
    await sender(await stored(id), afterLease).sweep()
    expect(await isOver(id)).toBe(true)
    expect(await said()).toHaveLength(1)
  })

  test('L10: two at once, who saw the same, say it once', async () => {
    const seen = await due()
    await Promise.all([1, 2, 3].map(() => sender(seen, onTime).sweep()))
    await sender(seen, onTime).sweep()
    expect(await isOver(seen.id)).toBe(true)
    expect(await said()).toHaveLength(1)
    expect((await stored(seen.id)).rev).toBe(seen.rev + 2)
  })

  test('L10: one who saw it before it was changed says nothing', async () => {
    const seen = await due()
    await give(putScheduled, { itemId: seen.id, ...later(), text: 'Toch zondag.' })
    await sender(seen, onTime).sweep()
    expect(await said()).toEqual([])
    expect(await contentOf(seen.id)).toMatchObject({ state: 'waiting', text: 'Toch zondag.' })
  })

  test('what is refused for now is tried again, and kept meanwhile', async () => {
    const seen = await due()
    const refusing = createSender({
      log: house.testLog.log,
      store: { due: async () => [seen] },
      clock: onTime,
      post: async () => ({ ok: false, code: 'rate_limited', retryAfterMs: 5_000 }),
    })
    await refusing.sweep()
    expect(await contentOf(seen.id)).toMatchObject({ state: 'sending', text: 'Zaterdag ruimen we op.' })
    await sender(await stored(seen.id), afterLease).sweep()
    expect(await said()).toHaveLength(1)
  })

  test('who is gone by then says nothing any more', async () => {
    const seen = await due()
    const { log } = house.testLog
    await createSender({
      log,
      store: { due: async () => [seen] },
      clock: onTime,
      post: async () => 'gone',
    }).sweep()
    expect(await contentOf(seen.id)).toMatchObject({ state: 'failed', code: 'forbidden' })
  })
})

test('L10: what came due while no process was there is sent when one starts', async () => {
  const services = { mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }
  const before = untilTestEnds(await startHouse(services))
  const { mongoUrl } = before
  const at = await before.channel()
  const author = await before.person({ memberOf: [at] })
  const itemId = randomUUID()
  const input = { commandId: itemId, channelId: at, ...later() }
  expect(await before.post(author, putScheduled, input)).toMatchObject({ ok: true })
  for (const node of before.nodes) await node.close()
  // An hour goes by.
  const due = { ...input, sendAt: Date.now() - 1, state: 'waiting' }
  await before.testLog.log.change({
    channelId: personalId(author.personId),
    authorId: author.personId,
    commandId: randomUUID(),
    said: due,
    itemIds: [itemId],
    apply: (draft) => void draft.amend(itemId, { content: due }),
  })
  const after = untilTestEnds(await startHouse(services, { mongoUrl }))
  const { reader } = after.testLog
  await until(async () => (await reader.item(at, messageIdOf(itemId))) !== undefined)
  await until(async () => (await reader.item(personalId(author.personId), itemId))?.content === null)
})

test('what is due is found by an index, whatever else is stored', async () => {
  const plan = await house.testLog.collection
    .find({ standing: true, kind: 'scheduled', 'content.sendAt': { $lte: Date.now() } })
    .sort({ 'content.sendAt': 1 })
    .limit(100)
    .explain('queryPlanner')
  expect(JSON.stringify(plan.queryPlanner.winningPlan)).toContain('"indexName":"due"')
  await expect(createScheduledStore(house.testLog.collection).due(0)).resolves.toEqual([])
})

test('ids of what is sent are such as clients make', () => {
  for (let count = 0; count < 100; count++)
    expect(commandIdSchema.safeParse(messageIdOf(randomUUID())).success).toBe(true)
})

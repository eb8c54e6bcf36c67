import { randomUUID } from 'node:crypto'
import {
  banPerson,
  deleteItem,
  lookUpSaved,
  personalId,
  postMessage,
  savedItemId,
  saveItem,
} from '@bijpraat/contract'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type House, startHouse, type TestPerson } from '../../testing/house.ts'

let house: House
let channelId: string
let [reader, writer, admin]: TestPerson[] = []
beforeAll(async () => {
  house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') })
  channelId = await house.channel()
  reader = await house.person({ memberOf: [channelId] })
  writer = await house.person({ memberOf: [channelId] })
  admin = await house.person({ role: 'admin' })
})
afterAll(() => house[Symbol.asyncDispose]())

const there = (person: TestPerson | undefined): TestPerson => {
  if (person === undefined) throw new Error('nobody came')
  return person
}
const fresh = () => ({ commandId: randomUUID(), channelId })
const post = async () => {
  const answer = await house.post(there(writer), postMessage, { ...fresh(), text: 'Zaterdag om tien uur.' })
  if (!answer.ok) throw new Error(answer.code)
  return answer.data.itemId
}
const save = (itemId: string, on = true, more: object = {}) =>
  house.post(there(reader), saveItem, { ...fresh(), itemId, on, ...more })
const own = (itemId: string) =>
  house.testLog.reader.item(personalId(there(reader).personId), savedItemId(channelId, itemId))
const look = async (itemId: string) => {
  const answer = await house.post(there(reader), lookUpSaved, { of: [{ channelId, itemId }] })
  return answer.ok ? answer.data.found.map(({ item }) => item) : answer.code
}

describe('what is saved', () => {
  test('L11: is one item of the own channel, that comes and goes and comes back newer', async () => {
    const itemId = await post()
    expect(await save(itemId)).toMatchObject({ ok: true })
    const first = await own(itemId)
    expect(first?.content).toMatchObject({ channelId, itemId, on: true })
    await save(itemId, false)
    expect((await own(itemId))?.content).toMatchObject({ on: false })
    await save(itemId)
    const again = await own(itemId)
    expect(again).toMatchObject({ seq: first?.seq, content: { on: true } })
    expect(again?.rev).toBe((first?.rev ?? 0) + 2)
  })

  test('L4: asked twice under one id is saved once', async () => {
    const itemId = await post()
    const { commandId } = fresh()
    await Promise.all([save(itemId, true, { commandId }), save(itemId, true, { commandId })])
    expect((await own(itemId))?.rev).toBe((await own(itemId))?.seq)
    expect(await save(itemId, false, { commandId })).toMatchObject({ ok: false, code: 'id_reused' })
  })

  test('is looked up as it is now, also when it was deleted', async () => {
    const itemId = await post()
    await save(itemId)
    expect(await look(itemId)).toMatchObject([{ id: itemId, content: { text: 'Zaterdag om tien uur.' } }])
    await house.post(there(writer), deleteItem, { ...fresh(), itemId })
    expect(await look(itemId)).toMatchObject([{ id: itemId, content: null }])
    expect(await save(itemId, false)).toMatchObject({ ok: true })
    // Taken out by mistake.
    expect(await save(itemId)).toMatchObject({ ok: true })
  })

  test('W4: is not shown any more to who may not read it, and can still be taken out', async () => {
    const itemId = await post()
    await save(itemId)
    const ban = { personId: there(reader).personId, scope: channelId, reason: 'Even afkoelen' }
    await house.post(there(admin), banPerson, { commandId: randomUUID(), ...ban })
    expect(await look(itemId)).toEqual([])
    expect(await save(itemId)).toMatchObject({ ok: false, code: 'not_found' })
    expect(await save(itemId, false)).toMatchObject({ ok: true })
  })
})

test('ids of saved items fit, also of what content files name', () => {
  const slug = 'a'.repeat(30)
  expect(savedItemId(`x.${slug}`, `x.${slug}.${slug}`).length).toBeLessThanOrEqual(80)
  expect(savedItemId(randomUUID(), randomUUID()).length).toBeLessThanOrEqual(80)
})

import { randomUUID } from 'node:crypto'
import {
  type Command,
  deleteItem,
  editMessage,
  type InputOf,
  mentionOf,
  postMessage,
  restoreItem,
  setRole,
} from '@bijpraat/contract'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type House, startHouse, type TestPerson } from '../../testing/house.ts'

let house: House
let channelId: string
let [writer, reader, third]: TestPerson[] = []

beforeAll(async () => {
  house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') })
  channelId = await house.channel()
  const member = () => house.person({ memberOf: [channelId] })
  ;[writer, reader, third] = [await member(), await member(), await member()]
})
afterAll(() => house[Symbol.asyncDispose]())

type Said<C extends Command> = Omit<InputOf<C>, 'commandId' | 'channelId'>
const give = async <C extends Command>(who: TestPerson | undefined, command: C, said: Said<C>) => {
  const commandId = randomUUID()
  const answer = await house.post(who ?? null, command, { commandId, channelId, ...said })
  expect(answer).toMatchObject({ ok: true })
  return commandId
}
const stored = (itemId: string) => house.testLog.reader.item(channelId, itemId)
const called = async (itemId: string) => (await stored(itemId))?.addresses
const idOf = (person: TestPerson | undefined) => person?.personId ?? ''
const mention = (person: TestPerson | undefined) => mentionOf(idOf(person))

describe('a message calls', () => {
  test('whom it mentions, once, and not who wrote it', async () => {
    const text = `${mention(reader)} ${mention(writer)} ${mentionOf('officials')} ${mention(reader)}`
    expect(await called(await give(writer, postMessage, { text }))).toEqual([idOf(reader), 'officials'])
    expect(await called(await give(writer, postMessage, { text: 'Niemand' }))).toBeUndefined()
  })

  test('who wrote what it answers, unless that is oneself', async () => {
    const asked = await give(reader, postMessage, { text: 'Wie komt er?' })
    const answer = await give(writer, postMessage, { text: 'Ik', replyTo: asked })
    expect(await called(answer)).toEqual([idOf(reader)])
    expect((await stored(answer))?.content).toEqual({
      text: 'Ik',
      replyTo: { itemId: asked, authorId: idOf(reader) },
    })
    const more = await give(reader, postMessage, { text: 'En wie nog meer?', replyTo: asked })
    expect(await called(more)).toBeUndefined()
  })

  test('by an edit who is in it then; what it answers stays', async () => {
    const asked = await give(reader, postMessage, { text: 'Wie komt er?' })
    const itemId = await give(writer, postMessage, { text: `Met ${mention(third)}`, replyTo: asked })
    expect(await called(itemId)).toEqual([idOf(third), idOf(reader)])
    await give(writer, editMessage, { itemId, text: 'Alleen ik' })
    expect(await called(itemId)).toEqual([idOf(reader)])
    expect((await stored(itemId))?.content).toMatchObject({ replyTo: { itemId: asked } })
    await give(writer, editMessage, { itemId, text: `Toch met ${mention(third)}` })
    expect(await called(itemId)).toEqual([idOf(third), idOf(reader)])
  })

  test('nobody while it is deleted, and again when it is restored', async () => {
    const itemId = await give(writer, postMessage, { text: mention(reader) })
    await give(writer, deleteItem, { itemId })
    expect(await called(itemId)).toBeUndefined()
    await give(writer, restoreItem, { itemId })
    expect(await called(itemId)).toEqual([idOf(reader)])
  })
})

test('who called everyone while they might, may still change what else they said', async () => {
  const moderator = await house.person({ role: 'official', memberOf: [channelId] })
  const everyone = mentionOf('everyone')
  const itemId = await give(moderator, postMessage, { text: `${everyone} kom` })
  const admin = await house.person({ role: 'admin' })
  const less = { commandId: randomUUID(), personId: moderator.personId, role: 'villager' }
  expect(await house.post(admin, setRole, less)).toMatchObject({ ok: true })
  await give(moderator, editMessage, { itemId, text: `${everyone} kom morgen` })
  expect(await called(itemId)).toEqual(['everyone'])
  const again = { commandId: randomUUID(), channelId, text: everyone }
  expect(await house.post(moderator, postMessage, again)).toMatchObject({ ok: false, code: 'forbidden' })
})

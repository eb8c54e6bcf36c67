import { randomUUID } from 'node:crypto'
import {
  type Answer,
  answerQuestion,
  askQuestion,
  type Changed,
  type Command,
  changeQuestion,
  chooseNotices,
  deleteItem,
  listQuestions,
  maxOpenQuestions,
  minAnswered,
  newQuestion,
  type OutputOf,
  postMessage,
  type QuestionChangeContent,
  type QuestionContent,
  type QuestionReminderContent,
  reopenQuestion,
  restoreItem,
  setModerator,
  subscribeToPush,
  takeQuestion,
} from '@bijpraat/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { StoredItem } from '../../log/model.ts'
import { type House, startHouse, type TestPerson } from '../../testing/house.ts'
import { authorityFile, openPushService, type TestPushService } from '../../testing/push-service.ts'
import { until } from '../../testing/wait.ts'
import { createReminders } from './questions.reminders.ts'
import { createQuestionStore } from './questions.store.ts'

const hour = 3_600_000
const waiting = newQuestion({ text: 'En nu?', villageId: null })
const inDays = (days: number) => Date.now() + days * 24 * hour

let there: TestPushService
let house: House
let admin: TestPerson
let official: TestPerson
let villager: TestPerson
let village: string

beforeAll(async () => {
  there = await openPushService()
  const services = { mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }
  // Two nodes that both remind of what is due, at once.
  const env = { PUSH_HOSTS: there.host, PUSH_PRIVATE: 'yes', PUSH_CA: authorityFile }
  house = await startHouse(services, { nodes: 2, env })
  admin = await house.person({ role: 'admin' })
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
  await there[Symbol.asyncDispose]()
})
beforeEach(async () => {
  village = await house.channel({ readers: 'anyone' })
  official = await house.person({ role: 'official' })
  villager = await house.person({ memberOf: [village] })
})

const ask = (who: TestPerson, command: Command, input: object) =>
  house.post(who, command, { commandId: randomUUID(), channelId: village, ...input }) as Promise<
    Answer<Changed>
  >
const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.code)
const give = async (who: TestPerson, command: Command, input: object): Promise<string> => {
  const answer = await ask(who, command, input)
  if (!answer.ok) throw new Error(`${command.name}: ${answer.code}`)
  return answer.data.itemId
}
const question = (more: object = {}, who = villager) =>
  give(who, askQuestion, { text: 'Wanneer wordt de stoep gemaakt?', villageId: null, ...more })
const take = (itemId: string, more: object = {}, who = official) =>
  give(who, takeQuestion, { itemId, dueAt: inDays(7), ...more })
const say = (who: TestPerson, text: string) => give(who, postMessage, { text })
const answered = async (itemId: string, who = official) =>
  give(who, answerQuestion, { itemId, answerId: await say(who, 'In mei.') })

const stored = async (itemId: string, channelId = village): Promise<StoredItem> => {
  const item = await house.testLog.reader.item(channelId, itemId)
  if (!item) throw new Error('it is not there')
  return item
}
const contentOf = async (itemId: string) => (await stored(itemId)).content as QuestionContent
const changeOf = async (itemId: string) => (await stored(itemId)).content as QuestionChangeContent
const all = async (kind: string) => {
  const { items } = (await house.testLog.reader.changesAfter(village, 0, 1_000)) ?? { items: [] }
  return items.filter((item) => item.kind === kind)
}
const list = async (who: TestPerson, channelId?: string): Promise<OutputOf<typeof listQuestions>> => {
  const answer = await house.post(who, listQuestions, channelId === undefined ? {} : { channelId })
  if (!answer.ok) throw new Error(answer.code)
  return answer.data
}

describe('a question', () => {
  test('stands until it is answered, and tells each change with what was, what is and why', async () => {
    const fromId = await say(villager, 'De stoep ligt los.')
    const itemId = await question({ fromId })
    expect(await stored(itemId)).toMatchObject({
      standing: true,
      addresses: ['officials'],
      content: { state: 'open', fromId, villageId: null, ownerId: null },
    })
    const dueAt = inDays(7)
    const taken = await stored(await take(itemId, { dueAt }))
    expect(taken.content).toMatchObject({
      act: 'take',
      questionId: itemId,
      changes: [
        { field: 'state', from: 'open', to: 'taken' },
        { field: 'ownerId', from: null, to: official.personId },
        { field: 'dueAt', from: null, to: dueAt },
      ],
    })
    expect(taken.addresses).toEqual([villager.personId])

    const colleague = await house.person({ role: 'official' })
    const reason = 'Zij gaat erover.'
    const handed = await give(official, changeQuestion, {
      itemId,
      set: { ownerId: colleague.personId },
      reason,
    })
    expect(await changeOf(handed)).toMatchObject({
      act: 'change',
      reason,
      changes: [{ field: 'ownerId', from: official.personId, to: colleague.personId }],
    })
    expect((await stored(handed)).addresses).toEqual([villager.personId, colleague.personId])

    const answerId = await say(colleague, 'In mei.')
    await give(colleague, answerQuestion, { itemId, answerId })
    expect(await contentOf(itemId)).toMatchObject({ state: 'answered', answerId, remindAt: null })
    expect((await stored(itemId)).standing).toBeUndefined()

    const again = await give(villager, reopenQuestion, { itemId, reason: 'Het is juni.' })
    expect((await stored(again)).addresses).toEqual(['officials', colleague.personId])
    expect(await contentOf(itemId)).toMatchObject({
      state: 'open',
      ownerId: null,
      dueAt: null,
      answerId: null,
    })
    expect((await stored(itemId)).standing).toBe(true)
  })

  test('L2: is taken by one of two who do so at once on two nodes', async () => {
    const itemId = await question()
    const nodes = [await house.connect(official, 0), await house.connect(admin, 1)]
    const answers = await Promise.all(
      nodes.map((node) =>
        node.give(takeQuestion, {
          commandId: randomUUID(),
          channelId: village,
          itemId,
          dueAt: inDays(3),
        }),
      ),
    )
    expect(answers.map(codeOf).sort()).toEqual(['ok', 'other_state'])
    expect(await all('questionChange')).toHaveLength(1)
  })

  test('L4: taken twice under one id is taken once', async () => {
    const itemId = await question()
    const said = { commandId: randomUUID(), itemId, dueAt: inDays(3) }
    const [first, second] = [await ask(official, takeQuestion, said), await ask(official, takeQuestion, said)]
    expect(second).toEqual(first)
    expect(codeOf(await ask(official, takeQuestion, { ...said, dueAt: inDays(4) }))).toBe('id_reused')
    expect(await all('questionChange')).toHaveLength(1)
  })

  test('is of a person or of a team, never of both, and passed on it is nobody’s', async () => {
    const itemId = await question()
    await take(itemId, { teamName: 'Team Groen' })
    expect(await contentOf(itemId)).toMatchObject({ ownerId: null, teamName: 'Team Groen' })
    const set = (wish: object) => give(official, changeQuestion, { itemId, set: wish, reason: 'Beter zo.' })
    await set({ ownerId: official.personId })
    expect(await contentOf(itemId)).toMatchObject({ ownerId: official.personId, teamName: '' })
    const told = await set({ villageId: village })
    expect((await stored(told)).addresses).toEqual([villager.personId, 'moderators'])
    expect(await contentOf(itemId)).toMatchObject({
      state: 'open',
      ownerId: null,
      dueAt: null,
      villageId: village,
    })
  })

  test('to what is so already takes no rev and tells nothing', async () => {
    const itemId = await question()
    await take(itemId, { teamName: 'Team Groen' })
    const { rev } = await stored(itemId)
    await give(official, changeQuestion, {
      itemId,
      set: { teamName: 'Team Groen' },
      reason: 'Zo was het al.',
    })
    expect((await stored(itemId)).rev).toBe(rev)
    expect(await all('questionChange')).toHaveLength(1)
  })

  test('that was handed to a villager is theirs to answer, and no longer once it is handed on', async () => {
    const itemId = await question()
    await take(itemId, { ownerId: villager.personId })
    const answerId = await say(villager, 'Ik weet het.')
    await give(official, changeQuestion, { itemId, set: { teamName: 'Team Groen' }, reason: 'Toch niet.' })
    expect(codeOf(await ask(villager, answerQuestion, { itemId, answerId }))).toBe('forbidden')
    await give(official, changeQuestion, { itemId, set: { ownerId: villager.personId }, reason: 'Toch wel.' })
    expect(codeOf(await ask(villager, answerQuestion, { itemId, answerId }))).toBe('ok')
  })

  test('is answered by what stands in its own channel alone', async () => {
    const itemId = await question()
    const other = await house.channel()
    const elsewhere = await house.post(official, postMessage, {
      commandId: randomUUID(),
      channelId: other,
      text: 'Hoi',
    })
    const answerId = elsewhere.ok ? elsewhere.data.itemId : ''
    expect(codeOf(await ask(official, answerQuestion, { itemId, answerId }))).toBe('not_found')
    expect(codeOf(await ask(official, answerQuestion, { itemId, answerId: itemId }))).toBe('invalid_input')
    const gone = await say(official, 'In mei.')
    await give(official, deleteItem, { itemId: gone })
    expect(codeOf(await ask(official, answerQuestion, { itemId, answerId: gone }))).toBe('deleted')
  })

  test('L2: no more than fifty wait in one channel, also when one comes back', async () => {
    const asker = await house.connect(villager)
    const asked = () =>
      asker.give(askQuestion, {
        commandId: randomUUID(),
        channelId: village,
        text: 'En nu?',
        villageId: null,
      })
    const first = await question()
    const store = createQuestionStore(house.testLog.collection)
    for (let n = 1; n < maxOpenQuestions; n += 1) {
      const id = randomUUID()
      await house.testLog.log.change({
        channelId: village,
        authorId: villager.personId,
        commandId: randomUUID(),
        said: n,
        itemIds: [id],
        apply: (draft) =>
          void draft.create({ id, kind: 'question', authorId: null, content: waiting, standing: true }),
      })
    }
    expect(codeOf(await asked())).toBe('too_many_questions')
    await give(villager, deleteItem, { itemId: first })
    expect(codeOf(await asked())).toBe('ok')
    await give(villager, restoreItem, { itemId: first })
    expect(await store.waiting([village])).toHaveLength(maxOpenQuestions)
  })
})

describe('a reminder', () => {
  const reminders = async () => await all('questionReminder')
  /** As if its time had come. */
  const isTime = (itemId: string) =>
    house.testLog.collection.updateOne(
      { channelId: village, id: itemId } as never,
      { $set: { 'content.remindAt': 1 } } as never,
    )

  test('comes at nine the day before and on the day itself, of a promise that ends with its day', async () => {
    const itemId = await question()
    const dueAt = inDays(7)
    await take(itemId, { dueAt })
    expect((await contentOf(itemId)).remindAt).toBe(dueAt - 39 * hour)
    // Of what is to be told within a day only the morning itself is left.
    const soon = Date.now() + 20 * hour
    await give(official, changeQuestion, { itemId, set: { dueAt: soon }, reason: 'Eerder.' })
    expect((await contentOf(itemId)).remindAt).toBe(soon - 15 * hour)
  })

  test('L10: is given once by whoever looks, however many look at once', async () => {
    const itemId = await question()
    await take(itemId, { dueAt: Date.now() + 20 * hour })
    await isTime(itemId)
    const store = createQuestionStore(house.testLog.collection)
    const { log } = house.testLog
    const sweepers = Array.from({ length: 4 }, () => createReminders({ log, store, clock: Date.now }))
    await Promise.all(sweepers.map(({ sweep }) => sweep()))
    await Promise.all(sweepers.map(({ sweep }) => sweep()))
    const [said, ...more] = await reminders()
    expect(more).toEqual([])
    expect(said).toMatchObject({ authorId: null, addresses: [official.personId] })
    expect(said?.content as QuestionReminderContent).toMatchObject({ questionId: itemId, when: 'before' })
    // The next is of the day itself, and after it nothing is left.
    expect((await contentOf(itemId)).remindAt).toBeGreaterThan(Date.now())
    await give(official, changeQuestion, {
      itemId,
      set: { dueAt: Date.now() + hour },
      reason: 'Vandaag nog.',
    })
    expect((await contentOf(itemId)).remindAt).toBeNull()
  })

  test('L10: of what was answered or put off since it was seen is not given', async () => {
    const itemId = await question()
    await take(itemId, { dueAt: Date.now() + 20 * hour })
    const seen = { ...(await stored(itemId)) }
    await answered(itemId)
    const store = { due: async () => [seen] }
    await createReminders({ log: house.testLog.log, store, clock: Date.now }).sweep()
    expect(await reminders()).toEqual([])
  })

  test('of a team’s promise goes to who made it', async () => {
    const itemId = await question()
    await take(itemId, { teamName: 'Team Groen', dueAt: Date.now() + 20 * hour })
    await isTime(itemId)
    await until(async () => (await reminders()).length > 0)
    expect((await reminders()).map(({ addresses }) => addresses)).toEqual([[official.personId]])
  })

  test('reaches the devices of whose it is alone, as they chose, and leads to the question', async () => {
    const devices = await Promise.all(
      [official, villager].map(async (person) => {
        const device = there.device()
        const client = await house.connect(person)
        await client.give(subscribeToPush, { ...device.target, language: 'nl' })
        await client.give(chooseNotices, { commandId: randomUUID(), channelId: village, level: 'mentions' })
        return device
      }),
    )
    const bodies = (at: number) => devices[at]?.received.map(({ message }) => message.body) ?? []
    const itemId = await question()
    await take(itemId, { dueAt: Date.now() + 20 * hour })
    await isTime(itemId)
    const reminder = 'Beloofd voor morgen: Wanneer wordt de stoep gemaakt?'
    await until(() => bodies(0).includes(reminder))
    expect(devices[0]?.received.find(({ message }) => message.body === reminder)?.message.path).toBe(
      `/kanaal/${village}/b/${itemId}`,
    )
    expect(bodies(1)).not.toContain(reminder)
  })
})

describe('the list', () => {
  test('has what I may read, what was promised first first', async () => {
    const late = await question({ text: 'Wanneer de brug?' })
    const soon = await question({ text: 'Wanneer de stoep?' })
    const open = await question({ text: 'Wanneer de lamp?' })
    await take(late, { dueAt: inDays(9) })
    await take(soon, { dueAt: inDays(2) })
    await answered(await question({ text: 'Al klaar?' }))
    const here = await list(villager, village)
    expect(here.questions.map(({ item }) => item.id)).toEqual([soon, late, open])
    const stranger = await house.person({})
    const ids = (await list(stranger)).questions.map(({ channelId }) => channelId)
    // Whoever reads may look: this village is open to anyone.
    expect(ids).toContain(village)
    const closed = await house.channel()
    await house.testLog.log.change({
      channelId: closed,
      authorId: 'x',
      commandId: randomUUID(),
      said: 1,
      itemIds: ['q'],
      apply: (draft) =>
        void draft.create({
          id: 'q',
          kind: 'question',
          authorId: null,
          content: waiting,
          standing: true,
        }),
    })
    expect((await list(stranger)).questions.map(({ channelId }) => channelId)).not.toContain(closed)
  })

  test('W5: tells how many and how fast of enough answers, of villages and teams and never of a person', async () => {
    const project = await house.channel({ kind: 'project', villageIds: [village] })
    const begun = Date.now()
    const answer = async (n: number, teamName: string) => {
      const id = randomUUID()
      await house.testLog.log.change({
        channelId: project,
        authorId: villager.personId,
        commandId: randomUUID(),
        said: id,
        itemIds: [id],
        apply: (draft) =>
          void draft.create({
            id,
            kind: 'question',
            authorId: villager.personId,
            content: { state: 'answered', teamName, ownerId: null, answeredAt: begun + n * hour },
          }),
      })
    }
    for (let n = 1; n < minAnswered; n += 1) await answer(n, 'Team Groen')
    // A node remembers for a moment which channels there are.
    await until(async () => (await list(official, village)).villages.length > 0)
    const [few] = (await list(official, village)).villages
    expect(few).toMatchObject({ villageId: village, open: 0, answered: null, medianMs: null })
    expect((await list(official, village)).teams).toEqual([])
    await answer(minAnswered, 'team groen')
    await question()
    const { villages, teams } = await list(official, village)
    expect(villages).toMatchObject([{ villageId: village, open: 1, answered: minAnswered }])
    expect(teams).toMatchObject([{ teamName: 'team groen', open: 0, answered: minAnswered }])
    // The middle one of 1, 2, 3, 4 and 5 hours.
    expect(Math.round((teams[0]?.medianMs ?? 0) / hour)).toBe(3)
  })
})

test('W4: a moderator of the village carries its questions until that right is taken away', async () => {
  const itemId = await question({ villageId: village })
  const moderator = await house.person({ memberOf: [village] })
  const moderates = (on: boolean) =>
    house.post(admin, setModerator, {
      commandId: randomUUID(),
      personId: moderator.personId,
      scope: village,
      on,
    })
  await moderates(true)
  expect(
    codeOf(await ask(moderator, takeQuestion, { itemId, teamName: 'Dorpsbelang', dueAt: inDays(2) })),
  ).toBe('ok')
  await moderates(false)
  const answerId = await say(moderator, 'Volgende week.')
  expect(codeOf(await ask(moderator, answerQuestion, { itemId, answerId }))).toBe('forbidden')
})

import { randomUUID } from 'node:crypto'
import {
  type AgreementChangeContent,
  type AgreementContent,
  type Answer,
  agreementId,
  type Changed,
  type Command,
  changeAgreement,
  chooseNotices,
  confirmAgreement,
  listAgreementChanges,
  momentAfter,
  readAgreement,
  resume,
  subscribeToPush,
} from '@bijpraat/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { StoredItem } from '../../log/model.ts'
import { type House, startHouse, type TestClient, type TestPerson } from '../../testing/house.ts'
import { authorityFile, openPushService, type TestPushService } from '../../testing/push-service.ts'
import { until } from '../../testing/wait.ts'
import { createAgreementReminders } from './agreement.reminders.ts'
import { createAgreementStore } from './agreement.store.ts'

let there: TestPushService
let house: House
let official: TestPerson
let villager: TestPerson
/** The official on one node, the villager on the other. */
let sides: [TestClient, TestClient]
let village: string
let project: string

beforeAll(async () => {
  there = await openPushService()
  const services = { mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }
  const env = { PUSH_HOSTS: there.host, PUSH_PRIVATE: 'yes', PUSH_CA: authorityFile }
  house = await startHouse(services, { nodes: 2, env })
})
afterAll(async () => {
  await house[Symbol.asyncDispose]()
  await there[Symbol.asyncDispose]()
})
beforeEach(async () => {
  village = await house.channel({ readers: 'anyone' })
  project = await house.channel({ kind: 'project', readers: 'anyone', villageIds: [village] })
  official = await house.person({ role: 'official' })
  villager = await house.person({ memberOf: [village] })
  sides = [await house.connect(official, 0), await house.connect(villager, 1)]
})

const ask = (client: TestClient, command: Command, input: object) =>
  client.giveRaw(command.name, { commandId: randomUUID(), channelId: project, ...input }) as Promise<
    Answer<Changed>
  >
const set = (fields: object, seen: number, client = sides[0], reason = 'Zo werkt het.') =>
  ask(client, changeAgreement, { seen, set: fields, reason })
const confirm = (version: number, client = sides[0]) => ask(client, confirmAgreement, { version })
const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.code)

const stored = async (): Promise<StoredItem | undefined> => house.testLog.reader.item(project, agreementId)
const now = async () => (await stored())?.content as AgreementContent
const told = async (): Promise<AgreementChangeContent[]> => {
  const answer = await house.post(villager, listAgreementChanges, { channelId: project })
  if (!answer.ok) throw new Error(answer.code)
  return answer.data.items.map(({ content }) => content as AgreementChangeContent).reverse()
}
const moment = (more: object = {}) => ({
  id: randomUUID(),
  what: 'Stand van zaken in het gesprek',
  on: '2096-01-15',
  every: 'monthly',
  byId: official.personId,
  ...more,
})

describe('a change', () => {
  test('makes the next version, and says what was, what is and why', async () => {
    await set({ participationForm: 'consult', feedback: 'Eerst bellen.' }, 0)
    await set({ participationForm: 'involve' }, 1, sides[1], 'We doen het samen.')
    expect(await now()).toMatchObject({
      version: 2,
      participationForm: 'involve',
      feedback: 'Eerst bellen.',
      since: { participationForm: 2, feedback: 1 },
    })
    expect((await told()).at(-1)).toEqual({
      act: 'change',
      version: 2,
      side: 'village',
      reason: 'We doen het samen.',
      changes: [{ field: 'participationForm', from: 'consult', to: 'involve' }],
    })
  })

  test('of different sections by two at once on two nodes keeps both', async () => {
    await set({ feedback: 'Bellen.' }, 0)
    const answers = await Promise.all([
      set({ channels: 'Snelle vragen hier.' }, 1, sides[0]),
      set({ villageNeeds: 'Op tijd iets horen.' }, 1, sides[1]),
    ])
    expect(answers.map(codeOf)).toEqual(['ok', 'ok'])
    expect(await now()).toMatchObject({
      version: 3,
      channels: 'Snelle vragen hier.',
      villageNeeds: 'Op tijd iets horen.',
    })
  })

  test('of one section by many at once on two nodes writes over nothing: one goes, the others are told where', async () => {
    await set({ feedback: 'Bellen.' }, 0)
    const wishes = Array.from({ length: 6 }, (_, at) => `Manier ${at}`)
    const answers = await Promise.all(wishes.map((feedback, at) => set({ feedback }, 1, sides[at % 2])))
    const done = wishes.filter((_, at) => answers[at]?.ok)
    expect(done).toEqual([(await now()).feedback])
    const refused = answers.filter((answer) => !answer.ok)
    expect(refused).toHaveLength(5)
    for (const answer of refused) expect(answer).toMatchObject({ code: 'other_state', field: 'feedback' })
    // Who looked at what is new says it anew, and it goes.
    expect(codeOf(await set({ feedback: 'Bellen en mailen.' }, 2, sides[1]))).toBe('ok')
    expect((await told()).flatMap(({ changes }) => changes.map(({ from }) => from))).toEqual([
      '',
      'Bellen.',
      done[0],
    ])
  })

  test('to what is so already takes no rev, tells nothing and leaves what was confirmed', async () => {
    await set({ feedback: 'Bellen.' }, 0)
    await confirm(1)
    const before = (await stored())?.rev
    expect(codeOf(await set({ feedback: 'Bellen.' }, 0, sides[1]))).toBe('ok')
    expect((await stored())?.rev).toBe(before)
    expect(await told()).toHaveLength(2)
  })

  test('that makes no sense is refused and leaves nothing behind', async () => {
    const twice = moment()
    const wrong: [object, string][] = [
      [{}, 'invalid_input'],
      [{ moments: [twice, { ...twice, what: 'Iets anders' }] }, 'invalid_input'],
      [{ moments: [moment({ byId: 'nobody' })] }, 'not_found'],
      [{ moments: [moment({ on: '2096-02-30' })] }, 'invalid_input'],
      [{ moments: Array.from({ length: 13 }, () => moment()) }, 'invalid_input'],
      [{ participationForm: 'decide' }, 'invalid_input'],
      [{ feedback: 'x'.repeat(1_501) }, 'invalid_input'],
    ]
    for (const [fields, code] of wrong) expect(codeOf(await set(fields, 0))).toBe(code)
    expect(codeOf(await set({ feedback: 'Bellen.' }, 0, sides[0], ' '))).toBe('invalid_input')
    expect(await stored()).toBeUndefined()
  })

  test('L4: given again does nothing more', async () => {
    const input = { commandId: randomUUID(), seen: 0, set: { feedback: 'Bellen.' }, reason: 'Snel.' }
    const first = await ask(sides[0], changeAgreement, input)
    await set({ feedback: 'Mailen.' }, 1)
    expect(await ask(sides[0], changeAgreement, input)).toEqual(first)
    expect((await now()).feedback).toBe('Mailen.')
  })

  test('keeps the promise of who has left', async () => {
    const promised = moment({ byId: villager.personId })
    await set({ moments: [promised] }, 0)
    await house.testLog.collection.findOneAndUpdate(
      { channelId: project, id: agreementId } as never,
      { $set: { 'content.moments.0.byId': 'who-left' } } as never,
    )
    const more = [{ ...promised, byId: 'who-left' }, moment()]
    expect(codeOf(await set({ moments: more }, 1))).toBe('ok')
  })
})

describe('a confirmation', () => {
  test('is of one version and one side, once, and a change takes it away until confirmed anew', async () => {
    await set({ feedback: 'Bellen.' }, 0)
    await confirm(1, sides[0])
    await confirm(1, sides[1])
    const { confirmed } = await now()
    expect(confirmed.municipality).toMatchObject({ version: 1, byId: official.personId })
    expect(confirmed.village).toMatchObject({ version: 1, byId: villager.personId })
    const other = await house.connect(await house.person({ memberOf: [village] }), 1)
    expect(codeOf(await confirm(1, other))).toBe('ok')
    expect(await told()).toHaveLength(3)
    await set({ feedback: 'Mailen.' }, 1)
    // What was confirmed stays on record, of the version that it was of.
    expect(await now()).toMatchObject({ version: 2, confirmed })
    await confirm(2, sides[1])
    expect((await now()).confirmed).toMatchObject({ village: { version: 2 }, municipality: { version: 1 } })
  })

  test('of what is not the present version is refused, also when it changes at that moment', async () => {
    expect(codeOf(await confirm(1))).toBe('not_found')
    await set({ feedback: 'Bellen.' }, 0)
    expect(codeOf(await confirm(2))).toBe('other_state')
    const [changed, confirmed] = await Promise.all([
      set({ feedback: 'Mailen.' }, 1, sides[0]),
      confirm(1, sides[1]),
    ])
    expect(codeOf(changed)).toBe('ok')
    // Whichever came first: nothing of version 2 is confirmed.
    expect(['ok', 'other_state']).toContain(codeOf(confirmed))
    expect((await now()).confirmed.village?.version ?? 1).toBe(1)
  })

  test('by both sides and twice at once on two nodes is told once of each', async () => {
    await set({ feedback: 'Bellen.' }, 0)
    await Promise.all([0, 1, 2, 3].map((at) => confirm(1, sides[at % 2])))
    const acts = (await told()).map(({ act, side }) => `${act} ${side}`).sort()
    expect(acts).toEqual(['change municipality', 'confirm municipality', 'confirm village'])
  })
})

describe('an earlier version', () => {
  test('is opened as it was, with who confirmed it', async () => {
    await set({ feedback: 'Bellen.', participationForm: 'inform' }, 0)
    await confirm(1, sides[1])
    const kept = await now()
    await set({ feedback: 'Mailen.', moments: [moment()] }, 1, sides[1])
    const answer = await house.post(villager, readAgreement, { channelId: project, version: 1 })
    if (!answer.ok) throw new Error(answer.code)
    expect(answer.data.item.content).toEqual(kept)
    expect(answer.data.changes.map(({ authorId }) => authorId)).toEqual([
      official.personId,
      villager.personId,
    ])
    for (const version of [0, 3])
      expect(codeOf(await house.post(villager, readAgreement, { channelId: project, version }))).toBe(
        'not_found',
      )
  })

  test('is listed in pages, the newest first', async () => {
    for (let at = 0; at < 52; at++) await set({ feedback: `Manier ${at}` }, at, sides[at % 2])
    const first = await house.post(villager, listAgreementChanges, { channelId: project })
    if (!first.ok) throw new Error(first.code)
    expect(first.data).toMatchObject({ more: true })
    const before = first.data.items.at(-1)?.seq ?? 0
    const rest = await house.post(villager, listAgreementChanges, { channelId: project, before })
    if (!rest.ok) throw new Error(rest.code)
    expect(rest.data.more).toBe(false)
    const versions = [...first.data.items, ...rest.data.items].map(
      ({ content }) => (content as AgreementChangeContent).version,
    )
    expect(versions).toEqual(Array.from({ length: 52 }, (_, at) => 52 - at))
  }, 30_000)

  test('is found by an index, however much was said around it', async () => {
    await set({ feedback: 'Bellen.' }, 0)
    const plan = await house.testLog.collection
      .find({ channelId: project, kind: 'agreementChange', 'content.version': { $lte: 1 } } as never)
      .sort({ 'content.version': 1, seq: 1 })
      .explain('executionStats')
    expect(JSON.stringify(plan.queryPlanner.winningPlan)).toContain('"indexName":"agreement"')
    expect(plan.executionStats).toMatchObject({ nReturned: 1, totalDocsExamined: 1 })
  })
})

describe('a moment', () => {
  const reminders = () =>
    house.testLog.collection
      .find<StoredItem>({ channelId: project, kind: 'agreementReminder' } as never)
      .sort({ seq: 1 })
      .toArray()
  /** As if the time of every moment had come. */
  const isTime = async (dueAt: number) => {
    const { next } = await now()
    await house.testLog.collection.updateOne(
      { channelId: project, id: agreementId } as never,
      {
        $set: {
          'content.remindAt': dueAt,
          'content.next': Object.fromEntries(Object.keys(next).map((id) => [id, dueAt])),
        },
      } as never,
    )
  }
  const sweeper = () =>
    createAgreementReminders({
      log: house.testLog.log,
      store: createAgreementStore(house.testLog.collection),
      clock: Date.now,
    })

  test.each([
    ['once', '2026-01-31', '2026-01-30', '2026-01-31'],
    ['once', '2026-01-31', '2026-02-01', null],
    ['weekly', '2026-01-31', '2026-02-01', '2026-02-07'],
    ['fortnightly', '2026-01-31', '2026-03-15', '2026-03-28'],
    ['monthly', '2026-01-31', '2026-02-01', '2026-02-28'],
    ['monthly', '2026-01-31', '2026-03-01', '2026-03-31'],
    ['monthly', '2026-01-31', '2031-01-31T08:00:00Z', '2031-02-28'],
    ['quarterly', '2026-11-30', '2026-12-01', '2027-02-28'],
  ] as const)('%s from %s comes after %s on %s', (every, on, after, day) => {
    const next = momentAfter({ on, every }, Date.parse(after))
    expect(next).toBe(day === null ? null : Date.parse(`${day}T07:00:00Z`))
  })

  test('L10: reminds who promised it, once, however many nodes look, and comes again', async () => {
    await set({ moments: [moment(), moment({ byId: null }), moment({ byId: villager.personId })] }, 0)
    await isTime(1_000)
    const sweepers = Array.from({ length: 4 }, sweeper)
    await Promise.all(sweepers.map(({ sweep }) => sweep()))
    await Promise.all(sweepers.map(({ sweep }) => sweep()))
    const said = await reminders()
    expect(said.map(({ addresses }) => addresses)).toEqual([[official.personId], [villager.personId]])
    expect(said[0]).toMatchObject({ authorId: null, content: { dueAt: 1_000 } })
    expect((await now()).remindAt).toBe(Date.parse('2096-01-15T07:00:00Z'))
  })

  test('whose time came while every node was away is told when one is back, also after a change', async () => {
    const promised = moment({ every: 'once' })
    await set({ moments: [promised] }, 0)
    const { next } = await now()
    const [dueAt] = Object.values(next)
    expect(dueAt).toBe(Date.parse('2096-01-15T07:00:00Z'))
    await isTime(1_000)
    // Its nodes look every few seconds: whoever is first, the change takes nothing away.
    await set({ feedback: 'Bellen.' }, 1)
    await until(async () => (await reminders()).length > 0)
    expect((await reminders()).map(({ content }) => content)).toMatchObject([{ what: promised.what }])
    await until(async () => (await now()).remindAt === dueAt)
  })

  test('reaches the devices of who promised it alone, as they chose, and leads to the agreement', async () => {
    const devices = await Promise.all(
      [official, villager].map(async (person) => {
        const device = there.device()
        const client = await house.connect(person)
        await client.give(subscribeToPush, { ...device.target, language: 'nl' })
        await client.give(chooseNotices, { commandId: randomUUID(), channelId: project, level: 'mentions' })
        return device
      }),
    )
    await set({ moments: [moment()] }, 0)
    const { changeId } = await now()
    await isTime(1_000)
    const body = 'Afgesproken voor vandaag: Stand van zaken in het gesprek'
    const received = (at: number) => devices[at]?.received.map(({ message }) => message) ?? []
    await until(() => received(0).some((message) => message.body === body))
    expect(received(0).find((message) => message.body === body)?.path).toBe(
      `/kanaal/${project}/b/${changeId}`,
    )
    expect(received(1).map((message) => message.body)).not.toContain(body)
  })

  test('that was taken out since it was seen reminds nobody', async () => {
    await set({ moments: [moment()] }, 0)
    const item = (await stored()) as StoredItem
    const content = item.content as AgreementContent
    const next = Object.fromEntries(Object.keys(content.next).map((id) => [id, 1_000]))
    const seen = { ...item, content: { ...content, next } }
    await set({ moments: [] }, 1)
    const store = { due: async () => [seen] }
    await createAgreementReminders({ log: house.testLog.log, store, clock: Date.now }).sweep()
    expect(await reminders()).toEqual([])
  })
})

test('W5: the public sees what is offered and when, without names, texts or why', async () => {
  const secrets = ['Geheime behoefte', 'Omdat het moet', official.personId, villager.personId]
  const fields = { villageNeeds: secrets[0], participationForm: 'consult', moments: [moment()] }
  await set(fields, 0, sides[1], secrets[1])
  await confirm(1, sides[1])
  const guest = await house.connect(null, 1)
  const copy = await guest.give(resume, { have: [], also: [project] })
  const seen = [
    await house.post(null, listAgreementChanges, { channelId: project }),
    await house.post(null, readAgreement, { channelId: project, version: 1 }),
    copy,
  ]
  for (const answer of seen) expect(answer).toMatchObject({ ok: true })
  const bytes = JSON.stringify(seen)
  expect(bytes).toContain('consult')
  for (const secret of secrets) expect(bytes).not.toContain(secret)
})

import { randomUUID } from 'node:crypto'
import { createReplica, type Replica } from '@bijpraat/client/src/replica/replica.ts'
import { createEngine, type Engine } from '@bijpraat/client/src/sync/engine.ts'
import { createMemoryStorage } from '@bijpraat/client/src/sync/memory-storage.ts'
import { socketIo } from '@bijpraat/client/src/sync/socket.ts'
import {
  type AgreementContent,
  acknowledge,
  addToPlan,
  agreementId,
  answerQuestion,
  askQuestion,
  type Command,
  cancelScheduled,
  changeAgreement,
  changeChannel,
  changeDecision,
  changeMe,
  changePlan,
  changeQuestion,
  chooseNotices,
  confirmAgreement,
  deleteItem,
  describeProject,
  directoryId,
  dismissReports,
  editAnnouncement,
  editMessage,
  editUpdate,
  endSession,
  hideItem,
  itemKinds,
  listSessions,
  makeReport,
  markRead,
  mentionOf,
  mutePerson,
  personalId,
  pinAnnouncement,
  planPartIdOf,
  postMessage,
  postUpdate,
  publishAnnouncement,
  putScheduled,
  reactToItem,
  recordDecision,
  reopenQuestion,
  restoreItem,
  saveItem,
  sayNoticed,
  sendScheduled,
  setModerator,
  setRole,
  showItem,
  takeQuestion,
  unpinAnnouncement,
  withdrawReport,
} from '@bijpraat/contract'
import { startHouse, type TestPerson } from '@bijpraat/server/testing/house'
import { until } from '@bijpraat/server/testing/wait'
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest'

type House = Awaited<ReturnType<typeof startHouse>>
type Client = { engine: Engine; replica: Replica }

let house: House
const clients: Client[] = []
let [village, project]: [string, string] = ['', '']
let [admin, villager]: TestPerson[] = []

beforeAll(async () => {
  house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') })
  village = await house.channel({ readers: 'anyone' })
  project = await house.channel({ kind: 'project', readers: 'anyone', villageIds: [village] })
  admin = await house.person({ role: 'admin' })
  villager = await house.person({ memberOf: [village] })
})
// Every device of a person resumes when their rights change, and all of them share one limit.
afterEach(async () => {
  for (const { engine } of clients.splice(0)) await engine.stop()
})
afterAll(() => house[Symbol.asyncDispose]())

const there = <T>(found: T | undefined): T => {
  if (found === undefined) throw new Error('the house is not built')
  return found
}

const connect = async (person: TestPerson | null): Promise<Client> => {
  const replica = createReplica()
  const headers = person ? { cookie: person.cookie } : {}
  const openSocket = socketIo({ url: there(house.urls[0]), headers, transports: ['websocket'] })
  const engine = createEngine({ replica, openSocket, storage: createMemoryStorage() })
  clients.push({ engine, replica })
  await engine.start()
  await until(() => replica.getState().connection === 'live')
  if (person === null) await Promise.all([village, project].map((channelId) => engine.follow(channelId)))
  return { engine, replica }
}

const copyOf = ({ replica }: Client, channelId: string) => replica.getState().channels.get(channelId)
/** What a copy says, whichever way it came to be. */
const told = (client: Client, channelId: string) => {
  const { key, cursor, floor, timeline, items = new Map() } = copyOf(client, channelId) ?? {}
  return {
    key,
    cursor,
    floor,
    timeline,
    items: Object.fromEntries([...items].toSorted(([a], [b]) => (a < b ? -1 : 1))),
  }
}
const kindsIn = (client: Client, channelId: string, after: number) =>
  [...(copyOf(client, channelId)?.items.values() ?? [])].flatMap(({ kind, rev }) =>
    rev > after ? [kind] : [],
  )

const give = async (person: TestPerson | undefined, command: Command, input: object): Promise<string> => {
  const commandId = randomUUID()
  const id = command.effect === 'change' ? { commandId } : {}
  const answer = await house.post(there(person), command, { ...id, ...input })
  expect(answer, command.name).toMatchObject({ ok: true })
  return commandId
}

/** For every kind of item the channel that it lives in, and all that can befall it. */
const cases: Record<
  string,
  { channelId: () => string; changes: () => Promise<void>; forMembersOnly?: true }
> = {
  message: {
    channelId: () => village,
    forMembersOnly: true,
    changes: async () => {
      const channelId = village
      const itemId = await give(villager, postMessage, { channelId, text: 'Wie helpt?' })
      await give(villager, postMessage, {
        channelId,
        text: 'Van gisteren',
        writtenAt: Date.now() - 86_400_000,
      })
      await give(villager, editMessage, { channelId, itemId, text: 'Wie helpt er mee?' })
      await give(admin, reactToItem, { channelId, itemId, reaction: 'nice', on: true })
      await give(villager, reactToItem, { channelId, itemId, reaction: 'nice', on: true })
      await give(admin, reactToItem, { channelId, itemId, reaction: 'nice', on: false })
      await give(villager, deleteItem, { channelId, itemId })
      await give(villager, restoreItem, { channelId, itemId })
      await hideAndShow(channelId)
      const hidden = await give(villager, postMessage, { channelId, text: 'Dit niet' })
      await give(admin, hideItem, { channelId, itemId: hidden, reason: 'Even niet' })
      const gone = await give(villager, postMessage, { channelId, text: 'Toch niet' })
      await give(villager, deleteItem, { channelId, itemId: gone })
      // Calls the villager, and nobody, and everyone; answers what was deleted.
      const calling = `${mentionOf(there(villager).personId)} weet het`
      const answer = await give(admin, postMessage, { channelId, text: calling, replyTo: gone })
      await give(admin, editMessage, { channelId, itemId: answer, text: 'Niemand weet het' })
      await give(admin, editMessage, { channelId, itemId: answer, text: mentionOf('everyone') })
      await give(admin, deleteItem, { channelId, itemId: answer })
      await give(admin, restoreItem, { channelId, itemId: answer })
    },
  },
  update: { channelId: () => project, changes: () => tellNews(project) },
  announcement: {
    channelId: () => village,
    changes: async () => {
      const channelId = village
      const words = { title: 'Weg dicht', text: 'De brug wordt hersteld.' }
      const pin = (itemId: string, more: object = {}) =>
        give(admin, pinAnnouncement, { channelId, itemId, endsAt: null, ...more })
      const [first, second, third, fourth] = [
        await give(admin, publishAnnouncement, { channelId, ...words, endsAt: Date.now() + 86_400_000 }),
        await give(admin, publishAnnouncement, { channelId, ...words, writtenAt: 1 }),
        await give(admin, publishAnnouncement, { channelId, ...words }),
        await give(admin, publishAnnouncement, { channelId, ...words }),
      ]
      for (const itemId of [first, second, third]) await pin(itemId)
      await pin(fourth, { insteadOf: first })
      await give(admin, editAnnouncement, { channelId, itemId: second, ...words, title: 'Brug dicht' })
      await give(villager, reactToItem, { channelId, itemId: second, reaction: 'thanks', on: true })
      await give(admin, unpinAnnouncement, { channelId, itemId: third })
      await give(admin, deleteItem, { channelId, itemId: second })
      await give(admin, restoreItem, { channelId, itemId: second })
      // One that comes to its end by itself.
      await pin(first, { endsAt: Date.now() + 200 })
      await until(async () => !(await house.testLog.reader.item(channelId, first))?.standing)
    },
  },
  workingAgreement: { channelId: () => project, changes: () => keepAgreement(project) },
  agreementChange: { channelId: () => project, changes: () => keepAgreement(project) },
  agreementReminder: {
    channelId: () => project,
    forMembersOnly: true,
    changes: async () => {
      const agreement = async () =>
        there(await house.testLog.reader.item(project, agreementId)).content as AgreementContent
      await keepAgreement(project)
      // As if the time of its moments had come.
      const { next } = await agreement()
      const due = Object.fromEntries(Object.keys(next).map((id) => [id, Date.now() - 1]))
      const isTime = { $set: { 'content.remindAt': 1, 'content.next': due } } as never
      await house.testLog.collection.updateOne({ channelId: project, id: agreementId } as never, isTime)
      await until(async () => (await agreement()).remindAt !== 1)
    },
  },
  planPart: { channelId: () => project, changes: () => keepPlan(project) },
  planChange: { channelId: () => project, changes: () => keepPlan(project) },
  project: { channelId: () => project, changes: () => keepProject(project) },
  question: { channelId: () => village, forMembersOnly: true, changes: () => keepPromises(village) },
  questionChange: { channelId: () => village, forMembersOnly: true, changes: () => keepPromises(village) },
  questionReminder: {
    channelId: () => village,
    forMembersOnly: true,
    changes: async () => {
      const channelId = village
      const itemId = await give(villager, askQuestion, { channelId, text: 'En nu?', villageId: null })
      // The morning of its day is over: what is left to remind of comes as soon as its time is said to be there.
      await give(admin, takeQuestion, { channelId, itemId, dueAt: Date.now() + 20 * 3_600_000 })
      const due = { $set: { 'content.remindAt': 1 } } as never
      await house.testLog.collection.updateOne({ channelId, id: itemId } as never, due)
      const kinds = async () => (await house.testLog.reader.page(channelId, 1_000))?.items ?? []
      await until(async () => (await kinds()).some(({ kind }) => kind === 'questionReminder'))
    },
  },
  decision: {
    channelId: () => project,
    changes: async () => {
      const channelId = project
      const words = { why: 'Het past.', decidedBy: 'Dorpsbelang', decidedOn: '2026-11-24' }
      const fromId = await give(villager, postMessage, { channelId, text: 'Zon op het dak?' })
      const itemId = await give(admin, recordDecision, { channelId, title: 'Ja', fromId, ...words })
      await give(admin, changeDecision, { channelId, itemId, title: 'Half', ...words, reason: 'Gemeten.' })
      await give(villager, reactToItem, { channelId, itemId, reaction: 'agree', on: true })
      await give(admin, recordDecision, { channelId, title: 'Later', ...words, writtenAt: 1 })
    },
  },
  acknowledged: {
    channelId: () => personalId(there(villager).personId),
    changes: async () => {
      const words = { title: 'Weg dicht', text: 'De brug wordt hersteld.' }
      const itemId = await give(admin, publishAnnouncement, { channelId: village, ...words, asksRead: true })
      await give(villager, acknowledge, { channelId: village, itemId })
      await give(villager, acknowledge, { channelId: village, itemId })
    },
  },
  share: {
    channelId: () => village,
    changes: async () => {
      await tellNews(project)
      await give(admin, changeChannel, { channelId: project, name: 'De molen' })
      // Who may not read the project does not see its news in the village, and then again does.
      await give(admin, changeChannel, { channelId: project, readers: 'members' })
      await give(admin, changeChannel, { channelId: project, readers: 'anyone' })
      const shares = () => house.testLog.reader.changesAfter(village, 0, 1_000)
      await until(async () =>
        (await shares())?.items.some(
          ({ kind, content }) =>
            kind === 'share' && (content as { homeName?: string } | null)?.homeName === 'De molen',
        ),
      )
    },
  },
  channel: {
    channelId: () => village,
    changes: async () => {
      await give(admin, changeChannel, { channelId: village, name: 'Het dorp', about: 'Aan de rivier' })
      await give(admin, changeChannel, { channelId: village, posters: 'officials' })
      await give(admin, changeChannel, { channelId: village, archived: true })
      await give(admin, changeChannel, { channelId: village, archived: false, posters: 'members' })
    },
  },
  person: {
    channelId: () => directoryId,
    changes: async () => {
      const newcomer = await house.person({ memberOf: [village] })
      await give(villager, changeMe, { name: 'Inwoner van het dorp' })
      await give(admin, setRole, { personId: newcomer.personId, role: 'official' })
    },
  },
  positions: {
    channelId: () => personalId(there(villager).personId),
    changes: async () => {
      await give(villager, markRead, { positions: [{ channelId: village, seq: 1 }] })
      await endOther()
      await give(villager, markRead, {
        positions: [
          { channelId: village, seq: 2 },
          { channelId: project, seq: 1 },
        ],
      })
    },
  },
  report: {
    channelId: () => personalId(there(villager).personId),
    changes: async () => {
      const channelId = village
      const itemId = await give(admin, postMessage, { channelId, text: 'Stelletje…' })
      await give(villager, makeReport, { channelId, itemId, reason: 'hurtful' })
      await give(villager, withdrawReport, { channelId, itemId })
      await give(villager, makeReport, { channelId, itemId, reason: 'hurtful', text: 'Toch wel' })
      await give(admin, dismissReports, { channelId, itemId })
      const reported = () =>
        house.testLog.reader.item(personalId(there(villager).personId), `report.${itemId}`)
      await until(async () => JSON.stringify(await reported()).includes('handled'))
    },
  },
  moderated: {
    channelId: () => personalId(there(villager).personId),
    changes: async () => {
      const itemId = await hideAndShow(village)
      const noticeId = `moderated.${itemId}`
      const notice = () => house.testLog.reader.item(personalId(there(villager).personId), noticeId)
      await until(async () => JSON.stringify(await notice()).includes('restore'))
      await give(villager, sayNoticed, { noticeId })
    },
  },
  desk: {
    channelId: () => personalId(there(villager).personId),
    changes: async () => {
      const { personId } = there(villager)
      await give(admin, setModerator, { personId, scope: village, on: true })
      const text = 'Hier valt iets over te zeggen'
      const itemId = await give(admin, postMessage, { channelId: village, text })
      const neighbour = await house.person({ memberOf: [village] })
      await give(neighbour, makeReport, { channelId: village, itemId, reason: 'other' })
      const open = async () => (await house.testLog.reader.item(personalId(personId), 'desk'))?.content
      await until(async () => ((await open()) as { open: number } | undefined)?.open === 1)
      await give(admin, dismissReports, { channelId: village, itemId })
      await until(async () => ((await open()) as { open: number } | undefined)?.open === 0)
      await give(admin, setModerator, { personId, scope: village, on: false })
    },
  },
  notices: {
    channelId: () => personalId(there(villager).personId),
    changes: async () => {
      await give(villager, chooseNotices, { channelId: village, level: 'all' })
      await give(villager, chooseNotices, { channelId: village, level: 'none' })
      await give(villager, chooseNotices, { channelId: project, level: 'muted' })
    },
  },
  mute: {
    channelId: () => personalId(there(villager).personId),
    changes: async () => {
      const { personId } = there(admin)
      await give(villager, mutePerson, { personId, on: true })
      await give(villager, mutePerson, { personId, on: false })
      await give(villager, mutePerson, { personId, on: true })
    },
  },
  saved: {
    channelId: () => personalId(there(villager).personId),
    changes: async () => {
      const channelId = village
      const save = (itemId: string, on: boolean) => give(villager, saveItem, { channelId, itemId, on })
      const itemId = await give(villager, postMessage, { channelId, text: 'Zaterdag om tien uur.' })
      await save(itemId, true)
      await save(itemId, false)
      await save(itemId, true)
      const gone = await give(villager, postMessage, { channelId, text: 'Of toch niet.' })
      await save(gone, true)
      await give(villager, deleteItem, { channelId, itemId: gone })
    },
  },
  scheduled: {
    channelId: () => personalId(there(villager).personId),
    changes: async () => {
      const channelId = village
      const later = { channelId, text: 'Zaterdag om tien uur.', sendAt: Date.now() + 3_600_000 }
      const itemId = await give(villager, putScheduled, later)
      await give(villager, putScheduled, { ...later, itemId, text: 'Zondag om tien uur.' })
      const dropped = await give(villager, putScheduled, later)
      await give(villager, cancelScheduled, { channelId, itemId: dropped })
      await give(villager, putScheduled, later)
      await give(villager, sendScheduled, { channelId, itemId })
      const own = personalId(there(villager).personId)
      await until(async () => (await house.testLog.reader.item(own, itemId))?.deletedAt !== undefined)
    },
  },
  sessions: {
    channelId: () => personalId(there(villager).personId),
    changes: async () => {
      await endOther()
      await endOther()
    },
  },
}

/** A message of the villager that a moderator hides and shows again; its id. */
const hideAndShow = async (channelId: string): Promise<string> => {
  const itemId = await give(villager, postMessage, { channelId, text: 'Mag dit?' })
  await give(admin, reactToItem, { channelId, itemId, reaction: 'question', on: true })
  await give(admin, hideItem, { channelId, itemId, reason: 'Even niet' })
  await give(admin, showItem, { channelId, itemId, reason: 'Toch wel' })
  return itemId
}

const tellNews = async (channelId: string) => {
  const itemId = await give(admin, postUpdate, { channelId, title: 'Dak', text: 'Het is gemeten.' })
  await give(admin, editUpdate, { channelId, itemId, title: 'Dak klaar', text: 'Het is gedekt.' })
  await give(villager, reactToItem, { channelId, itemId, reaction: 'thanks', on: true })
  const gone = await give(admin, postUpdate, { channelId, title: 'Oeps', text: 'Vergissing.' })
  await give(admin, deleteItem, { channelId, itemId: gone })
}

/** Asks, promises, hands over, answers and asks again. */
const keepPromises = async (channelId: string) => {
  const reason = 'Zo kan het.'
  const dueAt = Date.now() + 604_800_000
  const fromId = await give(villager, postMessage, { channelId, text: 'De stoep ligt los.' })
  const ask = (more: object) =>
    give(villager, askQuestion, { channelId, text: 'Wanneer?', villageId: null, ...more })
  const itemId = await ask({ fromId })
  const on = { channelId, itemId }
  await give(admin, takeQuestion, { ...on, teamName: 'Team Groen', dueAt })
  await give(admin, changeQuestion, { ...on, set: { ownerId: there(villager).personId }, reason })
  await give(villager, changeQuestion, { ...on, set: { dueAt: dueAt + 1 }, reason })
  const answerId = await give(villager, postMessage, { channelId, text: 'In mei.' })
  await give(villager, answerQuestion, { ...on, answerId })
  await give(villager, reopenQuestion, { ...on, reason })
  await give(admin, changeQuestion, { ...on, set: { villageId: channelId }, reason })
  await give(villager, reactToItem, { ...on, reaction: 'question', on: true })
  await give(villager, deleteItem, on)
  await give(villager, restoreItem, on)
  const gone = await ask({ writtenAt: 1 })
  await give(villager, deleteItem, { channelId, itemId: gone })
  await give(admin, hideItem, { channelId, itemId: await ask({}), reason: 'Even niet' })
}

/** Says what a project is for, also whom to ask, which only its people see. */
const keepProject = async (channelId: string) => {
  const say = (more: object) => give(admin, describeProject, { channelId, ...more })
  await say({ goal: 'Zon op het dak.' })
  await say({ contactIds: [there(villager).personId], state: 'preparing' })
  await say({ state: 'preparing' })
  await say({ expectedYield: 'De helft minder stroom.', contactIds: [] })
}

/** Fills a plan and changes it, also where only its people see something change. */
const keepPlan = async (channelId: string) => {
  const reason = 'Zo kan het.'
  const add = async (more: object) =>
    planPartIdOf(await give(admin, addToPlan, { channelId, title: 'Dak', place: 1, ...more }))
  const set = (partId: string, fields: object) =>
    give(villager, changePlan, { channelId, partId, set: fields, reason })
  const milestone = await add({ sort: 'milestone', until: '2026-08-22' })
  const step = await add({
    sort: 'step',
    underId: milestone,
    ownerName: 'De werkgroep',
    reason,
    writtenAt: 1,
  })
  await set(step, { ownerId: there(villager).personId })
  await set(step, { from: '2026-07-28', until: '2026-08-22', place: 0, note: 'Neem een ladder mee.' })
  await set(step, { state: 'busy' })
  await set(step, { state: 'busy' })
  await set(step, { ownerId: null, underId: null, until: null, note: '' })
  await set(milestone, { title: 'Dak klaar', state: 'done' })
}

/** Writes an agreement, changes it from both sides and confirms it, also where the public sees nothing of it. */
const keepAgreement = async (channelId: string) => {
  const item = await house.testLog.reader.item(channelId, agreementId)
  const seen = (item?.content as AgreementContent | undefined)?.version ?? 0
  const set = (by: TestPerson | undefined, later: number, fields: object) =>
    give(by, changeAgreement, { channelId, seen: seen + later, set: fields, reason: 'Zo werkt het.' })
  const moment = { id: randomUUID(), what: 'Stand van zaken', on: '2096-01-15', every: 'monthly' }
  await set(villager, 0, { participationForm: seen % 2 ? 'consult' : 'involve', feedback: randomUUID() })
  await give(admin, confirmAgreement, { channelId, version: seen + 1 })
  await give(villager, confirmAgreement, { channelId, version: seen + 1 })
  await set(admin, 1, { moments: [{ ...moment, byId: there(villager).personId }] })
  await set(admin, 2, { villageNeeds: randomUUID() })
  await give(villager, confirmAgreement, { channelId, version: seen + 3 })
}

/** Ends a session of the villager on another device. */
const endOther = async () => {
  const { personId } = there(villager)
  await house.sessions.start(personId, {
    actor: null,
    userAgent: 'other',
    cookie: { set: () => {}, clear: () => {} },
  })
  const listed = await house.post(there(villager), listSessions, {})
  const other = listed.ok && listed.data.sessions.find(({ current }) => !current)
  await give(villager, endSession, { sessionId: other ? other.sessionId : '' })
}

describe('old state and deltas are what a fresh fetch gives', () => {
  test.each([...itemKinds.keys()])('L5 L6 W5: of the kind %s', async (kind) => {
    const found = cases[kind]
    if (found === undefined) throw new Error(`the kind ${kind} has no case here: add what can befall it`)
    const channelId = found.channelId()
    const isPublic = channelId === village || channelId === project
    const old = [await connect(there(villager)), ...(isPublic ? [await connect(null)] : [])]
    const before = old.map((client) => there(copyOf(client, channelId)))
    await found.changes()
    const fresh = [await connect(there(villager)), ...(isPublic ? [await connect(null)] : [])]
    for (const [at, client] of old.entries()) {
      const other = there(fresh[at])
      const expected = at > 0 && found.forMembersOnly ? 'stub' : kind
      const cameTo = (one: Client) => kindsIn(one, channelId, before[at]?.cursor ?? 0)
      const head = async () => (await house.testLog.reader.heads([channelId]))[0]?.rev
      // What a consumer writes, such as a share, comes after the changes.
      await until(async () => {
        const rev = await head()
        const isWhole = (one: Client) => copyOf(one, channelId)?.cursor === rev
        return [client, other].every((one) => isWhole(one) && cameTo(one).includes(expected))
      })
      expect(told(client, channelId)).toEqual(told(other, channelId))
      // It came by deltas.
      expect(copyOf(client, channelId)?.freshAt).toBe(before[at]?.freshAt)
    }
  })
})

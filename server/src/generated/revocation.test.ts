import { randomUUID } from 'node:crypto'
import {
  type Answer,
  banPerson,
  type ChannelContent,
  type Command,
  changeChannel,
  channelItemId,
  editMessage,
  editUpdate,
  leaveChannel,
  listChannels,
  postMessage,
  postUpdate,
  publishAnnouncement,
  type Range,
  reactToItem,
  removeMember,
  resume,
  setModerator,
  setRole,
} from '@bijpraat/contract'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { recordKey } from '../log/fold.ts'
import type { StoredItem } from '../log/model.ts'
import { type House, startHouse, type TestClient, type TestPerson } from '../testing/house.ts'
import { until } from '../testing/wait.ts'
import { openLimits } from './limits.fixture.ts'
import { openState } from './state.fixture.ts'

let house: House
let limits: ReturnType<typeof openLimits>
let state: Awaited<ReturnType<typeof openState>>
let boss: TestClient

beforeAll(async () => {
  house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }, { nodes: 2 })
  limits = openLimits(inject('redisUrl'), house.mongoUrl)
  state = await openState(house.mongoUrl)
  boss = await house.connect(await house.person({ role: 'admin' }), 0)
})
afterAll(async () => {
  limits.close()
  await state[Symbol.asyncDispose]()
  await house[Symbol.asyncDispose]()
})

const fresh = () => ({ commandId: randomUUID() })
const done = async <T>(answer: Promise<Answer<T>>): Promise<T> => {
  const given = await answer
  if (!given.ok) throw new Error(given.code)
  return given.data
}

/** Who loses a right in a project that only members and officials read. */
type Subject = { person: TestPerson; client: TestClient; channelId: string }
type Loss = {
  has: 'membership' | 'role' | 'moderating'
  revoke: (of: Subject) => Promise<unknown>
}

const losses: readonly Loss[] = [
  {
    has: 'membership',
    revoke: ({ person: { personId }, channelId: scope }) =>
      done(boss.give(banPerson, { ...fresh(), personId, scope, reason: 'Even afkoelen' })),
  },
  {
    has: 'membership',
    revoke: ({ client, channelId }) => done(client.give(leaveChannel, { ...fresh(), channelId })),
  },
  {
    has: 'membership',
    revoke: ({ person: { personId }, channelId }) =>
      done(boss.give(removeMember, { ...fresh(), channelId, personId })),
  },
  {
    has: 'role',
    revoke: ({ person: { personId } }) =>
      done(boss.give(setRole, { ...fresh(), personId, role: 'villager' })),
  },
  {
    has: 'moderating',
    revoke: ({ person: { personId }, channelId: scope }) =>
      done(boss.give(setModerator, { ...fresh(), personId, scope, on: false })),
  },
]

type Given = { commandId: string; channelId: string }
/** What is under way meanwhile; `itemId` is a message or an update of one's own. */
type Act = {
  command: Command
  input: (given: Given, itemId: string) => object
  changes: (given: Given, itemId: string) => string
  shows: (item: StoredItem, given: Given, personId: string) => boolean
}

const text = ({ commandId }: Given) => `Het dak ligt erop (${commandId})`
const news = (given: Given) => ({ title: 'Dak', text: text(given) })
const says = (item: StoredItem, given: Given) => (item.content as { text: string }).text === text(given)
const name = ({ commandId }: Given) => `Zonnedak ${commandId.slice(0, 8)}`
const itself = ({ commandId }: Given) => commandId
const own = (_: Given, itemId: string) => itemId

const acts: readonly Act[] = [
  { command: postMessage, input: (given) => ({ ...given, text: text(given) }), changes: itself, shows: says },
  {
    command: editMessage,
    input: (given, itemId) => ({ ...given, itemId, text: text(given) }),
    changes: own,
    shows: says,
  },
  {
    command: reactToItem,
    input: (given, itemId) => ({ ...given, itemId, reaction: 'nice', on: true }),
    changes: own,
    shows: (item, _, personId) => JSON.stringify(item.reactions ?? {}).includes(personId),
  },
  { command: postUpdate, input: (given) => ({ ...given, ...news(given) }), changes: itself, shows: says },
  {
    command: editUpdate,
    input: (given, itemId) => ({ ...given, itemId, ...news(given) }),
    changes: own,
    shows: says,
  },
  {
    command: publishAnnouncement,
    input: (given) => ({ ...given, ...news(given) }),
    changes: itself,
    shows: says,
  },
  {
    command: changeChannel,
    input: (given) => ({ ...given, name: name(given) }),
    changes: () => channelItemId,
    shows: (item, given) => (item.content as ChannelContent).name === name(given),
  },
]

/** What members of a project can't do. */
const ofBoard: readonly Command[] = [publishAnnouncement, changeChannel]
const pairs = losses.flatMap((loss) =>
  acts
    .filter(({ command }) => loss.has !== 'membership' || !ofBoard.includes(command))
    .map((act) => ({ loss, act })),
)

const subjectOf = async ({ has }: Loss, channelId: string, node: number): Promise<Subject> => {
  const person = await house.person(
    has === 'role' ? { role: 'official' } : has === 'membership' ? { memberOf: [channelId] } : {},
  )
  const { personId } = person
  if (has === 'moderating') {
    await done(boss.give(setModerator, { ...fresh(), personId, scope: channelId, on: true }))
  }
  const client = await house.connect(person, node)
  await done(client.give(resume, { have: [], also: [] }))
  return { person, client, channelId }
}

const ownItem = ({ client, channelId }: Subject, { command }: Act) =>
  command === editUpdate
    ? done(client.give(postUpdate, { ...fresh(), channelId, title: 'Dak', text: 'Het dak is gemeten.' }))
    : done(client.give(postMessage, { ...fresh(), channelId, text: 'Hoi' }))

/** Whether the command left its record, and whether its item and what is kept beside it show it. */
const tracesOf = async (act: Act, given: Given, itemId: string, personId: string) => {
  const { channelId, commandId } = given
  const [item, record, channel] = await Promise.all([
    house.testLog.reader.item(channelId, act.changes(given, itemId)),
    house.testLog.collection.findOne({ _id: recordKey(channelId, personId, commandId) }),
    state.db.collection<{ _id: string; name: string }>('channels').findOne({ _id: channelId }),
  ])
  const shown = item !== undefined && act.shows(item, given, personId)
  const renamed = channel?.name === name(given)
  return {
    result: record ? (record as { result?: unknown }).result : null,
    shown,
    beside: act.command === changeChannel ? renamed : shown,
  }
}

/** How long a revocation takes here and now, so that acts fall before, into and after it. */
let usualMs = 10

const race = async ({ client, ...of }: Subject, { loss, act }: (typeof pairs)[number], round: number) => {
  const { itemId } = await ownItem({ client, ...of }, act)
  const given = { ...fresh(), channelId: of.channelId }
  const startedAt = performance.now()
  const revoking = loss.revoke({ client, ...of }).then(() => {
    usualMs = 0.8 * usualMs + 0.2 * (performance.now() - startedAt)
  })
  await new Promise((resolve) => setTimeout(resolve, ((round % 8) / 5) * usualMs))
  const acting = client.give(act.command, act.input(given, itemId) as never)
  await revoking
  const late = await client.give(act.command, act.input({ ...given, ...fresh() }, itemId) as never)
  return { given, itemId, answer: (await acting) as Answer<unknown>, late: late as Answer<unknown> }
}

/** Ids of what a socket hears of this channel from now on. */
const hearing = ({ socket }: TestClient, channelId: string): Set<string> => {
  const ids = new Set<string>()
  socket.on('delivery', (range: Range) => {
    if (range.channelId === channelId) for (const { id } of range.items) ids.add(id)
  })
  return ids
}

const rounds = 200
const lanes = 4

test(`W4: a right revoked while its command is under way, ${rounds} times: never half done`, async () => {
  const outcomes = { done: 0, refused: 0 }

  const play = async (lane: number) => {
    const channelId = await house.channel({ kind: 'project' })
    const witnesses = await Promise.all(
      [0, 1].map(async (node) => house.connect(await house.person({ memberOf: [channelId] }), node)),
    )
    const witnessed = witnesses.map((witness) => hearing(witness, channelId))
    await Promise.all(witnesses.map((witness) => done(witness.give(resume, { have: [], also: [] }))))

    for (let round = lane; round < rounds; round += lanes) {
      await limits.forget()
      const pair = pairs[(round * 7) % pairs.length]
      if (pair === undefined) throw new Error('nothing to play')
      const node = round % 2
      const subject = await subjectOf(pair.loss, channelId, node)
      const { personId } = subject.person
      const { given, itemId, answer, late } = await race(subject, pair, round)
      const revokedAt = performance.now()

      const about = `round ${round}, ${pair.act.command.name}`
      const traces = await tracesOf(pair.act, given, itemId, personId)
      if (answer.ok) {
        expect(traces, about).toEqual({ result: answer.data, shown: true, beside: true })
      } else {
        expect(traces, about).toEqual({ result: null, shown: false, beside: false })
        expect(['banned', 'forbidden', 'not_found'], about).toContain(answer.code)
      }
      outcomes[answer.ok ? 'done' : 'refused'] += 1
      expect(late, about).toMatchObject({ ok: false })

      const heard = hearing(subject.client, channelId)
      const stillHears = async () => {
        const { itemId: id } = await done(boss.give(postMessage, { ...fresh(), channelId, text: 'Daarna' }))
        await until(() => witnessed[node]?.has(id))
        await done(subject.client.give(listChannels, {}))
        return heard.has(id)
      }
      await until(async () => !(await stillHears()), revokedAt + 2_000 - performance.now())
      expect(await stillHears(), about).toBe(false)
      subject.client.close()
    }
  }
  await Promise.all(Array.from({ length: lanes }, (_, lane) => play(lane)))
  expect(outcomes.done + outcomes.refused).toBe(rounds)
  // A race that always ends the same way is none.
  expect(Math.min(outcomes.done, outcomes.refused)).toBeGreaterThan(rounds / 20)
}, 240_000)

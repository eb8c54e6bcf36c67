import { randomUUID } from 'node:crypto'
import {
  banPerson,
  type Command,
  commands,
  createInvitation,
  directoryId,
  endSession,
  lookUpSaved,
  makeReport,
  markRead,
  personalId,
  postMessage,
  reactToItem,
  resume,
  saveItem,
  sayLooking,
  setModerator,
} from '@bijpraat/contract'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { TestClient, TestPerson } from '../testing/house.ts'
import { until } from '../testing/wait.ts'
import { withRaw } from './bad-input.fixture.ts'
import { exampleOf, type Facts } from './examples.fixture.ts'
import { openRawSocket, type RawSocket } from './raw-socket.fixture.ts'
import { readRefusal } from './refusals.fixture.ts'
import { openTarget, type Target } from './target.fixture.ts'

const roles = ['nobody', 'villager', 'banned', 'moderator', 'official'] as const
type Role = (typeof roles)[number]

let target: Target
let people: Record<Role, { person: TestPerson | null; socket: RawSocket }>
let facts: Facts
let neighbour: TestPerson
let strange: Record<
  'elsewhere' | 'closed' | 'itemElsewhere' | 'itemOfNeighbour' | 'session' | 'invitation',
  string
>

const insist = async <T>(
  answer: Promise<{ ok: true; data: T } | { ok: false; code: string }>,
): Promise<T> => {
  const given = await answer
  if (!given.ok) throw new Error(given.code)
  return given.data
}
const post = async (client: TestClient, channelId: string) =>
  (await insist(client.give(postMessage, { commandId: randomUUID(), channelId, text: 'Hoi' }))).itemId

beforeAll(async () => {
  target = await openTarget({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') })
  const { house, channelId, villager, db, url } = target
  const [elsewhere, closed, topicId] = await Promise.all([
    house.channel(),
    house.channel({ readers: 'closed' }),
    house.channel({ kind: 'topic' }),
  ])
  const projectId = await house.channel({ kind: 'project', villageIds: [channelId] })
  const memberOf = [channelId]
  const admin = await house.person({ role: 'admin' })
  const [banned, moderator, official] = await Promise.all([
    house.person({ memberOf }),
    house.person({ memberOf }),
    house.person({ role: 'official' }),
  ])
  neighbour = await house.person({ memberOf })
  const [boss, own, next] = await Promise.all([admin, villager, neighbour].map((one) => house.connect(one)))
  if (!boss || !own || !next) throw new Error('nobody came')
  const fresh = () => ({ commandId: randomUUID() })
  await insist(boss.give(banPerson, { ...fresh(), personId: banned.personId, scope: 'all', reason: 'Rust' }))
  await insist(
    boss.give(setModerator, { ...fresh(), personId: moderator.personId, scope: channelId, on: true }),
  )
  const made = boss.give(createInvitation, {
    ...fresh(),
    channelIds: [elsewhere],
    role: 'villager',
    language: 'nl',
    uses: 1,
    days: 1,
  })
  strange = {
    elsewhere,
    closed,
    itemElsewhere: await post(boss, elsewhere),
    itemOfNeighbour: await post(next, channelId),
    session: (await db.collection('sessions').findOne({ personId: neighbour.personId }))?._id as never,
    invitation: (await insist(made)).invitationId,
  }
  const itemId = await post(own, channelId)
  const sessionId = (await db.collection('sessions').findOne({ personId: villager.personId }))?._id
  facts = {
    channelId,
    topicId,
    projectId,
    itemId,
    personId: neighbour.personId,
    sessionId: sessionId as never,
    invitationId: strange.invitation,
  }
  const persons = { nobody: null, villager, banned, moderator, official }
  people = Object.fromEntries(
    await Promise.all(
      roles.map(async (role) => {
        const person = persons[role]
        return [role, { person, socket: await openRawSocket(url, person ?? {}) }]
      }),
    ),
  )
})
/** Who is banned, and who moderates, is told so by what follows the log. */
const allTold = async () =>
  (await target.db.collection('moderationActs').countDocuments({ told: false })) === 0
beforeEach(async () => {
  await until(allTold)
  await target.remember()
})
afterEach(() => target.expectUnharmed())
afterAll(async () => {
  for (const { socket } of Object.values(people)) socket.close()
  await target[Symbol.asyncDispose]()
})

type Sort = 'channel' | 'item' | 'person' | 'session' | 'invitation'
const sorts: Record<string, Sort> = {
  channelId: 'channel',
  villageIds: 'channel',
  topicIds: 'channel',
  channelIds: 'channel',
  also: 'channel',
  scope: 'channel',
  itemId: 'item',
  personId: 'person',
  forPersonId: 'person',
  sessionId: 'session',
  invitationId: 'invitation',
}

type Place = { path: (string | number)[]; sort: Sort }

/** Where an input names something that exists. */
const idsIn = (value: unknown, path: Place['path'] = []): Place[] => {
  const sort = sorts[String(path.findLast((step) => typeof step === 'string'))]
  if (typeof value === 'string') return sort ? [{ path, sort }] : []
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, inner]) =>
    idsIn(inner, [...path, Array.isArray(value) ? Number(key) : key]),
  )
}

/** Ids of what does not exist, is another sort of thing, or is not a villager's to use in this command. */
const strangersTo = (command: Command, sort: Sort): string[] => {
  const ids: Record<Sort, string[]> = {
    channel: [strange.elsewhere, strange.closed, personalId(neighbour.personId), facts.itemId],
    item: [strange.itemElsewhere, 'positions', facts.channelId],
    person: [facts.channelId, directoryId],
    session: [strange.session],
    invitation: [strange.invitation],
  }
  if (command.effect !== 'read') {
    ids.channel.push(directoryId)
    ids.item.push('channel')
    // What a neighbour wrote is there to be reacted to, kept and reported.
    const any: readonly Command[] = [reactToItem, saveItem, makeReport]
    if (!any.includes(command)) ids.item.push(strange.itemOfNeighbour)
  }
  return [...ids[sort], randomUUID()]
}

const give = async (command: Command, role: Role, json: string): Promise<string> => {
  const { person, socket } = people[role]
  if (command.transports.includes('socket')) return socket.give(command.name, json)
  const headers = { 'content-type': 'application/json', ...(person ? { cookie: person.cookie } : {}) }
  const response = await fetch(`${target.url}/api/${command.name}`, {
    method: 'POST',
    headers,
    body: json,
  })
  return response.text()
}

/** Answered with nothing done: what is not one's own is passed over. */
const passOver = new Set<string>(
  [resume, markRead, endSession, sayLooking, lookUpSaved].map(({ name }) => name),
)

const withIds = [...commands.values()].flatMap((command) => {
  const none = { topicId: 'a', projectId: 'a', itemId: 'a', sessionId: 'a', invitationId: 'a' }
  const example = exampleOf(command, { ...none, channelId: 'a', personId: 'a' })
  return idsIn(example).length > 0 ? [[command.name, command] as const] : []
})

describe.each(withIds)('%s', (_, command) => {
  test('W3: nothing is done with what does not exist or is not theirs', async () => {
    const example = exampleOf(command, facts)
    for (const { path, sort } of idsIn(example)) {
      for (const id of strangersTo(command, sort)) {
        const text = await give(command, 'villager', withRaw(example, path, JSON.stringify(id)))
        if (passOver.has(command.name) && text.startsWith('{"ok":true')) continue
        expect(() => readRefusal(command, text), `${path.join('.')}: ${id}`).not.toThrow()
      }
    }
  })

  test('a channel that one may not see is answered like one that does not exist', async () => {
    const seen: string[] = []
    for (const role of roles) {
      const example = exampleOf(command, facts)
      const hidden = [strange.closed, ...(role === 'official' ? [] : [strange.elsewhere])]
      for (const { path, sort } of idsIn(example)) {
        if (sort !== 'channel') continue
        const ask = async (id: string) => {
          const text = await give(command, role, withRaw(example, path, JSON.stringify(id)))
          return text.replaceAll(id, 'it').replace(/"retryAfterMs":\d+/, '')
        }
        const none = await ask(randomUUID())
        for (const id of hidden) {
          const answer = await ask(id)
          if (answer !== none) seen.push(`${role} ${path.join('.')}: ${answer} instead of ${none}`)
        }
      }
    }
    expect(seen).toEqual([])
  })
})

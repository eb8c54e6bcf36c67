import { randomUUID } from 'node:crypto'
import {
  type Answer,
  type Changed,
  type Command,
  deleteItem,
  editAnnouncement,
  type Item,
  maxPinned,
  pinAnnouncement,
  publishAnnouncement,
  type Range,
  restoreItem,
  resume,
  setModerator,
  since,
  unpinAnnouncement,
} from '@bijpraat/contract'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { Draft, StoredItem } from '../../log/model.ts'
import { type House, startHouse, type TestClient, type TestPerson } from '../../testing/house.ts'
import { until } from '../../testing/wait.ts'
import { createEndings } from './announcements.endings.ts'
import { createAnnouncementStore } from './announcements.store.ts'

let house: House
let admin: TestPerson
/** One on each node. */
let moderators: [TestClient, TestClient]
let village: string

beforeAll(async () => {
  house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }, { nodes: 2 })
  admin = await house.person({ role: 'admin' })
})
afterAll(() => house[Symbol.asyncDispose]())

/** Each test has moderators of its own, since people may do only so much in ten minutes. */
const moderator = async (node: number): Promise<TestClient> => {
  const person = await house.person({ memberOf: [village] })
  const right = { personId: person.personId, scope: village, on: true }
  await house.post(admin, setModerator, { commandId: randomUUID(), ...right })
  return house.connect(person, node)
}
beforeEach(async () => {
  village = await house.channel({ readers: 'anyone' })
  moderators = [await moderator(0), await moderator(1)]
})

const ask = (client: TestClient, command: Command, input: object) =>
  client.giveRaw(command.name, { commandId: randomUUID(), channelId: village, ...input }) as Promise<
    Answer<Changed>
  >
const give = async (client: TestClient, command: Command, input: object): Promise<Changed> => {
  const answer = await ask(client, command, input)
  if (!answer.ok) throw new Error(answer.code)
  return answer.data
}
const codeOf = (answer: Answer<unknown>) => (answer.ok ? 'ok' : answer.code)

const publish = async (client = moderators[0]): Promise<string> =>
  (await give(client, publishAnnouncement, { title: 'Weg dicht', text: 'De brug wordt hersteld.' })).itemId
const pin = (itemId: string, more: object = {}, client = moderators[0]) =>
  ask(client, pinAnnouncement, { itemId, endsAt: null, ...more })

const stored = async (itemId: string): Promise<StoredItem> => {
  const item = await house.testLog.reader.item(village, itemId)
  if (!item) throw new Error('it is not there')
  return item
}
const pinned = async (): Promise<string[]> => {
  const { items } = (await house.testLog.reader.changesAfter(village, 0, 1_000)) ?? { items: [] }
  return items.filter(({ kind, standing }) => kind === 'announcement' && standing).map(({ id }) => id)
}
const several = (count: number) => Promise.all(Array.from({ length: count }, () => publish()))

/** The worker of one more process; `due` is what it saw before it got to writing. */
const endings = (due?: StoredItem[]) => {
  const store = createAnnouncementStore(house.testLog.collection)
  const ended = due ? async () => due : store.ended
  return createEndings({ log: house.testLog.log, store: { ended }, clock: Date.now })
}

describe('at most three', () => {
  test('L2: hold, whoever pins at once on two nodes', async () => {
    const ids = await several(8)
    const answers = await Promise.all(ids.map((id, at) => pin(id, {}, moderators[at % 2])))
    expect(answers.map(codeOf).sort()).toEqual([
      ...Array.from({ length: maxPinned }, () => 'ok'),
      ...Array.from({ length: 8 - maxPinned }, () => 'too_many_pinned'),
    ])
    expect(await pinned()).toHaveLength(maxPinned)
  })

  test('L2: hold in a group commit, where each sees what the one before it did', async () => {
    const ids = await several(6)
    await Promise.all(ids.map((id) => pin(id)))
    expect(await pinned()).toHaveLength(maxPinned)
  })

  test('one makes room for another in the same change, also when it made room already', async () => {
    const [a = '', b = '', c = '', d = '', e = ''] = await several(5)
    for (const id of [a, b, c]) expect(codeOf(await pin(id))).toBe('ok')
    expect(codeOf(await pin(d))).toBe('too_many_pinned')
    expect(codeOf(await pin(d, { insteadOf: a }))).toBe('ok')
    expect(new Set(await pinned())).toEqual(new Set([b, c, d]))
    // What it would take the place of is gone from there, and the others are not touched.
    expect(codeOf(await pin(e, { insteadOf: a }))).toBe('too_many_pinned')
    // What is pinned already takes no more room.
    expect(codeOf(await pin(d, { endsAt: Date.now() + 60_000 }))).toBe('ok')
  })

  test('what comes back from deletion comes back pinned only if there is room', async () => {
    const [a = '', b = '', c = '', d = ''] = await several(4)
    for (const id of [a, b, c]) await pin(id)
    await give(moderators[0], deleteItem, { itemId: a })
    expect(await pinned()).not.toContain(a)
    await give(moderators[0], restoreItem, { itemId: a })
    expect(await pinned()).toContain(a)

    await give(moderators[0], deleteItem, { itemId: a })
    expect(codeOf(await pin(d))).toBe('ok')
    await give(moderators[0], restoreItem, { itemId: a })
    expect(new Set(await pinned())).toEqual(new Set([b, c, d]))
    expect((await stored(a)).content).toMatchObject({ title: 'Weg dicht' })
  })

  test.each([1, 2, 3])('L2: hold at every rev, whatever is done at once (seed %i)', async (seed) => {
    const ids = await several(6)
    const clients = [...moderators, await moderator(0), await moderator(1)]
    let state = seed
    const below = (n: number) => {
      state = (Math.imul(state, 1_103_515_245) + 12_345) & 0x7fffffff
      return (state >> 8) % n
    }
    const act = (): Promise<unknown> => {
      const client = clients[below(clients.length)] ?? moderators[0]
      const [itemId, other] = [ids[below(ids.length)] ?? '', ids[below(ids.length)] ?? '']
      const acts = [
        () => pin(itemId, {}, client),
        () => pin(itemId, { insteadOf: other }, client),
        () => ask(client, unpinAnnouncement, { itemId }),
        () => ask(client, deleteItem, { itemId }),
        () => ask(client, restoreItem, { itemId }),
        () => pin(itemId, { endsAt: Date.now() + below(40) }, client),
        () => ask(moderators[0], editAnnouncement, { itemId, title: `Na ${below(9)}`, text: 'Let op.' }),
        () => endings().sweep(),
      ]
      return acts[below(acts.length)]?.() ?? Promise.resolve()
    }
    const ranges: Range[] = []
    moderators[1].socket.on('delivery', (range: Range) => {
      if (range.channelId === village) ranges.push(range)
    })
    await moderators[1].give(resume, { have: [], also: [] })
    for (let burst = 0; burst < 12; burst += 1) await Promise.all(Array.from({ length: 8 }, act))
    const head = (await house.testLog.reader.heads([village]))[0]?.rev ?? 0
    await until(() => ranges.some(({ upTo }) => upTo >= head))

    // By what was delivered, one state after another.
    const standing = new Map<string, Item>()
    for (const range of ranges.sort((a, b) => a.upTo - b.upTo)) {
      for (const item of range.items) standing.set(item.id, item)
      const count = [...standing.values()].filter(
        ({ kind, standing: is }) => kind === 'announcement' && is,
      ).length
      expect(count).toBeLessThanOrEqual(maxPinned)
    }
    // And what was delivered is what is there.
    for (const id of ids) {
      const { rev, standing: stands, content } = await stored(id)
      expect(standing.get(id) ?? { rev: (await stored(id)).seq }).toMatchObject({ rev })
      expect([standing.get(id)?.standing, standing.get(id)?.content ?? content]).toEqual([stands, content])
    }
  })
})

describe('an end', () => {
  test('unpins by itself on one of several nodes, and the announcement stays', async () => {
    const id = await publish()
    await pin(id, { endsAt: Date.now() + 300 })
    await until(async () => (await stored(id)).standing === undefined)
    expect((await stored(id)).content).toMatchObject({ title: 'Weg dicht' })
    // Once, though each node swept: the pin and the end took a rev each.
    expect((await stored(id)).rev).toBe((await stored(id)).seq + 2)
  })

  /** Pinned, with an end that came while no process was there. */
  const overdue = async (): Promise<string> => {
    const id = randomUUID()
    const content = { title: 'Weg dicht', text: 'Tot gisteren.', endsAt: Date.now() - 86_400_000 }
    await house.testLog.log.change({
      channelId: village,
      authorId: 'p1',
      commandId: id,
      said: id,
      itemIds: [id],
      apply: (draft) =>
        void draft.create({ id, kind: 'announcement', authorId: 'p1', standing: true, content }),
    })
    return id
  }

  test('L10: that came while nobody was there is found, exactly once by whoever looks', async () => {
    const id = await overdue()
    const seen = await stored(id)
    await Promise.all([endings([seen]).sweep(), endings([seen]).sweep(), endings().sweep()])
    await endings([seen]).sweep()
    expect(await stored(id)).toMatchObject({ rev: seen.rev + 1 })
    expect((await stored(id)).standing).toBeUndefined()
  })

  test('L10: that was put off meanwhile unpins nothing', async () => {
    const id = await publish()
    await pin(id, { endsAt: Date.now() + 3_600_000 })
    const now = await stored(id)
    const stalled = { ...now, rev: now.rev - 1, content: { ...(now.content as object), endsAt: 1 } }
    await endings([stalled]).sweep()
    expect(await stored(id)).toEqual(now)
  })

  test('is kept by who corrects the words, changed by who says so, and never in the past', async () => {
    const id = await publish()
    const endsAt = Date.now() + 3_600_000
    await pin(id, { endsAt })
    const edit = { itemId: id, title: 'Brug dicht', text: 'De brug is dicht.' }
    await give(moderators[0], editAnnouncement, edit)
    expect(await stored(id)).toMatchObject({ standing: true, content: { title: 'Brug dicht', endsAt } })
    await give(moderators[0], editAnnouncement, { ...edit, endsAt: endsAt + 1 })
    expect(await stored(id)).toMatchObject({ standing: true, content: { endsAt: endsAt + 1 } })
    await give(moderators[0], editAnnouncement, { ...edit, endsAt: null })
    expect((await stored(id)).content).not.toHaveProperty('endsAt')
    expect(codeOf(await pin(id, { endsAt: Date.now() - 1 }))).toBe('too_late')
  })
})

test('L6 W5: what is pinned comes with every fresh page, however old, and for the public, too', async () => {
  const id = await publish()
  await pin(id)
  const { log } = house.testLog
  const post = (itemId: string) => ({
    ...{ channelId: village, authorId: 'p1', commandId: itemId, said: itemId, itemIds: [itemId] },
    apply: (draft: Draft) =>
      void draft.create({ id: itemId, kind: 'message', authorId: 'p1', content: { text: 'Hoi' } }),
  })
  await Promise.all(Array.from({ length: 60 }, () => log.change(post(randomUUID()))))
  const fresh = async (client: TestClient) => {
    const answer = await client.give(since, { channelId: village, cursor: 0, key: 'none' })
    if (!answer.ok || answer.data.answer !== 'reset') throw new Error('no fresh page')
    const { items, floor } = answer.data
    return { item: items.find((item) => item.id === id), floor }
  }
  const nobody = await house.connect(null, 1)
  for (const client of [moderators[1], nobody]) {
    const { item, floor } = await fresh(client)
    expect(item).toMatchObject({ standing: true, content: { title: 'Weg dicht' } })
    expect(floor).toBeGreaterThan(item?.seq ?? 0)
  }
  expect((await fresh(nobody)).item?.authorId).toBeNull()
  await give(moderators[0], unpinAnnouncement, { itemId: id })
  expect((await fresh(nobody)).item).toBeUndefined()
})

test('what is unpinned can be pinned again, and takes a rev each time', async () => {
  const id = await publish()
  const revs: number[] = []
  for (const [command, more] of [
    [pinAnnouncement, { endsAt: null }],
    [unpinAnnouncement, {}],
    [pinAnnouncement, { endsAt: null }],
  ] as const) {
    revs.push((await give(moderators[1], command, { itemId: id, ...more })).rev)
  }
  const { seq } = await stored(id)
  expect(revs).toEqual([seq + 1, seq + 2, seq + 3])
  expect(await pinned()).toEqual([id])
})

import { randomUUID } from 'node:crypto'
import {
  acknowledge,
  addToPlan,
  banPerson,
  type ChannelAnswer,
  chooseNotices,
  deleteItem,
  type InputOf,
  itemKinds,
  markRead,
  mentionOf,
  mutePerson,
  type OutputOf,
  personalId,
  pinAnnouncement,
  postMessage,
  postUpdate,
  publishAnnouncement,
  readCatchUp,
  resume,
  type ShareContent,
  shareIdOf,
} from '@bijpraat/contract'
import { afterAll, beforeEach, expect, inject, test } from 'vitest'
import { type House, startHouse, type TestPerson } from '../../testing/house.ts'
import { until } from '../../testing/wait.ts'

let house: House
let [north, south, topic, project, apart]: string[] = []
let [villager, neighbour, official]: TestPerson[] = []

beforeEach(async () => {
  house ??= await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') })
  ;[north, south, apart] = [await house.channel(), await house.channel(), await house.channel()]
  topic = await house.channel({ kind: 'topic', readers: 'signedIn' })
  const linked = { villageIds: [north, south], topicIds: [topic] }
  project = await house.channel({ kind: 'project', name: 'Zonnedak', readers: 'signedIn', ...linked })
  villager = await house.person({ memberOf: [north, south, topic] })
  neighbour = await house.person({ memberOf: [north, south, topic, project, apart] })
  official = await house.person({ role: 'official' })
  // A node remembers which channels there are for a moment.
  const own = [north, south, topic, project]
  await until(async () => {
    const { channels } = await caughtUp()
    return own.every((channelId) => channels.some((one) => one.channelId === channelId))
  })
})
afterAll(() => house?.[Symbol.asyncDispose]())

const give = async <C extends typeof postMessage | typeof postUpdate | typeof publishAnnouncement>(
  who: TestPerson | undefined,
  command: C,
  said: Omit<InputOf<C>, 'commandId'>,
): Promise<{ itemId: string; seq: number }> => {
  const answer = await house.post(who ?? null, command, { commandId: randomUUID(), ...said })
  if (!answer.ok) throw new Error(answer.code)
  return answer.data as OutputOf<C>
}
const say = (channelId = '', text = 'Hoi', who = neighbour) => give(who, postMessage, { channelId, text })
const tell = async (title: string): Promise<string> => {
  const { itemId } = await give(neighbour, postUpdate, {
    channelId: project ?? '',
    title,
    text: 'Zo staat het.',
  })
  for (const target of [north, south, topic]) {
    await until(() => house.testLog.reader.item(target ?? '', shareIdOf(itemId)))
  }
  return itemId
}
const mark = async (...positions: { channelId: string; seq: number }[]) =>
  expect(await house.post(villager ?? null, markRead, { positions })).toMatchObject({ ok: true })
const markIn = async (channelId = '', itemId = '') => {
  const item = await house.testLog.reader.item(channelId, itemId)
  await mark({ channelId, seq: item?.seq ?? 0 })
}

const caughtUp = async (who = villager, input: InputOf<typeof readCatchUp> = {}) => {
  const answer = await house.post(who ?? null, readCatchUp, input)
  if (!answer.ok) throw new Error(answer.code)
  return answer.data
}
const textsOf = (lines: readonly { text: string }[]) => lines.map(({ text }) => text.split('\n')[0])
const unreadBy = ({ channels }: OutputOf<typeof readCatchUp>) =>
  Object.fromEntries(channels.map(({ channelId, unread }) => [channelId, unread]))

test('tells of who came long ago and read nothing: what calls them, announcements, news once, and the talk', async () => {
  await say(north, 'Eerste')
  await say(north, `Kom je ook, ${mentionOf(villager?.personId ?? '')}?`)
  await say(north, 'Laatste')
  await say(south, 'Alleen hier')
  await say(north, 'Ik was er al', villager)
  await tell('Panelen besteld')
  await tell('Panelen geplaatst')
  const announced = { channelId: south ?? '', title: 'Brug dicht', text: 'Tot maandag.' }
  await give(official, publishAnnouncement, announced)

  const { forYou, announcements, updates, talk, channels } = await caughtUp()
  expect(forYou).toMatchObject({ count: 1, lines: [{ channelId: north, called: 'me', kind: 'message' }] })
  expect(announcements.count).toBe(1)
  expect(announcements.lines[0]).toMatchObject({ channelId: south, text: 'Brug dicht\nTot maandag.' })
  expect(updates).toMatchObject({ count: 2, projects: [{ channelId: project, name: 'Zonnedak', count: 2 }] })
  expect(textsOf(updates.projects[0]?.lines ?? [])).toEqual(['Panelen geplaatst', 'Panelen besteld'])
  expect(updates.projects[0]?.lines[0]?.channelId).toBe(project)
  expect(updates.projects[0]?.lines[0]?.alsoIn.map(({ channelId }) => channelId).sort()).toEqual(
    [north, south, topic].sort(),
  )
  expect(talk.map(({ channelId, count, people }) => [channelId, count, people])).toEqual([
    [north, 3, 1],
    [south, 1, 1],
  ])
  expect(talk[0]).toMatchObject({
    authorIds: [neighbour?.personId],
    first: { text: 'Eerste' },
    last: { text: 'Laatste' },
  })
  expect(channels.every(({ atLeast }) => !atLeast)).toBe(true)
})

test('tells of what changed in a plan apart from news, by project', async () => {
  await tell('Panelen besteld')
  for (const title of ['Dak meten', 'Dak leggen']) {
    const part = { commandId: randomUUID(), channelId: project ?? '', sort: 'step' as const, title, place: 1 }
    expect(await house.post(neighbour ?? null, addToPlan, part)).toMatchObject({ ok: true })
  }
  const told = await caughtUp()
  expect(told.updates).toMatchObject({ count: 1, projects: [{ channelId: project, count: 1 }] })
  expect(told.plans).toMatchObject({ count: 2, projects: [{ channelId: project, count: 2 }] })
  expect(textsOf(told.plans.projects[0]?.lines ?? [])).toEqual(['Dak leggen', 'Dak meten'])
  expect(unreadBy(told)[project ?? '']).toBe(3)
})

test('tells of nothing that was read, taken back, written by oneself, or is not followed', async () => {
  const read = await say(north, 'Gelezen')
  const back = await say(north, `Vergis, ${mentionOf(villager?.personId ?? '')}`)
  await house.post(neighbour ?? null, deleteItem, {
    commandId: randomUUID(),
    channelId: north,
    itemId: back.itemId,
  })
  await say(north, 'Van mij', villager)
  await say(apart, 'Ver weg')
  await mark({ channelId: north ?? '', seq: read.seq })
  expect(await caughtUp()).toMatchObject({
    forYou: { count: 0, lines: [] },
    announcements: { count: 0, lines: [] },
    updates: { count: 0, projects: [] },
    talk: [],
  })
})

test('L11: news that was read in one channel is told in no other', async () => {
  const [first, second, third] = [await tell('Een'), await tell('Twee'), await tell('Drie')]
  await markIn(south, shareIdOf(first))
  await markIn(topic, shareIdOf(second))
  const { updates } = await caughtUp()
  expect(textsOf(updates.projects.flatMap(({ lines }) => lines))).toEqual(['Drie'])
  expect(updates.projects[0]?.lines[0]?.alsoIn.length).toBe(3)
  await markIn(project, third)
  expect((await caughtUp()).updates.count).toBe(0)
})

test('L11: marking as far as it told leaves what came meanwhile', async () => {
  await say(north, 'Voor')
  const { channels } = await caughtUp()
  await say(north, 'Na')
  await mark(...channels.map(({ channelId, upTo }) => ({ channelId, seq: upTo })))
  const { talk } = await caughtUp()
  expect(talk.map(({ first }) => first.text)).toEqual(['Na'])
})

test('W4: calls by a word only those among whom one is, and tells nothing of where one may not read any more', async () => {
  const everyone = `${mentionOf('everyone')} `
  await say(north, `${everyone}Allemaal`, official)
  await say(north, `${mentionOf('officials')} Vraagje`, neighbour)
  expect((await caughtUp()).forYou.lines.map(({ called }) => called)).toEqual(['everyone'])
  const called = (await caughtUp(official)).forYou.lines.filter(({ channelId }) => channelId === north)
  expect(called.map((line) => line.called)).toEqual(['officials'])
  const admin = await house.person({ role: 'admin' })
  const ban = { personId: villager?.personId, scope: north, reason: 'Even rust' }
  const done = await house.post(admin, banPerson, { commandId: randomUUID(), ...ban })
  expect(done).toMatchObject({ ok: true })
  const banned = await caughtUp()
  expect(banned.forYou.count).toBe(0)
  expect(banned.channels.map(({ channelId }) => channelId)).not.toContain(north)
})

test('an announcement that asks to be acknowledged waits for that, also when it was seen', async () => {
  const asking = { channelId: south ?? '', title: 'Water dicht', text: 'Morgen.', asksRead: true }
  const { itemId, seq } = await give(official, publishAnnouncement, asking)
  const pin = { commandId: randomUUID(), channelId: south, itemId, endsAt: null }
  const moderator = await house.person({ role: 'admin' })
  expect(await house.post(moderator, pinAnnouncement, pin)).toMatchObject({ ok: true })
  expect((await caughtUp()).announcements.lines).toMatchObject([{ itemId, asksRead: true }])
  await mark({ channelId: south ?? '', seq: seq + 1 })
  const seen = await caughtUp()
  expect(seen.announcements).toMatchObject({ count: 1, lines: [{ itemId, asksRead: true }] })
  expect(unreadBy(seen)[south ?? ''] ?? 0).toBe(0)
  const said = { commandId: randomUUID(), channelId: south, itemId }
  expect(await house.post(villager ?? null, acknowledge, said)).toMatchObject({ ok: true })
  expect((await caughtUp()).announcements.count).toBe(0)
})

test('of a village or topic tells of it and its projects alone', async () => {
  await say(north, 'Noord')
  await say(south, 'Zuid')
  await tell('Nieuws')
  const ofNorth = await caughtUp(villager, { channelId: north })
  expect(ofNorth.talk.map(({ channelId }) => channelId)).toEqual([north])
  expect(Object.keys(unreadBy(ofNorth)).sort()).toEqual([north, project].sort())
  expect(ofNorth.updates.count).toBe(1)
  const ofTopic = await caughtUp(villager, { channelId: topic })
  expect(Object.keys(unreadBy(ofTopic)).sort()).toEqual([topic, project].sort())
})

test('a long absence is counted up to the newest 200 of a channel, and says so; what calls is found beyond', async () => {
  await say(north, `Lang geleden ${mentionOf(villager?.personId ?? '')}`)
  const { log } = house.testLog
  await Promise.all(
    Array.from({ length: 230 }, (_, at) => {
      const id = randomUUID()
      const item = { id, kind: 'message', authorId: `p${at % 7}`, content: { text: `Regel ${at}` } }
      return log.change({
        channelId: north ?? '',
        authorId: item.authorId,
        commandId: id,
        said: {},
        itemIds: [id],
        apply: (draft) => draft.create(item).rev,
      })
    }),
  )
  const { talk, channels, forYou } = await caughtUp()
  expect(talk[0]).toMatchObject({ channelId: north, count: 200, people: 7 })
  expect(talk[0]?.authorIds).toHaveLength(3)
  expect(channels.find(({ channelId }) => channelId === north)).toMatchObject({ unread: 200, atLeast: true })
  expect(textsOf(forYou.lines)).toEqual([expect.stringContaining('Lang geleden')])
})

/** What the list of a client shows as unread: by all that it holds, in the words of the contract alone. */
const listed = (answers: readonly ChannelAnswer[], positions: Record<string, number>, me: string) => {
  const held = answers.flatMap((answer) => (answer.answer === 'reset' ? [answer] : []))
  const at = (channelId: string) => positions[channelId] ?? 0
  const keyOf = (channelId: string, { id, kind, content }: { id: string; kind: string; content: unknown }) =>
    kind === 'share' ? (content as ShareContent).homeId : `${channelId}/${id}`.split('/')[1]
  const read = new Set(
    held.flatMap(({ channelId, items }) =>
      items.filter(({ seq }) => seq <= at(channelId)).map((item) => keyOf(channelId, item)),
    ),
  )
  return Object.fromEntries(
    held.map(({ channelId, items }) => [
      channelId,
      items.filter(
        (item) =>
          item.seq > at(channelId) &&
          item.deletedAt === undefined &&
          item.authorId !== me &&
          itemKinds.get(item.kind)?.countsAsUnread &&
          !read.has(keyOf(channelId, item)),
      ).length,
    ]),
  )
}

test('counts what lists count, and each thing in one part', async () => {
  const places = [north, south, topic, project]
  for (let turn = 0; turn < 24; turn++) {
    const channelId = places[turn % 4] ?? ''
    if (turn % 6 === 0) await tell(`Nieuws ${turn}`)
    else if (turn % 6 === 3)
      await give(official, publishAnnouncement, { channelId, title: 'Let op', text: '.' })
    else await say(channelId, `Regel ${turn}`, turn % 5 === 0 ? villager : neighbour)
    if (turn === 13) await mark({ channelId: south ?? '', seq: 5 }, { channelId: project ?? '', seq: 3 })
  }
  const client = await house.connect(villager ?? null)
  const followed = await client.give(resume, { have: [], also: [] })
  if (!followed.ok) throw new Error(followed.code)
  const own = await house.testLog.reader.heads([personalId(villager?.personId ?? '')])
  expect(own[0]?.positions).toBeDefined()
  const positions = { [south ?? '']: 5, [project ?? '']: 3 }
  const expected = listed(followed.data.channels, positions, villager?.personId ?? '')
  const told = await caughtUp()
  for (const channelId of places) expect(unreadBy(told)[channelId ?? '']).toBe(expected[channelId ?? ''])
  const parts = told.talk.map(({ channelId, count }) => [channelId, count] as const)
  const deeds = [...told.announcements.lines, ...told.updates.projects.flatMap(({ lines }) => lines)]
  for (const { channelId, seq, alsoIn } of deeds)
    for (const place of [{ channelId, seq }, ...alsoIn]) parts.push([place.channelId, 1])
  for (const channelId of places) {
    const inParts = parts.filter(([of]) => of === channelId).reduce((sum, [, count]) => sum + count, 0)
    expect(inParts).toBe(unreadBy(told)[channelId ?? ''])
  }
})

test('leaves out what one muted: a person’s talk, a channel, a project', async () => {
  const own = villager?.personId ?? ''
  const mute = (on: boolean) =>
    Promise.all([
      house.post(villager ?? null, mutePerson, {
        commandId: randomUUID(),
        personId: neighbour?.personId ?? '',
        on,
      }),
      ...[south, project].map((channelId = '') =>
        house.post(villager ?? null, chooseNotices, {
          commandId: randomUUID(),
          channelId,
          level: on ? ('muted' as const) : ('news' as const),
        }),
      ),
    ])
  await say(north, `${mentionOf(own)} komt`)
  await say(south)
  await say(south, `${mentionOf(own)}!`, official)
  await say(project, 'Wanneer?', official)
  await tell('Dak')
  const before = await caughtUp()
  expect([before.forYou.count, before.updates.count, before.talk.length]).toEqual([2, 1, 3])
  await mute(true)
  const muted = await caughtUp()
  // The news shows in villages and a topic that are heard.
  expect([muted.forYou.count, muted.updates.count, muted.talk.length]).toEqual([0, 1, 0])
  const counts = new Map(muted.channels.map(({ channelId, unread }) => [channelId, unread]))
  // As lists show it: of a muted channel there alone.
  expect([north, south].map((channelId = '') => counts.get(channelId))).toEqual([1, 2])
  const titles = await give(official, publishAnnouncement, {
    ...{ channelId: south ?? '', title: 'Weg dicht', text: 'Kom niet.' },
  })
  expect((await caughtUp()).announcements.lines).toMatchObject([{ itemId: titles.itemId }])
  await mute(false)
  const heard = await caughtUp()
  expect([heard.forYou.count, heard.talk.length]).toEqual([2, 3])
})

test('leaves out news that shows in muted channels alone', async () => {
  await tell('Dak')
  for (const channelId of [north, south, topic, project]) {
    const level = 'muted' as const
    await house.post(villager ?? null, chooseNotices, {
      ...{ commandId: randomUUID(), channelId: channelId ?? '', level },
    })
  }
  expect((await caughtUp()).updates).toEqual({ count: 0, projects: [] })
})

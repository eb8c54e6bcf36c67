import { randomUUID } from 'node:crypto'
import {
  type ChannelAnswer,
  directoryId,
  glance,
  type Item,
  markRead,
  postMessage,
  resume,
} from '@bijpraat/contract'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { type House, startHouse, type TestPerson } from '../../testing/house.ts'

let house: House
let channels: Record<'village' | 'open' | 'closed' | 'elsewhere', string>
let people: Record<'villager' | 'official' | 'neighbour', TestPerson>

beforeAll(async () => {
  house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') })
  channels = {
    village: await house.channel(),
    open: await house.channel({ readers: 'anyone' }),
    closed: await house.channel({ readers: 'closed' }),
    elsewhere: await house.channel(),
  }
  people = {
    villager: await house.person({ memberOf: [channels.village], name: 'Inwoner' }),
    official: await house.person({ role: 'official' }),
    neighbour: await house.person({ memberOf: [channels.village, channels.elsewhere], name: 'Buur' }),
  }
  for (let at = 1; at <= 30; at++) await say(people.neighbour, channels.village, `Bericht ${at}`)
})
afterAll(() => house[Symbol.asyncDispose]())

const say = (person: TestPerson, channelId: string, text: string) =>
  house.post(person, postMessage, { commandId: randomUUID(), channelId, text, writtenAt: Date.now() })

const glanced = async (person: TestPerson | null, open: string | null) => {
  const answer = await house.post(person, glance, { open })
  if (!answer.ok) throw new Error(answer.code)
  const { me, mine, beside } = answer.data
  return { me, beside, all: [...mine, ...(beside ? [beside] : [])] }
}

const keysOf = (answers: readonly ChannelAnswer[]) =>
  answers.flatMap((one) => (one.answer === 'gone' ? [] : `${one.channelId} ${one.key}`)).sort()

const textsOf = (items: readonly Item[] = []) =>
  items.filter(({ kind }) => kind === 'message').map(({ content }) => (content as { text: string }).text)

const whoAsks = ['nobody', 'villager', 'official', 'neighbour'] as const

test.each(whoAsks)('W4 W5 L6: to %s it shows what following shows, by the same view', async (who) => {
  const person = who === 'nobody' ? null : people[who]
  for (const open of Object.values(channels)) {
    const client = await house.connect(person)
    const followed = await client.give(resume, { have: [], also: [open] })
    client.close()
    if (!followed.ok) throw new Error(followed.code)
    const { me, all } = await glanced(person, open)
    expect(keysOf(all)).toEqual(keysOf(followed.data.channels))
    expect(me?.personId).toBe(followed.data.me?.personId)
  }
})

test('brings a page of the opened channel, of another what was said last, and who is named', async () => {
  const { all } = await glanced(people.villager, channels.village)
  const opened = all.find(({ channelId }) => channelId === channels.village)
  expect(textsOf(opened?.items)).toHaveLength(20)
  expect(opened).toMatchObject({ answer: 'reset', unreadBelow: 10 })
  const directory = all.find(({ channelId }) => channelId === directoryId)
  expect(directory?.items.map(({ id }) => id).sort()).toEqual(
    [people.villager.personId, people.neighbour.personId].sort(),
  )
  const closed = await glanced(people.villager, null)
  const listed = closed.all.find(({ channelId }) => channelId === channels.village)
  expect(textsOf(listed?.items)).toEqual(['Bericht 28', 'Bericht 29', 'Bericht 30'])
})

test('L6: following goes on from it, as from any copy', async () => {
  const { all } = await glanced(people.neighbour, channels.village)
  await say(people.neighbour, channels.village, 'Nog een')
  await house.post(people.neighbour, markRead, { positions: [{ channelId: channels.village, seq: 5 }] })
  const have = all.map(({ channelId, upTo, key }) => ({ channelId, cursor: upTo, key }))
  const client = await house.connect(people.neighbour)
  const followed = await client.give(resume, { have, also: [] })
  if (!followed.ok) throw new Error(followed.code)
  expect(followed.data.channels.map(({ answer }) => answer)).not.toContain('reset')
  const village = followed.data.channels.find(({ channelId }) => channelId === channels.village)
  expect(village?.answer === 'delta' && textsOf(village.items)).toEqual(['Nog een'])
  const everyone = followed.data.channels.find(({ channelId }) => channelId === directoryId)
  const names = everyone?.answer === 'delta' ? everyone.items.map(({ id }) => id) : []
  expect(names).toEqual(expect.arrayContaining(Object.values(people).map(({ personId }) => personId)))
})

import { randomUUID } from 'node:crypto'
import {
  banPerson,
  type ChannelAnswer,
  changeChannel,
  deleteItem,
  editUpdate,
  leaveChannel,
  markRead,
  personalId,
  postMessage,
  postUpdate,
  type Range,
  resume,
} from '@bijpraat/contract'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type House, startHouse, type TestClient } from '../testing/house.ts'
import { until } from '../testing/wait.ts'

let house: House
beforeAll(async () => {
  house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }, { nodes: 2 })
})
afterAll(() => house[Symbol.asyncDispose]())

const follow = async (client: TestClient, also: string[] = []) => {
  const answer = await client.give(resume, { have: [], also })
  if (!answer.ok) throw new Error(answer.code)
  return answer.data
}
const answerFor = (channels: readonly ChannelAnswer[], channelId: string) =>
  channels.find((answer) => answer.channelId === channelId)
const hear = (client: TestClient) => {
  const ranges: Range[] = []
  client.socket.on('delivery', (range: Range) => ranges.push(range))
  return ranges
}
const say = (channelId: string, text = 'Hoi') => ({ commandId: randomUUID(), channelId, text })

describe('two people on two nodes', () => {
  test('L3 L6: a message is acknowledged and arrives at both, in an adjoining range', async () => {
    const village = await house.channel()
    const [a, b] = await Promise.all([
      house.person({ memberOf: [village] }),
      house.person({ memberOf: [village] }),
    ])
    const [here, there] = await Promise.all([house.connect(a, 0), house.connect(b, 1)])
    const { channels } = await follow(here)
    await follow(there)
    const heard = [hear(here), hear(there)]
    const command = say(village)
    const answer = await here.give(postMessage, command)
    expect(answer).toEqual({ ok: true, data: { itemId: command.commandId, rev: 2, seq: 2 } })
    for (const ranges of heard) {
      const range = await until(() => ranges.find(({ channelId }) => channelId === village))
      expect(range).toMatchObject({
        after: 1,
        upTo: 2,
        items: [{ id: command.commandId, content: { text: 'Hoi' } }],
      })
    }
    expect(answerFor(channels, village)).toMatchObject({ answer: 'reset', upTo: 1, floor: 1, more: false })
  })

  test('W4: leaving, a ban and a closed channel reach live sockets on the other node', async () => {
    const village = await house.channel()
    const admin = await house.person({ role: 'admin' })
    const boss = await house.connect(admin, 0)
    const people = await Promise.all([1, 2, 3].map(() => house.person({ memberOf: [village] })))
    const clients = await Promise.all(people.map((person) => house.connect(person, 1)))
    await Promise.all(clients.map((client) => follow(client)))
    const rights = clients.map((client) => new Promise((resolve) => client.socket.once('rights', resolve)))
    const heard = clients.map(hear)
    const [leaver, banned, outsider] = people
    await clients[0]?.give(leaveChannel, { commandId: randomUUID(), channelId: village })
    await boss.give(banPerson, {
      commandId: randomUUID(),
      personId: banned?.personId ?? '',
      scope: village,
      reason: 'Even afkoelen',
    })
    await Promise.all(rights.slice(0, 2))
    await boss.give(postMessage, say(village))
    const got = () => heard.map((ranges) => ranges.some(({ channelId }) => channelId === village))
    await until(() => got()[2])
    expect(got()).toEqual([false, false, true])
    expect(leaver && outsider).toBeTruthy()
    await boss.give(changeChannel, { commandId: randomUUID(), channelId: village, readers: 'closed' })
    await rights[2]
    const again = await clients[1]?.give(resume, {
      have: [{ channelId: village, cursor: 1, key: 'x' }],
      also: [],
    })
    expect(again).toMatchObject({ ok: true })
    expect(again?.ok && answerFor(again.data.channels, village)).toEqual({
      answer: 'gone',
      channelId: village,
    })
  })

  test('L11: a read position reaches the other device of the same person only', async () => {
    const village = await house.channel()
    const person = await house.person({ memberOf: [village] })
    const other = await house.person({ memberOf: [village] })
    const [phone, laptop, stranger] = await Promise.all([
      house.connect(person, 0),
      house.connect(person, 1),
      house.connect(other, 1),
    ])
    await Promise.all([phone, laptop, stranger].map((client) => follow(client)))
    const heard = hear(laptop)
    const overheard = hear(stranger)
    await phone.give(postMessage, say(village))
    await phone.give(markRead, { positions: [{ channelId: village, seq: 99 }] })
    const range = await until(() => heard.find(({ channelId }) => channelId === personalId(person.personId)))
    expect(range.items[0]?.content).toEqual({ seqByChannel: { [village]: 2 } })
    expect(overheard.filter(({ channelId }) => channelId.startsWith('me.'))).toEqual([])
  })
})

describe('updates', () => {
  test('L10: an update streams to village and topic, and is edited and deleted once', async () => {
    const village = await house.channel()
    const topic = await house.channel({ kind: 'topic' })
    const project = await house.channel({ kind: 'project', villageIds: [village], topicIds: [topic] })
    const official = await house.person({ role: 'official' })
    const villager = await house.person({ memberOf: [village] })
    const [desk, home] = await Promise.all([house.connect(official, 0), house.connect(villager, 1)])
    await follow(home)
    const heard = hear(home)
    const commandId = randomUUID()
    await desk.give(postUpdate, {
      commandId,
      channelId: project,
      title: 'Dak klaar',
      text: 'Het dak is gemeten.',
    })
    const shareOf = (channelId: string) =>
      heard
        .flatMap((range) => (range.channelId === channelId ? range.items : []))
        .filter(({ kind }) => kind === 'share')
        .at(-1)
    const shared = await until(() => shareOf(village))
    expect(shared.content).toMatchObject({
      homeChannelId: project,
      homeId: commandId,
      card: { title: 'Dak klaar' },
    })
    const edit = { channelId: project, itemId: commandId, title: 'Dak is klaar', text: 'Het dak is gemeten.' }
    await desk.give(editUpdate, { commandId: randomUUID(), ...edit })
    await until(
      () => (shareOf(village)?.content as { card?: { title: string } })?.card?.title === 'Dak is klaar',
    )
    await desk.give(deleteItem, { commandId: randomUUID(), channelId: project, itemId: commandId })
    await until(() => shareOf(village)?.deletedAt !== undefined)
    const inTopic = await until(async () => {
      const item = await house.testLog.reader.item(topic, `s.${commandId}`)
      return item?.deletedAt !== undefined && item
    })
    expect(inTopic).toMatchObject({ content: null, seq: 2 })
    expect(shareOf(village)?.seq).toBe(shared.seq)
  })
})

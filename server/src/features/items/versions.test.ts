import { randomUUID } from 'node:crypto'
import {
  type Command,
  deleteItem,
  editAnnouncement,
  editUpdate,
  history,
  itemVersions,
  mostVersions,
  postUpdate,
  publishAnnouncement,
  restoreItem,
  resume,
} from '@bijpraat/contract'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { rewritten } from '../../log/authored.ts'
import type { StoredItem } from '../../log/model.ts'
import { type House, startHouse, type TestPerson } from '../../testing/house.ts'

let house: House
let channelId: string
let official: TestPerson

beforeAll(async () => {
  house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') })
  const village = await house.channel({ readers: 'anyone' })
  channelId = await house.channel({ kind: 'project', readers: 'anyone', villageIds: [village] })
  official = await house.person({ role: 'official', memberOf: [village] })
})
afterAll(() => house[Symbol.asyncDispose]())

const give = async (command: Command, said: object): Promise<string> => {
  const commandId = randomUUID()
  const answer = await house.post(official, command, { commandId, channelId, ...said })
  expect(answer, command.name).toMatchObject({ ok: true })
  return commandId
}
const titles = async (itemId: string, by: TestPerson | null = official) => {
  const answer = await house.post(by, itemVersions, { channelId, itemId })
  return answer.ok
    ? answer.data.versions.map(({ content }) => (content as { title: string }).title)
    : answer.code
}
const words = (title: string) => ({ title, text: 'Lees dit.' })

describe('what an official item said before', () => {
  test.each([
    ['news', postUpdate, editUpdate],
    ['an announcement', publishAnnouncement, editAnnouncement],
  ] as const)('is kept of %s, for whoever may read it', async (_, post, edit) => {
    const itemId = await give(post, words('Een'))
    expect(await titles(itemId)).toEqual([])
    await give(edit, { itemId, ...words('Twee') })
    await give(edit, { itemId, ...words('Twee') })
    await give(edit, { itemId, ...words('Drie') })
    expect(await titles(itemId)).toEqual(['Een', 'Twee'])
    expect(await titles(itemId, null)).toEqual(['Een', 'Twee'])
    const stored = await house.testLog.reader.item(channelId, itemId)
    expect(stored?.versions?.map(({ at }) => at)[0]).toBe(stored?.createdAt)
  })

  test('goes with it when it is deleted, and comes back with it', async () => {
    const itemId = await give(postUpdate, words('Een'))
    await give(editUpdate, { itemId, ...words('Twee') })
    await give(deleteItem, { itemId })
    expect(await titles(itemId)).toBe('not_found')
    expect((await house.testLog.reader.item(channelId, itemId))?.versions).toBeUndefined()
    await give(restoreItem, { itemId })
    expect(await titles(itemId)).toEqual(['Een'])
  })

  test('is in nothing that is sent unasked', async () => {
    const itemId = await give(postUpdate, words('Een geheim'))
    const client = await house.connect(official)
    const heard: unknown[] = []
    client.socket.onAny((...all) => heard.push(all))
    const followed = await client.give(resume, { have: [], also: [] })
    await give(editUpdate, { itemId, ...words('Twee') })
    const page = await client.give(history, { channelId, before: 1_000, limit: 50 })
    expect(JSON.stringify([followed, page])).toContain(itemId)
    expect(JSON.stringify(page)).not.toContain('Een geheim')
    expect(JSON.stringify(heard)).not.toContain('versions')
  })
})

test('the oldest go first', () => {
  const item = { content: 0, createdAt: 1 } as unknown as StoredItem
  const times = Array.from({ length: mostVersions + 5 }, (_, at) => at + 1)
  let last = item
  for (const at of times) last = { ...last, ...rewritten(last, at, at * 10) } as StoredItem
  expect(last.versions).toHaveLength(mostVersions)
  expect(last.versions?.at(-1)).toEqual({ content: mostVersions + 4, at: (mostVersions + 4) * 10 })
})

import { randomUUID } from 'node:crypto'
import { type ChannelContent, channelItemId, type createChannel, type InputOf } from '@bijpraat/contract'
import type { Connection } from 'mongoose'
import { afterAll, beforeAll, beforeEach, describe, expect, inject, test } from 'vitest'
import type { StoredItem } from '../../log/model.ts'
import { openDatabase } from '../../testing/database.ts'
import { openLog, type TestLog } from '../../testing/log.ts'
import { createShares } from './shares.consumer.ts'
import { createShareStore, type ShareStore } from './shares.store.ts'

let database: Connection & AsyncDisposable
let testLog: TestLog
let store: ShareStore
let shares: ReturnType<typeof createShares>
let village: string
let project: string
let news: string

beforeAll(async () => {
  database = await openDatabase(inject('mongoUrl'))
  testLog = await openLog(database)
  if (!database.db) throw new Error('not connected')
  store = createShareStore(database.db)
  shares = createShares({ ...testLog, store })
})
afterAll(() => database[Symbol.asyncDispose]())

type Wish = Pick<InputOf<typeof createChannel>, 'kind' | 'readers'>

const by = (channelId: string) => ({ channelId, authorId: 'p1', commandId: randomUUID(), said: {} })

const open = async ({ kind, readers }: Wish): Promise<string> => {
  const channelId = randomUUID()
  const content = { kind, readers, name: 'Naam', about: '', posters: 'members', villageIds: [], topicIds: [] }
  await testLog.log.change({
    ...by(channelId),
    itemIds: [channelItemId],
    apply: (draft) => {
      const own = { content: { ...content, archived: false }, standing: true, authorId: 'p1' } as const
      return draft.create({ id: channelItemId, kind: 'channel', ...own }).rev
    },
  })
  return channelId
}

const amend = (channelId: string, itemId: string, content: object) =>
  testLog.log.change({
    ...by(channelId),
    itemIds: [itemId],
    apply: (draft) =>
      draft.amend(itemId, { content: { ...(draft.item(itemId).content as object), ...content } }).rev,
  })
const settle = async (channelId: string, settings: Partial<ChannelContent>) => {
  await amend(channelId, channelItemId, settings)
  await followed()
}

const tell = async (): Promise<string> => {
  const id = randomUUID()
  await testLog.log.change({
    ...by(project),
    itemIds: [id],
    apply: (draft) =>
      draft.create({ id, kind: 'update', authorId: 'p1', content: { title: 'Dak' }, sharedTo: [village] })
        .rev,
  })
  return id
}

/** What the two consumers do in the end. */
const followed = async () => {
  await shares.handle(project, (await testLog.reader.changesAfter(project, 0, 100))?.items ?? [])
  await shares.handleReaders(village)
}
const shareOf = (homeId: string) => testLog.reader.item(village, `s.${homeId}`)
const titleOf = (item: StoredItem | undefined) =>
  (item?.content as { card?: { title?: string } } | null)?.card?.title

beforeEach(async () => {
  village = await open({ kind: 'village', readers: 'members' })
  project = await open({ kind: 'project', readers: 'members' })
  news = await tell()
  await followed()
})

describe('readers', () => {
  test('L10: nothing shows to readers wider than its own, also when they widen later', async () => {
    expect(titleOf(await shareOf(news))).toBe('Dak')
    await settle(village, { readers: 'anyone' })
    expect(await shareOf(news)).toMatchObject({ content: null })
    expect((await shareOf(news))?.deletedAt).toBeDefined()
    await settle(project, { readers: 'anyone' })
    expect(titleOf(await shareOf(news))).toBe('Dak')
    await settle(project, { readers: 'closed' })
    expect(await shareOf(news)).toMatchObject({ content: null })
  })

  test('L10: what could not show when it was told shows once it may', async () => {
    await settle(village, { readers: 'anyone' })
    const late = await tell()
    await followed()
    expect(await shareOf(late)).toBeUndefined()
    await settle(village, { readers: 'members' })
    expect(titleOf(await shareOf(late))).toBe('Dak')
  })

  test('L10: nothing is added to what is archived, and what shows there follows its home', async () => {
    await settle(village, { archived: true })
    const late = await tell()
    await amend(project, news, { title: 'Dak klaar' })
    await followed()
    expect(await shareOf(late)).toBeUndefined()
    expect(titleOf(await shareOf(news))).toBe('Dak klaar')
  })
})

describe('workers', () => {
  test('L10: done again, nothing changes and no rev is taken', async () => {
    const before = await shareOf(news)
    await followed()
    await followed()
    expect(await shareOf(news)).toEqual(before)
  })

  /** A worker that saw everything as it is now, and gets to writing later. */
  const stall = async () => {
    const old = (await testLog.reader.changesAfter(project, 0, 100))?.items ?? []
    const item = async (channelId: string, id: string) =>
      channelId === project ? old.find((one) => one.id === id) : testLog.reader.item(channelId, id)
    const stalled = createShares({ ...testLog, store, reader: { ...testLog.reader, item } })
    return () => stalled.handle(project, old)
  }

  test('L10: one that was stalled writes no older state, of the news or of its project', async () => {
    const goOn = await stall()
    await amend(project, news, { title: 'Dak klaar' })
    await settle(project, { name: 'Zon' })
    const newest = await shareOf(news)
    expect(newest?.content).toMatchObject({ homeName: 'Zon', card: { title: 'Dak klaar' } })
    await goOn()
    expect(await shareOf(news)).toEqual(newest)
  })

  test('L10: one that was stalled shows nothing that may not show any more', async () => {
    await settle(village, { readers: 'signedIn' })
    await amend(project, channelItemId, { readers: 'anyone' })
    const late = await tell()
    const goOn = await stall()
    await settle(project, { readers: 'members' })
    expect(await shareOf(late)).toBeUndefined()
    await goOn()
    expect(await shareOf(late)).toBeUndefined()
  })
})

import { readdir, readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import {
  announcement,
  type ChannelContent,
  channelItem,
  channelItemId,
  directoryId,
  id,
  message,
  person,
  type ShareContent,
  update,
} from '@bijpraat/contract'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import type { StoredItem } from '../../log/model.ts'
import { type ContentPlace, openContent } from '../../testing/content.ts'
import { createShares } from '../shares/shares.consumer.ts'
import { createShareStore } from '../shares/shares.store.ts'

const examples = resolve(import.meta.dirname, '../../../../examples')
const names = (await readdir(examples, { withFileTypes: true }))
  .filter((entry) => entry.isDirectory())
  .map(({ name }) => name)

describe.each(names)('the example %s', (name) => {
  const dir = join(examples, name)
  let place: ContentPlace
  let items: StoredItem[]
  const kindOf = (kind: string) => items.filter((item) => item.kind === kind)

  beforeAll(async () => {
    place = await openContent(inject('mongoUrl'))
    await Promise.all([place.here.load(dir), place.there.load(dir)])
    items = (await place.here.collection.find({ seq: { $exists: true } }).toArray()) as StoredItem[]
  })
  afterAll(() => place.close())

  it('L4: is there once, whoever loads it and however often', async () => {
    const heads = await place.heads()
    expect(Object.values(heads).reduce((sum, rev) => sum + rev, 0)).toBe(items.length)
    expect(await place.there.load(dir)).toMatchObject({ written: 0 })
    expect(await place.heads()).toEqual(heads)
  })

  it('P5: holds what the contract knows', () => {
    const contents = { channel: channelItem, person, message, update, announcement }
    for (const item of items) {
      const kind = Object.values(contents).find((known) => known.kind === item.kind)
      expect(kind?.content.safeParse(item.content)).toMatchObject({ success: true })
      expect(id.safeParse(item.id)).toMatchObject({ success: true })
      expect(id.safeParse(`s.${item.id}`)).toMatchObject({ success: true })
    }
  })

  it('has villages that can be told apart, topics, and projects with news and talk', () => {
    const channels = kindOf(channelItem.kind).map(({ content }) => content as ChannelContent)
    const villages = channels.filter(({ kind }) => kind === 'village')
    const looks = new Set(villages.map(({ look }) => look?.pattern))
    expect(villages.length).toBeGreaterThanOrEqual(5)
    expect(looks.size).toBe(Math.min(villages.length, 5))
    expect(channels.some(({ kind }) => kind === 'topic')).toBe(true)
    for (const { channelId, content } of kindOf(channelItem.kind)) {
      const said = items.filter((item) => item.channelId === channelId && item.id !== channelItemId)
      expect(said.length).toBeGreaterThan(0)
      const news = said.filter(({ kind }) => kind === update.kind)
      expect(news.length > 0).toBe((content as ChannelContent).kind === 'project')
    }
  })

  it('L1: tells everything in the order in which it was said', async () => {
    for (const channelId of Object.keys(await place.heads())) {
      const times = (await place.itemsOf(channelId)).flatMap(({ writtenAt }) => writtenAt ?? [])
      expect(times).toEqual([...times].sort((a, b) => a - b))
    }
  })

  it('shows its news in the villages and topics of the project', async () => {
    const { db, log, reader } = place.here
    const shares = createShares({ log, reader, store: createShareStore(db) })
    for (const item of kindOf(update.kind)) {
      await shares.handle(item.channelId, [item])
      expect(item.sharedTo?.length).toBeGreaterThan(1)
      for (const channelId of item.sharedTo ?? []) {
        const shown = (await reader.item(channelId, `s.${item.id}`))?.content as ShareContent
        expect(shown.card).toEqual(item.content)
      }
    }
  })

  it('has something pinned that goes on', () => {
    const pinned = kindOf(announcement.kind).filter(({ standing }) => standing)
    expect(pinned.length).toBeGreaterThan(0)
  })

  it('gives nobody an address or an administrator’s right', async () => {
    for (const { id: personId } of items.filter(({ channelId }) => channelId === directoryId)) {
      const account = await place.here.people.account(personId)
      expect(account).toMatchObject({ email: null, moderatorOf: [] })
      expect(account?.role).not.toBe('admin')
    }
  })

  it('speaks briefly and plainly, without contact details', () => {
    const texts = [message, update, announcement]
      .flatMap(({ kind }) => kindOf(kind))
      .map(({ content }) => (content as { text: string }).text)
    const sentences = texts.flatMap((text) =>
      text
        .replaceAll('**', '')
        .split(/(?<=[.?!:])\s+|\n+/)
        .filter((sentence) => sentence.trim() !== ''),
    )
    const words = sentences.map((sentence) => sentence.split(/\s+/).length)
    const long = sentences.filter((_, index) => (words[index] ?? 0) > 20)
    expect(long).toEqual([])
    expect(words.reduce((a, b) => a + b, 0) / words.length).toBeLessThan(12)
    for (const text of texts) {
      expect(text.length).toBeLessThan(800)
      expect(text).not.toMatch(/@|\d{6,}|https?:/)
    }
  })
})

it('the README of the examples names every file that can be there', async () => {
  const readme = await readFile(join(examples, 'README.md'), 'utf8')
  for (const name of names) {
    for (const file of await readdir(join(examples, name))) expect(readme).toContain(file)
  }
})

import type { ChannelContent } from '@bijpraat/contract'
import { describe, expect, test } from 'vitest'
import { outwardChannel, outwardItem } from './outward.ts'

const content = (readers: ChannelContent['readers'], about = 'Over het plein'): ChannelContent => ({
  kind: 'project',
  name: 'Het plein',
  about,
  readers,
  posters: 'members',
  villageIds: [],
  topicIds: [],
  archived: false,
})
const origin = 'https://praat.voorbeeld.test'
const closed = ['signedIn', 'members', 'closed'] as const

describe('what leaves of a channel', () => {
  test('that is open to anyone: its name, what it is about, and the link', () => {
    expect(outwardChannel(origin, 'x.plein', content('anyone'))).toEqual({
      title: 'Het plein',
      text: 'Over het plein',
      url: `${origin}/kanaal/x.plein`,
    })
    expect(outwardChannel(origin, 'x.plein', content('anyone', ''))).not.toHaveProperty('text')
  })
  test.each(closed)('that is read by %s: the link alone', (readers) => {
    expect(outwardChannel(origin, 'x.plein', content(readers))).toEqual({
      url: `${origin}/kanaal/x.plein`,
    })
  })
})

describe('what leaves of an item', () => {
  const shown = { channelId: 'x.dorp', itemId: 's.1' }
  const home = { channelId: 'x.plein', itemId: '1' }
  test('that anyone may read: its words, and the link to where it is at home', () => {
    expect(outwardItem(origin, shown, { ...home, content: content('anyone') }, 'Het plein is af')).toEqual({
      title: 'Het plein',
      text: 'Het plein is af',
      url: `${origin}/kanaal/x.plein/b/1`,
    })
  })
  test('that is long: how it begins', () => {
    const { text } = outwardItem(origin, shown, { ...home, content: content('anyone') }, 'woord '.repeat(100))
    expect(text).toMatch(/ woord…$/)
    expect(text?.length).toBeLessThan(290)
  })
  test.each(closed)('in a channel that is read by %s: the link alone', (readers) => {
    expect(outwardItem(origin, shown, { ...home, content: content(readers) }, 'Geheim')).toEqual({
      url: `${origin}/kanaal/x.dorp/b/s.1`,
    })
  })
  test('that is talk among members, or of a channel that is not known: the link alone', () => {
    const link = { url: `${origin}/kanaal/x.dorp/b/s.1` }
    expect(outwardItem(origin, shown, { ...home, content: content('anyone') }, null)).toEqual(link)
    expect(outwardItem(origin, shown, { ...home, content: undefined }, 'Nieuws')).toEqual(link)
  })
})

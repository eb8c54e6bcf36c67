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
  const atHome = `${origin}/kanaal/x.plein/b/1`
  const whereItStands = `${origin}/kanaal/x.dorp/b/s.1`
  const title = 'Het plein'
  const official = { text: 'Het plein is af', own: false, official: true }
  const talk = { text: 'Wat een modder', own: false, official: false }
  const own = { ...talk, own: true }
  const leaves = (readers: ChannelContent['readers'] | null, said: typeof official) =>
    outwardItem(origin, shown, { ...home, content: readers ? content(readers) : undefined }, said)

  test('that is official, where anyone reads: its words, and the link to where it is at home', () => {
    expect(leaves('anyone', official)).toEqual({ title, text: 'Het plein is af', url: atHome })
  })
  test('that is long: how it begins', () => {
    const { text } = leaves('anyone', { ...official, text: 'woord '.repeat(100) })
    expect(text).toMatch(/ woord…$/)
    expect(text?.length).toBeLessThan(290)
  })
  test('that someone else said: the name of the channel and the link', () => {
    expect(leaves('anyone', talk)).toEqual({ title, url: atHome })
  })
  test.each(['signedIn', 'members'] as const)(
    'in a channel that is read by %s: only what is one’s own',
    (readers) => {
      expect(leaves(readers, official)).toEqual({ title, url: whereItStands })
      expect(leaves(readers, talk)).toEqual({ title, url: whereItStands })
      expect(leaves(readers, own)).toEqual({ title, text: 'Wat een modder', url: whereItStands })
    },
  )
  test.each(['closed', null] as const)('in a channel that is %s: the link alone', (readers) => {
    for (const said of [official, talk, own]) expect(leaves(readers, said)).toEqual({ url: whereItStands })
  })
})

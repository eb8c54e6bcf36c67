import { type ChannelContent, channelItemId, directoryId, type PersonContent } from '@bijpraat/contract'
import { beforeEach, describe, expect, inject, it } from 'vitest'
import {
  announcedContent,
  type ContentPlace,
  smallContent as files,
  openContent,
} from '../../testing/content.ts'
import { houseLook } from './theme.ts'

let place: ContentPlace
beforeEach(async () => {
  place = await openContent(inject('mongoUrl'))
  return () => place.close()
})

type Name = keyof typeof files
const changed = (name: Name, from: string | RegExp, to: string) => {
  const text = files[name].replace(from, to)
  expect(text).not.toBe(files[name])
  return { ...files, [name]: text }
}

const channelOf = async (id: string) =>
  (await place.here.reader.item(id, channelItemId))?.content as ChannelContent
const textOf = async (channelId: string, itemId: string) =>
  (await place.here.reader.item(channelId, itemId))?.content

describe('loading', () => {
  it('writes channels, people and what they said, under ids of our own', async () => {
    const loaded = await place.here.load(await place.folder(files))
    expect(loaded).toEqual({ municipality: 'Middenland', written: 10, look: houseLook })
    expect(await channelOf('x.west')).toEqual({
      kind: 'village',
      name: 'Westdorp',
      about: '',
      readers: 'members',
      posters: 'members',
      villageIds: [],
      topicIds: [],
      archived: false,
      look: { pattern: 'blocks', colours: ['#8a4b20', '#ffffff'] },
    })
    expect(await place.here.store.factsOf('x.brug')).toMatchObject({
      kind: 'project',
      readers: 'anyone',
      villageIds: ['x.oost'],
      topicIds: ['x.wonen'],
    })
    const card = (await place.here.reader.item(directoryId, 'x.werkgroep'))?.content as PersonContent
    expect(card).toMatchObject({ name: 'Werkgroep', role: 'villager', villageIds: ['x.oost'] })
    expect(await place.here.people.account('x.werkgroep')).toMatchObject({ email: null, language: 'nl' })
  })

  it('pins what is to stand above a channel, until when, and no more than has room', async () => {
    const pins = async () =>
      (await place.itemsOf('x.oost')).flatMap(({ id, kind, standing }) =>
        kind === 'announcement' && standing ? [id] : [],
      )
    await place.here.load(await place.folder(announcedContent))
    expect(await pins()).toEqual(['x.oost.een', 'x.oost.twee', 'x.oost.drie'])
    expect(await textOf('x.oost', 'x.oost.een')).toEqual({
      title: 'Brug dicht',
      text: 'Nog even.',
      endsAt: Date.parse('2096-01-01T12:00+01:00'),
    })
    const another = `- { id: vijf, pinned: true, in: oost, by: kantoor, title: Nog iets, text: Straks. }`
    await place.here.load(await place.folder({ ...files, 'announcements.yaml': another }))
    expect(await textOf('x.oost', 'x.oost.vijf')).toMatchObject({ title: 'Nog iets' })
    expect(await pins()).toHaveLength(3)
  })

  it('L1: keeps the order in which it was said, and when', async () => {
    await place.here.load(await place.folder(files))
    const [channel, ...said] = await place.itemsOf('x.oost')
    expect(channel?.id).toBe(channelItemId)
    expect(said.map(({ id, writtenAt }) => [id, writtenAt])).toEqual([
      ['x.oost.eerst', Date.parse('2017-07-19T09:00+02:00')],
      ['x.oost.later', Date.parse('2017-07-20T20:00+02:00')],
      ['x.oost.nu', undefined],
    ])
    const [start] = (await place.itemsOf('x.brug')).slice(1)
    expect(start).toMatchObject({
      kind: 'update',
      authorId: 'x.kantoor',
      writtenAt: Date.parse('2017-12-01T12:00+01:00'),
      sharedTo: ['x.oost', 'x.wonen'],
    })
  })

  it('of a folder with its own file alone is enough', async () => {
    const dir = await place.folder({ 'municipality.yaml': files['municipality.yaml'] })
    expect(await place.here.load(dir)).toEqual({ municipality: 'Middenland', written: 0, look: houseLook })
  })
})

describe('loading again', () => {
  it('L4: changes nothing when the files did not change', async () => {
    const dir = await place.folder(files)
    await place.here.load(dir)
    const heads = await place.heads()
    expect(await place.there.load(dir)).toMatchObject({ written: 0 })
    expect(await place.heads()).toEqual(heads)
  })

  it('L4: from two processes at once makes everything once', async () => {
    const dir = await place.folder(files)
    await Promise.all([place.here.load(dir), place.there.load(dir)])
    expect(await place.heads()).toEqual({
      'x.oost': 4,
      'x.west': 1,
      'x.wonen': 1,
      'x.brug': 2,
      [directoryId]: 2,
    })
    expect((await place.itemsOf('x.oost')).map(({ id }) => id)).toEqual([
      channelItemId,
      'x.oost.eerst',
      'x.oost.later',
      'x.oost.nu',
    ])
  })

  it('L4: goes on where it was cut off', async () => {
    const dir = await place.folder(files)
    const { log } = place.here
    let left = 2
    const cutOff: typeof log.change = (change) => {
      if (left === 0) throw new Error('cut off')
      left -= 1
      return log.change(change)
    }
    await expect(place.here.load(dir, { log: { ...log, change: cutOff } })).rejects.toThrow('cut off')
    expect(await place.there.load(dir)).toMatchObject({ written: 2 })
    expect((await place.itemsOf('x.oost')).map(({ id }) => id)).toEqual([
      channelItemId,
      'x.oost.eerst',
      'x.oost.later',
      'x.oost.nu',
    ])
  })

  it('amends what another text stands for, also when an earlier text comes back', async () => {
    const original = await place.folder(files)
    const edited = await place.folder(changed('messages.yaml', 'Dit kwam eerst.', 'Dit was het eerst.'))
    await place.here.load(original)
    expect(await place.here.load(edited)).toMatchObject({ written: 1 })
    expect(await textOf('x.oost', 'x.oost.eerst')).toEqual({ text: 'Dit was het eerst.' })
    expect(await place.here.load(edited)).toMatchObject({ written: 0 })
    expect(await place.here.load(original)).toMatchObject({ written: 1 })
    expect(await textOf('x.oost', 'x.oost.eerst')).toEqual({ text: 'Dit kwam eerst.' })
    expect(await place.here.load(original)).toMatchObject({ written: 0 })
    expect(await place.itemsOf('x.oost')).toHaveLength(4)
  })

  it('from two processes with different files leaves the text of one of them', async () => {
    await place.here.load(await place.folder(files))
    const texts = ['Zegt de een.', 'Zegt de ander.']
    const dirs = await Promise.all(
      texts.map((text) => place.folder(changed('messages.yaml', 'Dit is van nu.', text))),
    )
    await Promise.all([place.here.load(dirs[0] ?? ''), place.there.load(dirs[1] ?? '')])
    expect(texts.map((text) => ({ text }))).toContainEqual(await textOf('x.oost', 'x.oost.nu'))
    expect((await place.heads())['x.oost']).toBe(6)
  })

  it('renames people and adds memberships', async () => {
    await place.here.load(await place.folder(files))
    const dir = await place.folder(
      changed(
        'people.yaml',
        'name: Werkgroep, role: villager, memberOf: [oost]',
        'name: Bruggroep, role: villager, memberOf: [oost, west]',
      ),
    )
    expect(await place.here.load(dir)).toMatchObject({ written: 1 })
    expect(await place.here.people.account('x.werkgroep')).toMatchObject({
      name: 'Bruggroep',
      memberOf: ['x.oost', 'x.west'],
    })
  })
})

describe('what was changed on screen', () => {
  const author = { authorId: 'moderator', said: 'on screen' }
  const rename = (name: string) =>
    place.here.channels.change(author, {
      commandId: '8f0c3a52-9f0e-4d57-a3d8-0d6d2a3b7f10',
      channelId: 'x.oost',
      name,
      archived: true,
    })
  const remove = (channelId: string, itemId: string) =>
    place.here.log.change({
      channelId,
      ...author,
      commandId: '9f0c3a52-9f0e-4d57-a3d8-0d6d2a3b7f10',
      itemIds: [itemId],
      apply: (draft) => draft.amend(itemId, { content: null, deletedAt: draft.now }).rev,
    })

  it('stays when the files stay', async () => {
    const dir = await place.folder(files)
    await place.here.load(dir)
    await rename('Oost aan de rivier')
    expect(await place.there.load(dir)).toMatchObject({ written: 0 })
    expect(await channelOf('x.oost')).toMatchObject({ name: 'Oost aan de rivier', archived: true })
  })

  it('gives way to its entry when that changes; archived it stays', async () => {
    await place.here.load(await place.folder(files))
    await rename('Oost aan de rivier')
    await place.here.load(await place.folder(changed('villages.yaml', 'Aan de rivier.', 'Aan het water.')))
    const now = { name: 'Oostdorp', about: 'Aan het water.', archived: true }
    expect(await channelOf('x.oost')).toMatchObject(now)
    expect(await place.here.store.factsOf('x.oost')).toMatchObject({ archived: true })
  })

  it('stays deleted, whatever the files say later', async () => {
    await place.here.load(await place.folder(files))
    await remove('x.oost', 'x.oost.eerst')
    await place.here.load(await place.folder(changed('messages.yaml', 'Dit kwam eerst.', 'Toch nog.')))
    expect(await place.here.reader.item('x.oost', 'x.oost.eerst')).toMatchObject({ content: null })
  })
})

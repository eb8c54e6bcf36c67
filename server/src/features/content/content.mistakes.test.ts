import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type ContentPlace, announcedContent as files, openContent } from '../../testing/content.ts'
import { ContentError } from './content.problems.ts'

// One database for all of these: a mistake leaves nothing behind.
let place: ContentPlace
beforeAll(async () => {
  place = await openContent(inject('mongoUrl'))
})
afterAll(() => place.close())

type Name = keyof typeof files
const changed = (name: Name, from: string | RegExp, to: string) => {
  const text = files[name].replace(from, to)
  expect(text).not.toBe(files[name])
  return { ...files, [name]: text }
}

describe('mistakes', () => {
  const problemsOf = async (given: Readonly<Record<string, string>>): Promise<string[]> => {
    const dir = await place.folder(given)
    const error: unknown = await place.here.load(dir).then(
      () => undefined,
      (thrown: unknown) => thrown,
    )
    expect(error).toBeInstanceOf(ContentError)
    const [title, ...lines] = (error as Error).message.split('\n')
    expect(title).toBe(`Wrong content in ${dir}:`)
    return lines.map((line) => line.trim())
  }

  it.each<[string, Name, string | RegExp, string, string | RegExp]>([
    [
      'an unknown key',
      'villages.yaml',
      'about: Aan',
      'abuot: x\n  about: Aan',
      'villages.yaml:4: unknown key "abuot"',
    ],
    ['a missing key', 'villages.yaml', '  name: Westdorp\n', '', 'villages.yaml:6: "name" is missing'],
    [
      'a wrong kind of value',
      'villages.yaml',
      'Oostdorp',
      '2017',
      'villages.yaml:3: "name" must be text (put it between quotes)',
    ],
    [
      'a wrong choice',
      'villages.yaml',
      'stripes',
      'dots',
      /^villages.yaml:5: "look.pattern" is wrong. .*"stripes"/,
    ],
    ['a wrong colour', 'villages.yaml', '#1a4e86', 'blue', /^villages.yaml:5: "look.colours.0" .*pattern/],
    [
      'what is too long',
      'messages.yaml',
      'Dit kwam later.',
      'a'.repeat(4001),
      'messages.yaml:2: "text" is longer than 4000 characters',
    ],
    [
      'what is too long by the list',
      'villages.yaml',
      "['#1a4e86']",
      "['#1a4e86', '#1a4e86', '#1a4e86']",
      'villages.yaml:5: "look.colours" is longer than 2 entries',
    ],
    ['an empty text', 'messages.yaml', 'Dit kwam later.', "' '", 'messages.yaml:2: "text" must not be empty'],
    [
      'two lines where one fits',
      'topics.yaml',
      'name: Wonen',
      'name: "Wo\\nnen"',
      'topics.yaml:1: "name" one line only',
    ],
    [
      'an id with odd letters',
      'updates.yaml',
      'id: start',
      'id: Start',
      'updates.yaml:2: "id" must be small letters, digits and hyphens',
    ],
    [
      'a time that does not exist',
      'messages.yaml',
      '2017-07-20',
      '2017-02-31',
      'messages.yaml:2: "at" must be a time such as "2017-07-18 20:15"',
    ],
    [
      'a time zone that does not exist',
      'municipality.yaml',
      'Amsterdam',
      'Atlantis',
      'municipality.yaml:3: "timeZone" must be a time zone such as "Europe/Amsterdam"',
    ],
    [
      'a double key',
      'municipality.yaml',
      'language: nl',
      'language: nl\nname: Twee',
      'municipality.yaml:3: Map keys must be unique',
    ],
    ['what is no YAML', 'topics.yaml', '}', '', /^topics.yaml:[12]: ./],
    ['what is no list', 'topics.yaml', '- {', '{', 'topics.yaml:1: must be a list'],
    [
      'an unknown village',
      'projects.yaml',
      '[oost]',
      '[noord]',
      'projects.yaml:1: there is no village "noord"',
    ],
    [
      'a link of the wrong kind',
      'projects.yaml',
      '[oost]',
      '[wonen]',
      'projects.yaml:1: "wonen" is a topic, not a village',
    ],
    [
      'a double channel',
      'topics.yaml',
      /$/,
      '- { id: west, name: West, about: x }\n',
      'topics.yaml:2: there is already a village "west"',
    ],
    [
      'a double person',
      'people.yaml',
      /$/,
      '- { id: kantoor, name: Twee, role: official, memberOf: [] }\n',
      'people.yaml:4: there is already a person "kantoor"',
    ],
    [
      'a double message',
      'messages.yaml',
      'id: nu',
      'id: eerst',
      'messages.yaml:4: there is already something "eerst" in "oost"',
    ],
    [
      'an unknown channel',
      'people.yaml',
      '[oost]',
      '[oost, zuid]',
      'people.yaml:2: there is no channel "zuid"',
    ],
    [
      'an unknown author',
      'messages.yaml',
      'by: kantoor',
      'by: iemand',
      'messages.yaml:3: there is no person "iemand"',
    ],
    [
      'an author from elsewhere',
      'messages.yaml',
      'id: nu, in: oost',
      'id: nu, in: west',
      'messages.yaml:4: "werkgroep" is not a member of "west"',
    ],
    [
      'news outside a project',
      'updates.yaml',
      'in: brug',
      'in: oost',
      'updates.yaml:2: "oost" is a village, not a project',
    ],
    [
      'news by who does not carry the project',
      'updates.yaml',
      'by: kantoor',
      'by: werkgroep',
      'updates.yaml:2: "werkgroep" is neither an official nor an own member of "brug"',
    ],
    [
      'an announcement by who may not announce',
      'announcements.yaml',
      'by: kantoor',
      'by: werkgroep',
      'announcements.yaml:2: "werkgroep" is not an official',
    ],
    [
      'an end that is no time',
      'announcements.yaml',
      'until: 2096-01-01 12:00',
      'until: morgen',
      'announcements.yaml:2: "until" must be a time such as "2017-07-18 20:15"',
    ],
    [
      'a fourth pin',
      'announcements.yaml',
      'id: vier, pinned: false',
      'id: vier, pinned: true',
      'announcements.yaml:5: more than 3 are pinned in "oost"',
    ],
  ])('%s is told with its place', async (_, name, from, to, expected) => {
    const [first, ...more] = await problemsOf(changed(name, from, to))
    if (expected instanceof RegExp) expect(first).toMatch(expected)
    else expect(first).toBe(expected)
    expect(more).toEqual([])
    expect(await place.heads()).toEqual({})
  })

  it('are all told at once, in order of place, and nothing is written', async () => {
    const told = await problemsOf({
      'villages.yaml': '- { id: oost, name: Oost, about: x }\n- { id: oost }\n',
      'projects.yaml': '- { id: brug, name: Brug, about: x, villages: [oost, west], topics: [] }\n',
      'messages.yaml': '- { id: a, in: noord, by: niemand, text: x }\n',
      'dorpen.yaml': '[]\n',
    })
    expect(told).toEqual([
      expect.stringMatching(/^dorpen.yaml:1: unknown file; the files are municipality.yaml, villages.yaml/),
      'messages.yaml:1: there is no channel "noord"',
      'messages.yaml:1: there is no person "niemand"',
      'municipality.yaml:1: this file is missing',
      'projects.yaml:1: there is no village "west"',
      'villages.yaml:1: "look" is missing',
      'villages.yaml:2: "name" is missing',
      'villages.yaml:2: "about" is missing',
      'villages.yaml:2: "look" is missing',
      'villages.yaml:2: there is already a village "oost"',
    ])
    expect(await place.heads()).toEqual({})
  })

  it('are told once, not again by what names the entry', async () => {
    const told = await problemsOf({
      ...changed('projects.yaml', 'name: De brug, ', ''),
      'people.yaml': files['people.yaml'].replace('name: Medewerker bruggen, ', ''),
      'messages.yaml': '- { id: a, in: brug, by: werkgroep, text: x }\n',
    })
    expect(told).toEqual(['people.yaml:3: "name" is missing', 'projects.yaml:1: "name" is missing'])
  })

  it('in the folder itself are one sentence', async () => {
    await expect(place.here.load('/nowhere/at/all')).rejects.toThrow(
      new ContentError('There is no folder /nowhere/at/all to load content from.'),
    )
  })

  it('that only the people here show have a place, too', async () => {
    const told = await problemsOf(changed('people.yaml', 'name: Werkgroep', 'name: Gemeente Middenland'))
    expect(told).toEqual([
      'people.yaml:2: "Gemeente Middenland" looks like the name of someone with a badge, or like a badge',
    ])
  })
})

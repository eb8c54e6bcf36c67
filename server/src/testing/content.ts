import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Connection } from 'mongoose'
import { channelModel } from '../features/channels/channels.schema.ts'
import { createChannelService } from '../features/channels/channels.service.ts'
import { createChannelStore } from '../features/channels/channels.store.ts'
import { loadContent } from '../features/content/content.ts'
import type { ContentPorts } from '../features/content/content.write.ts'
import { createPeople } from '../features/people/people.ts'
import type { Head, StoredItem } from '../log/model.ts'
import { connectMongo } from '../platform/mongo.ts'
import { databaseUrl, openDatabase } from './database.ts'
import { openLog } from './log.ts'

/** Everything that content is loaded into, as one process has it. */
const openProcess = async (connection: Connection) => {
  const { log, reader, collection } = await openLog(connection)
  const { db } = connection
  if (!db) throw new Error('not connected')
  const models = channelModel(connection)
  await models.createIndexes()
  const store = createChannelStore(models)
  const channels = createChannelService({ log, store })
  const people = createPeople({ connection, log, factsOf: store.factsOf, clock: Date.now })
  await people.prepare()
  const ports: ContentPorts = { log, channels: { put: channels.put, factsOf: store.factsOf }, people }
  return {
    db,
    log,
    reader,
    collection,
    store,
    channels,
    people,
    load: (dir: string, own: Partial<ContentPorts> = {}) => loadContent({ dir, ...ports, ...own }),
  }
}

export type ContentPlace = Awaited<ReturnType<typeof openContent>>

/** A small municipality; each test changes what it is about. */
export const smallContent = {
  'municipality.yaml': 'name: Middenland\nlanguage: nl\ntimeZone: Europe/Amsterdam\n',
  'villages.yaml': `
- id: oost
  name: Oostdorp
  about: Aan de rivier.
  look: { pattern: stripes, colours: ['#1a4e86'] }
- id: west
  name: Westdorp
  about: ''
  look: { pattern: blocks, colours: ['#8a4b20', '#ffffff'] }
`,
  'topics.yaml': '- { id: wonen, name: Wonen, about: Over je huis. }\n',
  'projects.yaml':
    '- { id: brug, name: De brug, about: Een brug erbij., villages: [oost], topics: [wonen] }\n',
  'people.yaml': `
- { id: werkgroep, name: Werkgroep, role: villager, memberOf: [oost] }
- { id: kantoor, name: Medewerker bruggen, role: official, memberOf: [] }
`,
  'messages.yaml': `
- { id: later, in: oost, by: werkgroep, at: 2017-07-20 20:00, text: Dit kwam later. }
- { id: eerst, in: oost, by: kantoor, at: 2017-07-19 09:00, text: Dit kwam eerst. }
- { id: nu, in: oost, by: werkgroep, text: Dit is van nu. }
`,
  'updates.yaml': `
- { id: start, in: brug, by: kantoor, at: 2017-12-01 12:00, title: We beginnen, text: De paal gaat de grond in. }
`,
}

/** The same with announcements, of which three are pinned. */
export const announcedContent = {
  ...smallContent,
  'announcements.yaml': `
- { id: een, pinned: true, until: 2096-01-01 12:00, in: oost, by: kantoor, title: Brug dicht, text: Nog even. }
- { id: twee, pinned: true, in: oost, by: kantoor, title: Let op, text: Er ligt zand. }
- { id: drie, pinned: true, in: oost, by: kantoor, title: Bel ons, text: Als er iets is. }
- { id: vier, pinned: false, in: oost, by: kantoor, title: Tot slot, text: Dank je wel. }
`,
}

/** Two processes on one database of their own, and folders of content that go when it closes. */
export const openContent = async (mongoUrl: string) => {
  const url = databaseUrl(mongoUrl)
  const one = await openDatabase(url, { as: 'given' })
  const other = await connectMongo(url)
  const here = await openProcess(one)
  const there = await openProcess(other)
  const root = await mkdtemp(join(tmpdir(), 'content-'))
  let folders = 0
  return {
    here,
    there,
    /** A folder with these files; gives its path. */
    folder: async (files: Readonly<Record<string, string>>): Promise<string> => {
      folders += 1
      const dir = join(root, String(folders))
      await mkdir(dir)
      await Promise.all(Object.entries(files).map(([name, text]) => writeFile(join(dir, name), text)))
      return dir
    },
    heads: async (): Promise<Record<string, number>> => {
      const heads = (await here.collection.find({ generation: { $exists: true } }).toArray()) as Head[]
      return Object.fromEntries(heads.map(({ channelId, rev }) => [channelId, rev]).sort())
    },
    itemsOf: async (channelId: string): Promise<StoredItem[]> =>
      (await here.reader.page(channelId, 10_000))?.items ?? [],
    close: async () => {
      await rm(root, { recursive: true })
      await other.close()
      await one[Symbol.asyncDispose]()
    },
  }
}

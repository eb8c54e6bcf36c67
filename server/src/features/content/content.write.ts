import {
  type AnnouncementContent,
  type ChannelContent,
  directoryId,
  type MessageContent,
  maxPinned,
  type UpdateContent,
} from '@bijpraat/contract'
import { writtenBefore } from '../../log/authored.ts'
import type { Log } from '../../log/log.ts'
import type { Draft } from '../../log/model.ts'
import { Refusal } from '../../refusal.ts'
import type { Channel, Content, Said } from './content.check.ts'
import { wrongContent } from './content.problems.ts'
import { timeIn } from './content.time.ts'
import { createVersions, type Described, type Under } from './content.versions.ts'

/** Someone in whose name example content speaks: has no address, so nobody can sign in as them. */
export type DescribedPerson = {
  personId: string
  name: string
  role: 'villager' | 'official'
  language: 'nl' | 'en'
  channelIds: readonly string[]
}

export type ContentPorts = {
  log: Pick<Log, 'change' | 'done'>
  channels: {
    /** Writes a channel's own item and what policies read, in one transaction. */
    put: (
      author: Pick<Under, 'authorId' | 'said'>,
      commandId: string,
      channelId: string,
      next: (held: ChannelContent | null) => ChannelContent,
    ) => Promise<unknown>
    factsOf: (channelId: string) => Promise<Pick<ChannelContent, 'villageIds' | 'topicIds'> | null>
  }
  people: { put: (person: DescribedPerson, under: Under) => Promise<void> }
}

/** What stands for a file's id; no client can make an id like it. */
const idOf = (slug: string) => `x.${slug}`

type Writer = ContentPorts & { dir: string; versions: ReturnType<typeof createVersions> }

/** Writes what is new or changed, and counts it. */
export const writeContent = async (
  content: Content,
  ports: ContentPorts & { dir: string },
): Promise<number> => {
  const writer: Writer = { ...ports, versions: createVersions(ports.log) }
  const projects = content.channels.filter(({ kind }) => kind === 'project')
  const others = content.channels.filter(({ kind }) => kind !== 'project')
  // People belong to channels, projects to villages and topics: what is named is there first.
  const channels = [
    ...(await all(others, (channel) => putChannel(writer, channel))),
    ...(await all(projects, (channel) => putChannel(writer, channel))),
  ]
  const people = await all(content.people, (person) => putPerson(writer, content, person))
  const said = await all(content.channels, ({ entry }) => putSaid(writer, content, entry.id))
  return [...channels, ...people].filter(Boolean).length + said.reduce((sum, count) => sum + count, 0)
}

const all = <T, R>(list: readonly T[], put: (each: T) => Promise<R>): Promise<R[]> =>
  Promise.all(list.map(put))

const putChannel = ({ versions, channels }: Writer, channel: Channel): Promise<boolean> => {
  const { kind, entry } = channel
  const channelId = idOf(entry.id)
  const content = {
    kind,
    name: entry.name,
    about: entry.about,
    readers: entry.readers ?? usualReaders[kind],
    posters: entry.posters ?? 'members',
    villageIds: kind === 'project' ? channel.entry.villages.map(idOf) : [],
    topicIds: kind === 'project' ? channel.entry.topics.map(idOf) : [],
    ...(kind === 'village' ? { look: channel.entry.look } : {}),
  } satisfies Omit<ChannelContent, 'archived'>
  return versions.put({ channelId, id: channelId, said: entry }, ({ commandId, ...author }) =>
    channels.put(author, commandId, channelId, (held) => ({ ...content, archived: held?.archived ?? false })),
  )
}

/** A village's talk is its own; a topic is for all who take part; news of a project is for anyone. */
const usualReaders = { village: 'members', topic: 'signedIn', project: 'anyone' } as const

const putPerson = (
  { dir, versions, people }: Writer,
  { municipality }: Content,
  { entry, place }: Content['people'][number],
): Promise<boolean> => {
  const { name, role } = entry
  const personId = idOf(entry.id)
  const person = {
    personId,
    name,
    role,
    language: municipality.language,
    channelIds: entry.memberOf.map(idOf),
  }
  return versions.put({ channelId: directoryId, id: personId, said: entry }, async (under) => {
    try {
      await people.put(person, under)
    } catch (error) {
      if (!(error instanceof Refusal && error.code === 'name_refused')) throw error
      const what = `"${name}" looks like the name of someone with a badge, or like a badge`
      throw wrongContent(dir, [{ ...place, what }])
    }
  })
}

type Told = {
  kind: Said['kind']
  id: string
  authorId: string
  at: number | undefined
  content: unknown
  pinned: boolean
}

/** What is said in one channel, in the order in which it was said; counts what was written. */
const putSaid = async (
  { log, versions, channels }: Writer,
  content: Content,
  slug: string,
): Promise<number> => {
  const channelId = idOf(slug)
  const things = content.said
    .filter(({ entry }) => entry.in === slug)
    .map((said) => told(said, content.municipality.timeZone))
    .sort((a, b) => (a.at ?? Number.MAX_SAFE_INTEGER) - (b.at ?? Number.MAX_SAFE_INTEGER))
    .map((thing) => ({ thing, described: describe(channelId, thing) }))
  const due = await all(things, ({ described }) => versions.due(described))
  const facts = await channels.factsOf(channelId)
  const sharedTo = [...(facts?.villageIds ?? []), ...(facts?.topicIds ?? [])]

  // One after the other: the order of the log is the order of the talk.
  let count = 0
  for (const { thing, described } of things.filter((_, index) => due[index] !== null)) {
    const written = await versions.put(described, (under) =>
      log.change({
        channelId,
        ...under,
        itemIds: [thing.id],
        ...(thing.pinned ? { asksStanding: true } : {}),
        apply: (draft) => tell(draft, thing, sharedTo),
      }),
    )
    count += Number(written)
  }
  return count
}

const told = (said: Said, timeZone: string): Told => {
  const { kind, entry } = said
  return {
    kind,
    id: `${idOf(entry.in)}.${entry.id}`,
    authorId: idOf(entry.by),
    at: entry.at === undefined ? undefined : timeIn(timeZone, entry.at),
    content: contentOf(said, timeZone),
    pinned: said.kind === 'announcement' && said.entry.pinned === true,
  }
}

const contentOf = (
  { kind, entry }: Said,
  timeZone: string,
): MessageContent | UpdateContent | AnnouncementContent => {
  switch (kind) {
    case 'message':
      return { text: entry.text }
    case 'update':
      return { title: entry.title, text: entry.text }
    case 'announcement': {
      const end = entry.until === undefined ? {} : { endsAt: timeIn(timeZone, entry.until) }
      return { title: entry.title, text: entry.text, ...end }
    }
  }
}

const describe = (channelId: string, { id, content }: Told): Described => ({ channelId, id, said: content })

/** What was deleted on screen stays deleted; who said it and when are settled the first time. */
const tell = (draft: Draft, thing: Told, sharedTo: readonly string[]) => {
  const { kind, id, authorId, at, content, pinned } = thing
  const held = draft.get(id)
  if (!held) {
    const writtenAt = writtenBefore(at, draft.now)
    const standing = pinned && hasRoom(draft, kind) ? true : undefined
    const shares = kind === 'update' ? { sharedTo } : {}
    draft.create({ id, kind, authorId, content, writtenAt, standing, ...shares })
  } else if (held.kind === kind && held.deletedAt === undefined) {
    draft.amend(id, { content, editedAt: draft.now })
  }
  return {}
}

/** People may have pinned others before the files said this. */
const hasRoom = (draft: Draft, kind: string): boolean =>
  draft.standing().filter((item) => item.kind === kind).length < maxPinned

import { type ChannelKind, maxPinned } from '@bijpraat/contract'
import type { Files } from './content.files.ts'
import type { Place, Problem } from './content.problems.ts'
import type {
  Announcement,
  Message,
  Municipality,
  Person,
  Project,
  Topic,
  Update,
  Village,
} from './content.schema.ts'
import type { List, Placed } from './content.source.ts'

export type Channel =
  | { kind: 'village'; entry: Village }
  | { kind: 'topic'; entry: Topic }
  | { kind: 'project'; entry: Project }
export type Said =
  | { kind: 'message'; entry: Message }
  | { kind: 'update'; entry: Update }
  | { kind: 'announcement'; entry: Announcement }

/** Content that fits together: whatever an entry names exists and is of the right kind. */
export type Content = {
  municipality: Municipality
  channels: Channel[]
  people: { entry: Person; place: Place }[]
  /** In the order of the files. */
  said: Said[]
}

/** Checks what only shows across entries and files; what does not fit is added to `problems`. */
export const checkFiles = (files: Files, problems: Problem[]): Content | null => {
  if (!files.isWhole) return null
  const channelKinds = indexChannels(files, problems)
  const personIds = unique(files.people, 'a person', problems)
  const check = checker({ channelKinds, personIds, files, problems })
  files.projects.entries.forEach(check.project)
  files.people.entries.forEach(check.person)
  files.messages.entries.forEach(check.message)
  files.updates.entries.forEach(check.update)
  files.announcements.entries.forEach(check.announcement)
  notTooManyPinned(files, problems)
  uniqueSaid(files, problems)

  if (problems.length > 0 || !files.municipality) return null
  const values = <T>({ entries }: List<T>) => entries.map(({ value }) => value)
  return {
    municipality: files.municipality.value,
    channels: [
      ...values(files.villages).map((entry) => ({ kind: 'village' as const, entry })),
      ...values(files.topics).map((entry) => ({ kind: 'topic' as const, entry })),
      ...values(files.projects).map((entry) => ({ kind: 'project' as const, entry })),
    ],
    people: files.people.entries.map(({ value, place }) => ({ entry: value, place: place('name') })),
    said: [
      ...values(files.messages).map((entry) => ({ kind: 'message' as const, entry })),
      ...values(files.updates).map((entry) => ({ kind: 'update' as const, entry })),
      ...values(files.announcements).map((entry) => ({ kind: 'announcement' as const, entry })),
    ],
  }
}

type Known = {
  channelKinds: ReadonlyMap<string, ChannelKind>
  personIds: ReadonlySet<string>
  files: Files
  problems: Problem[]
}

const checker = ({ channelKinds, personIds, files, problems }: Known) => {
  const people = new Map(files.people.entries.map(({ value }) => [value.id, value]))
  const projects = new Map(files.projects.entries.map(({ value }) => [value.id, value]))
  const tell = (place: Place, what: string) => void problems.push({ ...place, what })

  const isKind = (id: string, wanted: ChannelKind, place: Place) => {
    const kind = channelKinds.get(id)
    if (kind === undefined) tell(place, `there is no ${wanted} "${id}"`)
    else if (kind !== wanted) tell(place, `"${id}" is a ${kind}, not a ${wanted}`)
    return kind === wanted
  }
  const isChannel = (id: string, place: Place) => {
    if (!channelKinds.has(id)) tell(place, `there is no channel "${id}"`)
    return channelKinds.has(id)
  }
  /** The author, when known. One that is named and does not fit its own file is told there. */
  const authorOf = ({ value, place }: Placed<Message | Update | Announcement>): Person | undefined => {
    if (!personIds.has(value.by)) tell(place('by'), `there is no person "${value.by}"`)
    return people.get(value.by)
  }

  return {
    project: ({ value, place }: Placed<Project>) => {
      value.villages.forEach((id, i) => void isKind(id, 'village', place('villages', i)))
      value.topics.forEach((id, i) => void isKind(id, 'topic', place('topics', i)))
    },
    person: ({ value, place }: Placed<Person>) => {
      value.memberOf.forEach((id, i) => void isChannel(id, place('memberOf', i)))
    },
    message: (message: Placed<Message>) => {
      const { value, place } = message
      const known = isChannel(value.in, place('in'))
      const author = authorOf(message)
      if (!known || !author || author.role === 'official') return
      const project = projects.get(value.in)
      // Through which channels one belongs to a project that does not fit its own file is not known.
      if (!project && channelKinds.get(value.in) === 'project') return
      const through = [value.in, ...(project?.villages ?? []), ...(project?.topics ?? [])]
      if (!through.some((id) => author.memberOf.includes(id)))
        tell(place('by'), `"${value.by}" is not a member of "${value.in}"`)
    },
    update: (update: Placed<Update>) => {
      const { value, place } = update
      const known = isKind(value.in, 'project', place('in'))
      const author = authorOf(update)
      if (!known || !author || author.role === 'official' || author.memberOf.includes(value.in)) return
      tell(place('by'), `"${value.by}" is neither an official nor an own member of "${value.in}"`)
    },
    announcement: (announcement: Placed<Announcement>) => {
      const { value, place } = announcement
      const known = isChannel(value.in, place('in'))
      const author = authorOf(announcement)
      if (known && author && author.role !== 'official') tell(place('by'), `"${value.by}" is not an official`)
    },
  }
}

/** The kind of every channel, by id; told when two share one. */
const indexChannels = (
  { villages, topics, projects }: Files,
  problems: Problem[],
): Map<string, ChannelKind> => {
  const kinds = new Map<string, ChannelKind>()
  const add = ({ ids }: List<unknown>, kind: ChannelKind) => {
    for (const { id, place } of ids) {
      const earlier = kinds.get(id)
      if (earlier === undefined) kinds.set(id, kind)
      else problems.push({ ...place, what: `there is already a ${earlier} "${id}"` })
    }
  }
  add(villages, 'village')
  add(topics, 'topic')
  add(projects, 'project')
  return kinds
}

const unique = ({ ids }: List<unknown>, what: string, problems: Problem[]): Set<string> => {
  const seen = new Set<string>()
  for (const { id, place } of ids) {
    if (seen.has(id)) problems.push({ ...place, what: `there is already ${what} "${id}"` })
    seen.add(id)
  }
  return seen
}

/** As on screen: only so many stand above a channel. */
const notTooManyPinned = ({ announcements }: Files, problems: Problem[]) => {
  const pinned = new Map<string, number>()
  for (const { value, place } of announcements.entries.filter(({ value }) => value.pinned)) {
    const count = (pinned.get(value.in) ?? 0) + 1
    pinned.set(value.in, count)
    if (count > maxPinned)
      problems.push({ ...place('pinned'), what: `more than ${maxPinned} are pinned in "${value.in}"` })
  }
}

/** All that is said in a channel shares its ids. */
const uniqueSaid = ({ messages, updates, announcements }: Files, problems: Problem[]) => {
  const seen = new Set<string>()
  for (const { value, place } of [...messages.entries, ...updates.entries, ...announcements.entries]) {
    const key = `${value.in}.${value.id}`
    if (seen.has(key)) {
      problems.push({ ...place('id'), what: `there is already something "${value.id}" in "${value.in}"` })
    }
    seen.add(key)
  }
}

import { type CatchUpPart, itemKinds } from '@bijpraat/contract'
import type { UnreadDeed } from './catch-up.deeds.ts'
import type { Calling, Group, Unread } from './catch-up.store.ts'

type Place = { channelId: string; itemId: string }

/** What of all that is unread is told line by line, and how much there is of it. */
export type Choice = {
  forYou: { count: number; chosen: (Place & { addresses: readonly string[] })[] }
  announcements: { count: number; chosen: UnreadDeed[] }
  updates: ByProject
  plans: ByProject
  talk: Talk[]
}

type ByProject = { count: number; projects: Project[] }
type Project = { channelId: string; name?: string; count: number; chosen: UnreadDeed[] }

export type Talk = {
  channelId: string
  count: number
  authorIds: string[]
  people: number
  first: string
  last: string
}

const most = { forYou: 20, announcements: 10, projects: 20, ofProject: 3, authors: 3 }

const partOf = (kind: string): CatchUpPart => itemKinds.get(kind)?.catchUp ?? 'update'
export const isTalk = ({ kind }: { kind: string }): boolean => partOf(kind) === 'talk'
export const isAnnouncement = ({ kind }: { kind: string }): boolean => partOf(kind) === 'announcement'
/** Whether it is news of a project, which shows in several channels. */
export const isUpdate = ({ kind }: { kind: string }): boolean => partOf(kind) === 'update'

/** @param deeds the newest first */
export const choose = ({ groups, calling }: Unread, deeds: readonly UnreadDeed[]): Choice => {
  const announcements = deeds.filter(isAnnouncement)
  const updates = deeds.filter(isUpdate)
  const plans = deeds.filter(({ kind }) => partOf(kind) === 'plan')
  return {
    forYou: { count: calling.length, chosen: newest(calling) },
    announcements: { count: announcements.length, chosen: announcements.slice(0, most.announcements) },
    updates: { count: updates.length, projects: byProject(updates) },
    plans: { count: plans.length, projects: byProject(plans) },
    talk: [...groups]
      .flatMap(([channelId, group]) => talkIn(channelId, group))
      .sort((a, b) => b.count - a.count),
  }
}

const newest = (calling: readonly Calling[]) =>
  [...calling]
    .sort((a, b) => b.createdAt - a.createdAt)
    .slice(0, most.forYou)
    .map(({ channelId, id, addresses }) => ({ channelId, itemId: id, addresses }))

const byProject = (updates: readonly UnreadDeed[]): Project[] => {
  const projects = new Map<string, Project>()
  for (const update of updates) {
    const { channelId, homeName } = update
    const project = projects.get(channelId) ?? { channelId, count: 0, chosen: [] }
    project.count += 1
    if (homeName !== undefined) project.name ??= homeName
    if (project.chosen.length < most.ofProject) project.chosen.push(update)
    projects.set(channelId, project)
  }
  return [...projects.values()].slice(0, most.projects)
}

const talkIn = (channelId: string, groups: readonly Group[]): Talk[] => {
  const talkers = groups.filter(({ talk }) => talk > 0).sort((a, b) => b.talk - a.talk)
  const first = talkers.flatMap((group) => group.first ?? []).sort((a, b) => a.seq - b.seq)[0]
  const last = talkers.flatMap((group) => group.last ?? []).sort((a, b) => b.seq - a.seq)[0]
  if (!first || !last) return []
  return [
    {
      channelId,
      count: talkers.reduce((sum, { talk }) => sum + talk, 0),
      authorIds: talkers.slice(0, most.authors).flatMap(({ authorId }) => authorId || []),
      people: talkers.length,
      first: first.id,
      last: last.id,
    },
  ]
}

/** Every place of which the item itself is needed, to tell how it begins. */
export const placesIn = ({ forYou, announcements, updates, plans, talk }: Choice): Place[] => [
  ...forYou.chosen,
  ...[
    ...announcements.chosen,
    ...[updates, plans].flatMap(({ projects }) => projects.flatMap(({ chosen }) => chosen)),
  ].flatMap(({ places }) => places[0] ?? []),
  ...talk.flatMap(({ channelId, first, last }) => [
    { channelId, itemId: first },
    { channelId, itemId: last },
  ]),
]

import type { CatchUpLine, OutputOf, readCatchUp } from '@bijpraat/contract'
import type { ReplicaState } from '../../replica/replica.ts'
import { readPosition } from '../../replica/unread.ts'

export type CatchUp = OutputOf<typeof readCatchUp>
export type Project = CatchUp['updates']['projects'][number]
export type Talk = CatchUp['talk'][number]

/** What was told and is still to be read. */
export type Remaining = Pick<CatchUp, 'forYou' | 'announcements' | 'updates' | 'talk'>

const isReadAt = (state: ReplicaState, { channelId, seq }: { channelId: string; seq: number }): boolean =>
  seq <= readPosition(state, channelId)

const isTakenBack = (state: ReplicaState, { channelId, itemId }: CatchUpLine): boolean =>
  state.channels.get(channelId)?.items.get(itemId)?.content === null

/** Not read in any channel that shows it, and still there. */
const remains = (state: ReplicaState, line: CatchUpLine): boolean =>
  ![line, ...line.alsoIn].some((place) => isReadAt(state, place)) && !isTakenBack(state, line)

const cut = <Some extends { count: number; lines: CatchUpLine[] }>(state: ReplicaState, some: Some): Some => {
  const lines = some.lines.filter((line) => remains(state, line))
  return lines.length === some.lines.length
    ? some
    : { ...some, lines, count: lines.length === 0 ? 0 : some.count - (some.lines.length - lines.length) }
}

/** An answer without what was read since, on this device or on another. */
export const remainingOf = (state: ReplicaState, told: CatchUp): Remaining => {
  const projects = told.updates.projects
    .map((project) => cut(state, project))
    .filter(({ count }) => count > 0)
  const read = told.updates.projects.reduce((sum, { count }) => sum + count, 0)
  const left = projects.reduce((sum, { count }) => sum + count, 0)
  return {
    forYou: cut(state, told.forYou),
    announcements: cut(state, told.announcements),
    updates: { projects, count: told.updates.count - (read - left) },
    talk: told.talk.filter(({ channelId, last }) => !isReadAt(state, { channelId, seq: last.seq })),
  }
}

export const isNothing = ({ forYou, announcements, updates, talk }: Remaining): boolean =>
  forYou.lines.length + announcements.lines.length + updates.projects.length + talk.length === 0

/** How long ago the oldest of it is; undefined when there is nothing. */
export const sinceWhen = ({ forYou, announcements, updates, talk }: Remaining): number | undefined => {
  const lines = [
    ...forYou.lines,
    ...announcements.lines,
    ...updates.projects.flatMap((project) => project.lines),
    ...talk.map(({ first }) => first),
  ]
  return lines.length === 0 ? undefined : Math.min(...lines.map(({ createdAt }) => createdAt))
}

/** What was shown keeps its place while one reads; what came since stands behind it. */
export const inOrderOf = <T>(before: readonly T[], now: readonly T[], keyOf: (one: T) => string): T[] => {
  const places = new Map(before.map((one, at) => [keyOf(one), at]))
  const placeOf = (one: T) => places.get(keyOf(one)) ?? before.length
  return [...now].sort((a, b) => placeOf(a) - placeOf(b))
}

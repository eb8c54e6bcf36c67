import {
  acknowledge,
  acknowledgedItemId,
  type CatchUpLine,
  type OutputOf,
  personalId,
  type readCatchUp,
} from '@bijpraat/contract'
import { mutedBy } from '../../replica/muted.ts'
import type { ReplicaState } from '../../replica/replica.ts'
import { readPosition } from '../../replica/unread.ts'

export type CatchUp = OutputOf<typeof readCatchUp>
export type Project = CatchUp['updates']['projects'][number]
export type Talk = CatchUp['talk'][number]

/** What was told and is still to be read. */
export type Remaining = Pick<CatchUp, 'forYou' | 'announcements' | 'updates' | 'plans' | 'talk'> & {
  /** Whether any of it is unread; an announcement that was seen may wait to be acknowledged. */
  isUnread: boolean
}

const isReadAt = (state: ReplicaState, { channelId, seq }: { channelId: string; seq: number }): boolean =>
  seq <= readPosition(state, channelId)

const isTakenBack = (state: ReplicaState, { channelId, itemId }: CatchUpLine): boolean =>
  state.channels.get(channelId)?.items.get(itemId)?.content === null

/** Not read in any channel that shows it, and still there. */
const isUnread = (state: ReplicaState, line: CatchUpLine): boolean =>
  ![line, ...line.alsoIn].some((place) => isReadAt(state, place)) && !isTakenBack(state, line)

/** Whether I have said to have read it, in the log or on the way there. */
const isAcknowledged = (
  { me, channels, outbox }: ReplicaState,
  { channelId, itemId }: CatchUpLine,
): boolean =>
  Boolean(me && channels.get(personalId(me.personId))?.items.get(acknowledgedItemId(itemId))?.content) ||
  outbox.some(
    ({ command, input, state }) =>
      command === acknowledge.name &&
      state !== 'failed' &&
      input.channelId === channelId &&
      input.itemId === itemId,
  )

const cut = <Line extends CatchUpLine, Some extends { count: number; lines: Line[] }>(
  some: Some,
  remains: (line: Line) => boolean,
): Some => {
  const lines = some.lines.filter(remains)
  return lines.length === some.lines.length
    ? some
    : { ...some, lines, count: lines.length === 0 ? 0 : some.count - (some.lines.length - lines.length) }
}

const cutByProject = (
  told: CatchUp['updates'],
  remains: (line: CatchUpLine) => boolean,
): CatchUp['updates'] => {
  const projects = told.projects.map((project) => cut(project, remains)).filter(({ count }) => count > 0)
  const sum = (some: readonly Project[]) => some.reduce((all, { count }) => all + count, 0)
  return { projects, count: told.count - (sum(told.projects) - sum(projects)) }
}

type Announced = CatchUp['announcements']['lines'][number]

/**
 * An answer without what was read since, on this device or on another, and without the talk of muted channels and
 * persons.
 */
export const remainingOf = (state: ReplicaState, told: CatchUp): Remaining => {
  const muted = mutedBy(state)
  const unread = (line: CatchUpLine) => isUnread(state, line)
  const waits = (line: Announced) =>
    line.asksRead ? !isAcknowledged(state, line) && !isTakenBack(state, line) : unread(line)
  const forYou = cut(told.forYou, (line) => unread(line) && !muted.persons.has(line.authorId ?? ''))
  const announcements = cut(told.announcements, waits)
  const [updates, plans] = [cutByProject(told.updates, unread), cutByProject(told.plans, unread)]
  const talk = told.talk.filter(
    ({ channelId, last }) => !muted.channels.has(channelId) && !isReadAt(state, { channelId, seq: last.seq }),
  )
  return {
    forYou,
    announcements,
    updates,
    plans,
    talk,
    isUnread:
      forYou.lines.length + updates.projects.length + plans.projects.length + talk.length > 0 ||
      announcements.lines.some(unread),
  }
}

/** How long ago the oldest of it is; undefined when there is nothing. */
export const sinceWhen = ({
  forYou,
  announcements,
  updates,
  plans,
  talk,
}: Omit<Remaining, 'isUnread'>): number | undefined => {
  const lines = [
    ...forYou.lines,
    ...announcements.lines,
    ...[updates, plans].flatMap(({ projects }) => projects.flatMap((project) => project.lines)),
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

import { readCatchUp } from '@bijpraat/contract'
import { keepMine, readMine } from '../../ports/kept-here.ts'
import { type CatchUp, inOrderOf } from './remaining.ts'

const key = 'catchUp'

/** What was kept: the last answer, of whom and from where it was looked at. */
type Kept = { personId?: unknown; channelId?: unknown; answer?: unknown } | null

/** The last answer on this device for a person and a filter, also without a network. */
export const lastTold = (personId: string, channelId: string | null): CatchUp | null => {
  try {
    const kept = JSON.parse(readMine(key) ?? 'null') as Kept
    if (kept?.personId !== personId || kept.channelId !== channelId) return null
    return readCatchUp.output.safeParse(kept.answer).data ?? null
  } catch {
    return null
  }
}

export const keepTold = (personId: string, channelId: string | null, answer: CatchUp): void =>
  keepMine(key, JSON.stringify({ personId, channelId, answer }))

/** A newer answer, in the order of the one that is being read. */
export const arranged = (before: CatchUp | null, now: CatchUp): CatchUp =>
  before === null
    ? now
    : {
        ...now,
        talk: inOrderOf(before.talk, now.talk, ({ channelId }) => channelId),
        updates: arrangedByProject(before.updates, now.updates),
        plans: arrangedByProject(before.plans, now.plans),
      }

const arrangedByProject = (before: CatchUp['updates'], now: CatchUp['updates']): CatchUp['updates'] => ({
  ...now,
  projects: inOrderOf(before.projects, now.projects, ({ channelId }) => channelId),
})

import { readCatchUp } from '@bijpraat/contract'
import * as z from 'zod/mini'
import { keepMine, readMine } from '../../ports/kept-here.ts'
import { type CatchUp, inOrderOf } from './remaining.ts'

/** The last answer, of whom and from where it was looked at. */
const kept = z.object({ personId: z.string(), channelId: z.nullable(z.string()), answer: readCatchUp.output })

const key = 'catchUp'

/** The last answer on this device for a person and a filter, also without a network. */
export const lastTold = (personId: string, channelId: string | null): CatchUp | null => {
  try {
    const { data } = kept.safeParse(JSON.parse(readMine(key) ?? 'null'))
    return data?.personId === personId && data.channelId === channelId ? data.answer : null
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

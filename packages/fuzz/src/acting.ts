import type { Device } from './device.ts'
import type { Random } from './random.ts'
import type { Act, Plan } from './scene.ts'
import type { Town } from './town.ts'

export type Made = {
  itemId: string
  channelId: string
  kind: 'message' | 'update' | 'announcement' | 'question'
}

/** A run under way. */
export type Run = {
  town: Town
  plan: Plan
  random: Random
  /** Items by the step that made them. */
  made: Map<number, Made>
  /** What was begun and not waited for. */
  underWay: Set<Promise<unknown>>
}

export type Of<Name extends Act['act']> = Extract<Act, { act: Name }>

export const deviceAt = ({ town }: Run, at: number): Device => of(town.devices, at)
export const channelAt = ({ town }: Run, at: number): string => of(town.channelIds, at)
export const personAt = ({ town }: Run, at: number): string => of(town.personIds, at)
export const of = <T>(list: readonly T[], at: number): T => {
  const [found] = list.slice(at)
  if (found === undefined) throw new Error(`there is no number ${at}`)
  return found
}

/** What is not waited for now, but before the run ends; a failure of the run itself is something that was seen. */
export const begin = (run: Run, task: Promise<unknown>): void => {
  const running: Promise<unknown> = task
    .catch((error: unknown) => run.town.ledger.faults.push(`the run itself failed: ${String(error)}`))
    .finally(() => run.underWay.delete(running))
  run.underWay.add(running)
}

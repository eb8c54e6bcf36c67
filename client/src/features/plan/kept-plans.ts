import { type OutputOf, readPlan } from '@bijpraat/contract'
import { keepMine, readMine } from '../../ports/kept-here.ts'

/** A plan as the server told it last. */
export type ToldPlan = OutputOf<typeof readPlan>

/** What was kept, and of whom. */
type Kept = { personId?: unknown; plans?: unknown } | null
type Plan = { channelId: string; answer: unknown }

const key = 'plans'
/** The ones looked at last, as far as the browser has room for small things. */
const keptAtMost = 5
const lengthAtMost = 400_000

const isPlan = (value: unknown): value is Plan =>
  typeof value === 'object' && value !== null && 'channelId' in value && 'answer' in value

const readAll = (personId: string | null): Plan[] => {
  try {
    const kept = JSON.parse(readMine(key) ?? 'null') as Kept
    return kept?.personId === personId && Array.isArray(kept.plans) ? kept.plans.filter(isPlan) : []
  } catch {
    return []
  }
}

/** The last answer on this device, also without a network. */
export const lastPlan = (personId: string | null, channelId: string): ToldPlan | null => {
  const kept = readAll(personId).find((plan) => plan.channelId === channelId)
  return readPlan.output.safeParse(kept?.answer).data ?? null
}

/** @param isHere whether a channel may still be looked at: a plan goes with its channel */
export const keepPlan = (
  personId: string | null,
  channelId: string,
  told: ToldPlan,
  isHere: (channelId: string) => boolean,
): void => {
  const others = readAll(personId).filter((plan) => plan.channelId !== channelId && isHere(plan.channelId))
  const plans: Plan[] = [{ channelId, answer: told }, ...others].slice(0, keptAtMost)
  let written = JSON.stringify({ personId, plans })
  while (written.length > lengthAtMost && plans.length > 0) {
    plans.pop()
    written = JSON.stringify({ personId, plans })
  }
  keepMine(key, plans.length > 0 ? written : null)
}

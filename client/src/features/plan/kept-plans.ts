import { item, rev } from '@bijpraat/contract'
import * as z from 'zod/mini'
import { keepMine, readMine } from '../../ports/kept-here.ts'

/** A plan as the server told it last. */
const answer = z.object({ asOf: rev, items: z.array(item) })
export type ToldPlan = z.output<typeof answer>

const kept = z.object({
  personId: z.nullable(z.string()),
  plans: z.array(z.object({ channelId: z.string(), answer })),
})

const key = 'plans'
/** The ones looked at last, as far as the browser has room for small things. */
const keptAtMost = 5
const lengthAtMost = 400_000

const readAll = (personId: string | null) => {
  try {
    const { data } = kept.safeParse(JSON.parse(readMine(key) ?? 'null'))
    return data?.personId === personId ? data.plans : []
  } catch {
    return []
  }
}

/** The last answer on this device, also without a network. */
export const lastPlan = (personId: string | null, channelId: string): ToldPlan | null =>
  readAll(personId).find((plan) => plan.channelId === channelId)?.answer ?? null

/** @param isHere whether a channel may still be looked at: a plan goes with its channel */
export const keepPlan = (
  personId: string | null,
  channelId: string,
  told: ToldPlan,
  isHere: (channelId: string) => boolean,
): void => {
  const others = readAll(personId).filter((plan) => plan.channelId !== channelId && isHere(plan.channelId))
  const plans = [{ channelId, answer: told }, ...others].slice(0, keptAtMost)
  let written = JSON.stringify({ personId, plans })
  while (written.length > lengthAtMost && plans.length > 0) {
    plans.pop()
    written = JSON.stringify({ personId, plans })
  }
  keepMine(key, plans.length > 0 ? written : null)
}

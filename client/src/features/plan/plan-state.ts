import {
  addToPlan,
  changePlan,
  type InputOf,
  type Item,
  newPlanPart,
  planPart,
  planPartIdOf,
  withPlanWish,
} from '@bijpraat/contract'
import { hold, isOf } from '../../replica/folds.ts'
import type { HeldItem, OutboxEntry } from '../../replica/replica.ts'
import type { PlanPart } from './plan-tree.ts'

const taken = (item: HeldItem, rev: number | undefined): boolean => rev === undefined || item.rev > rev

/**
 * The plan of a channel: as the server told it, with what came live since, and over that what this device owes (L12).
 * @param told the parts of one moment; null when they did not come yet
 * @param held items of the channel as this device follows it
 */
export const planOf = (
  channelId: string,
  told: readonly Item[] | null,
  held: Iterable<HeldItem>,
  outbox: readonly OutboxEntry[],
): PlanPart[] => {
  const newest = new Map((told ?? []).map((item) => [item.id, hold(item)]))
  for (const item of held)
    if (item.kind === planPart.kind && taken(item, newest.get(item.id)?.rev)) newest.set(item.id, item)
  const parts = new Map<string, PlanPart>()
  for (const item of newest.values())
    if (isOf(item, planPart)) parts.set(item.id, { id: item.id, content: item.content, owed: false })
  for (const entry of outbox)
    if (entry.channelId === channelId && entry.state !== 'failed') layOver(parts, entry)
  return [...parts.values()]
}

const layOver = (parts: Map<string, PlanPart>, { command, commandId, input }: OutboxEntry): void => {
  if (command === addToPlan.name) {
    const { sort, ...wish } = input as InputOf<typeof addToPlan>
    const id = planPartIdOf(commandId)
    const { title, note, ownerId, ownerName, from, until, state, underId, place } = wish
    const said = { title, note, ownerId, ownerName, from, until, state, underId, place }
    if (!parts.has(id)) parts.set(id, { id, content: newPlanPart(sort, said), owed: true })
  }
  if (command === changePlan.name) {
    const { partId, set } = input as InputOf<typeof changePlan>
    const part = parts.get(partId)
    if (part) parts.set(partId, { id: partId, content: withPlanWish(part.content, set), owed: true })
  }
}

/** Own changes of the plan that failed. */
export const failedOf = (channelId: string, outbox: readonly OutboxEntry[]): OutboxEntry[] =>
  outbox.filter(
    (entry) =>
      entry.channelId === channelId &&
      entry.state === 'failed' &&
      (entry.command === addToPlan.name || entry.command === changePlan.name),
  )

import {
  newPlanPart,
  type PlanChangeContent,
  type PlanFieldChange,
  type PlanPartContent,
  planFields,
  planPart,
} from '@bijpraat/contract'
import type { Draft, StoredItem } from '../../log/model.ts'
import { Refusal } from '../../refusal.ts'

/** In the order of the fields; empty when nothing is different. */
export const changesBetween = (before: PlanPartContent | null, after: PlanPartContent): PlanFieldChange[] =>
  planFields.flatMap((field) => {
    const from = before === null ? null : before[field]
    const to = after[field]
    const isNothing = before === null && (to === null || to === '')
    return from === to || isNothing ? [] : [{ field, from, to }]
  })

/** What must hold of a part among the others, as they are now. */
export const insistOnPart = (draft: Draft, { sort, from, until, underId }: PlanPartContent): void => {
  if (from !== null && until !== null && from > until) throw new Refusal('invalid_input', { field: 'until' })
  if (underId === null) return
  if (sort === 'milestone') throw new Refusal('invalid_input', { field: 'underId' })
  const over = draft.item(underId)
  const isMilestone = over.kind === planPart.kind && (over.content as PlanPartContent).sort === 'milestone'
  if (!isMilestone) throw new Refusal('not_found')
}

/** A part as the changes up to some moment leave it. */
export type PastPart = { id: string; content: PlanPartContent; added: StoredItem; last: StoredItem }

/**
 * The plan as it was after these changes.
 * @param changes items of the kind `planChange`, all from the first on, in their order
 */
export const planAfter = (changes: readonly StoredItem[]): PastPart[] => {
  const parts = new Map<string, PastPart>()
  for (const item of changes) {
    const { partId, sort, title, act, changes: fields } = item.content as PlanChangeContent
    const known = parts.get(partId)
    if (known === undefined && act !== 'add') continue
    const { content, added } = known ?? { content: newPlanPart(sort, { title, place: 0 }), added: item }
    const to = Object.fromEntries(fields.map(({ field, to }) => [field, to])) as Partial<PlanPartContent>
    parts.set(partId, { id: partId, content: { ...content, ...to }, added, last: item })
  }
  return [...parts.values()]
}

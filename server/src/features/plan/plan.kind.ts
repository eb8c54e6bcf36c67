import { type PlanField, planChange, planPart } from '@bijpraat/contract'
import { defineServerKind } from '../../log/kinds.ts'

/** Whose something is may be a villager's name: the public sees the plan without it. */
const isOfPeople = (field: PlanField) => field === 'ownerId' || field === 'ownerName'

export const planPartKind = defineServerKind(planPart, {
  recordKind: 'official',
  publicContent: (content) => ({ ...content, ownerId: null, ownerName: '' }),
})

/** Not deleted one by one: the plan of any moment is all changes before it, taken together. */
export const planChangeKind = defineServerKind(planChange, {
  recordKind: 'official',
  reactable: true,
  answerable: true,
  // Why is said to the project, by one of its people.
  publicContent: (content) => {
    const changes = content.changes.filter(({ field }) => !isOfPeople(field))
    return changes.length === 0 ? null : { ...content, changes, reason: null }
  },
})

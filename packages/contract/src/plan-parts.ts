import type { PlanPartContent } from './plan.ts'

/** What a command says of a part; what it does not name stays what it is. */
export type PlanWish = { [Field in keyof Omit<PlanPartContent, 'sort'>]?: PlanPartContent[Field] | undefined }

/** A part as it is put in the plan. */
export const newPlanPart = (
  sort: PlanPartContent['sort'],
  wish: PlanWish & { title: string; place: number },
): PlanPartContent => {
  const nothing = { note: '', ownerId: null, ownerName: '', from: null, until: null, underId: null }
  return withPlanWish({ sort, ...nothing, state: 'planned', title: wish.title, place: wish.place }, wish)
}

/** A part as it becomes: whoever gets it takes it over, as a person or as a group. */
export const withPlanWish = (part: PlanPartContent, wish: PlanWish): PlanPartContent => {
  const owner = wish.ownerId ? { ownerName: '' } : wish.ownerName ? { ownerId: null } : {}
  const said = Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined))
  return { ...part, ...said, ...owner }
}

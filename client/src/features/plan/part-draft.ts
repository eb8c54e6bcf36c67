import { addToPlan, changePlan, type InputOf, type PlanPartContent, type PlanWish } from '@bijpraat/contract'
import { withoutUnmeant } from '../../ports/without-unmeant.ts'

/** A part as a form holds it: texts, and an owner as one choice. */
export type PartDraft = {
  sort: PlanPartContent['sort']
  title: string
  note: string
  owner: 'nobody' | 'me' | 'group' | 'someone'
  personId: string
  groupName: string
  from: string
  until: string
  state: PlanPartContent['state']
  underId: string
  reason: string
}

export const draftOf = (content: PlanPartContent, meId: string | null): PartDraft => ({
  sort: content.sort,
  title: content.title,
  note: content.note,
  owner:
    content.ownerId !== null
      ? content.ownerId === meId
        ? 'me'
        : 'someone'
      : content.ownerName !== ''
        ? 'group'
        : 'nobody',
  personId: content.ownerId ?? '',
  groupName: content.ownerName,
  from: content.from ?? '',
  until: content.until ?? '',
  state: content.state,
  underId: content.underId ?? '',
  reason: '',
})

const orNull = (value: string) => (value === '' ? null : value)
const clean = (value: string) => withoutUnmeant(value).trim()

/** All fields of a part as the draft has them. */
export const wishOf = (draft: PartDraft, meId: string | null): Omit<PlanPartContent, 'sort' | 'place'> => ({
  title: clean(draft.title),
  note: clean(draft.note),
  ownerId: draft.owner === 'me' ? meId : draft.owner === 'someone' ? orNull(draft.personId) : null,
  ownerName: draft.owner === 'group' ? clean(draft.groupName) : '',
  from: orNull(draft.from),
  until: orNull(draft.until),
  state: draft.state,
  underId: draft.sort === 'milestone' ? null : orNull(draft.underId),
})

/** Only what the wish makes different. */
export const differenceOf = (before: PlanPartContent, wish: PlanWish): PlanWish =>
  Object.fromEntries(Object.entries(wish).filter(([field, to]) => before[field as keyof PlanWish] !== to))

type Wrong = 'title' | 'until' | 'reason' | 'groupName' | 'personId'

/** Which fields can't go as they are. */
export const wrongIn = (draft: PartDraft, asksReason: boolean): ReadonlySet<Wrong> => {
  const wrong = new Set<Wrong>()
  if (!addToPlan.input.shape.title.safeParse(clean(draft.title)).success) wrong.add('title')
  if (draft.from !== '' && draft.until !== '' && draft.from > draft.until) wrong.add('until')
  if (draft.owner === 'group' && clean(draft.groupName) === '') wrong.add('groupName')
  if (draft.owner === 'someone' && draft.personId === '') wrong.add('personId')
  if (asksReason && !changePlan.input.shape.reason.safeParse(clean(draft.reason)).success) wrong.add('reason')
  return wrong
}

export const reasonOf = (draft: PartDraft): string => clean(draft.reason)

export type PlanSet = InputOf<typeof changePlan>['set']

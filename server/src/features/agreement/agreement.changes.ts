import { isDeepStrictEqual } from 'node:util'
import {
  type AgreementChangeContent,
  type AgreementContent,
  type AgreementFieldChange,
  type AgreementMoment,
  type AgreementSide,
  type AgreementWish,
  agreementAfter,
  agreementChange,
  agreementFields,
  agreementId,
  momentAfter,
  noAgreement,
  withAgreementWish,
  workingAgreement,
} from '@bijpraat/contract'
import { writtenBefore } from '../../log/authored.ts'
import type { Draft, StoredItem } from '../../log/model.ts'
import { Refusal } from '../../refusal.ts'
import { type Actor, isStaff } from '../../rights/rights.ts'

/** On which side of an agreement someone stands who may write there; nobody stands on both. */
export const sideOf = (actor: Actor): AgreementSide => (isStaff(actor) ? 'municipality' : 'village')

/** The agreement as it stands in the log; undefined before anyone wrote it. */
export const agreementIn = (draft: Draft): StoredItem | undefined => draft.get(agreementId)

export const contentOf = (item: StoredItem | undefined): AgreementContent =>
  (item?.content as AgreementContent | undefined) ?? noAgreement

/** In the order of the sections; empty when nothing is different. */
const changesBetween = (before: AgreementContent, after: AgreementContent): AgreementFieldChange[] =>
  agreementFields.flatMap((field) =>
    isDeepStrictEqual(before[field], after[field]) ? [] : [{ field, from: before[field], to: after[field] }],
  )

/** Nothing is written over that was written since someone looked: they are told where, and say it anew. */
const insistOnSeen = (
  { since }: AgreementContent,
  changes: readonly AgreementFieldChange[],
  seen: number,
) => {
  const newer = changes.find(({ field }) => (since[field] ?? 0) > seen)
  if (newer) throw new Refusal('other_state', { field: newer.field })
}

const insistOnMoments = (moments: readonly AgreementMoment[]) => {
  if (new Set(moments.map(({ id }) => id)).size < moments.length)
    throw new Refusal('invalid_input', { field: 'moments' })
}

/** When each comes next; what was to come stays so, also when its time is there and nobody was reminded yet. */
const nextTimes = (before: AgreementContent, moments: readonly AgreementMoment[], now: number) => {
  const entries = moments.flatMap((moment) => {
    const known = before.moments.find(({ id }) => id === moment.id)
    const isSame = known?.on === moment.on && known.every === moment.every
    const next = isSame ? before.next[moment.id] : momentAfter(moment, now)
    return next == null ? [] : [[moment.id, next] as const]
  })
  return withFirst(Object.fromEntries(entries))
}

export const withFirst = (next: Record<string, number>): Pick<AgreementContent, 'next' | 'remindAt'> => {
  const times = Object.values(next)
  return { next, remindAt: times.length === 0 ? null : Math.min(...times) }
}

type Said = { commandId: string; by: string; side: AgreementSide; writtenAt: number | undefined }

/** Writes what happened and the agreement as it leaves it: either is never without the other. */
const tell = (
  draft: Draft,
  before: AgreementContent,
  content: AgreementChangeContent,
  { commandId: id, by, writtenAt }: Said,
): StoredItem => {
  const held = agreementIn(draft)
  const told = draft.create({
    id,
    kind: agreementChange.kind,
    authorId: by,
    content,
    writtenAt: writtenBefore(writtenAt, draft.now),
  })
  const after = agreementAfter(before, content, { id, byId: by, at: draft.now })
  const whole = { ...after, ...nextTimes(before, after.moments, draft.now) }
  if (held) draft.amend(agreementId, { content: whole })
  else
    draft.create({
      id: agreementId,
      kind: workingAgreement.kind,
      authorId: by,
      content: whole,
      // At hand on every device, however long ago it was agreed.
      standing: true,
    })
  return told
}

/** Changes sections; what is so already changes nothing and takes no rev. */
export const becomes = (
  draft: Draft,
  wish: { seen: number; set: AgreementWish; reason: string },
  said: Said,
): StoredItem => {
  const held = agreementIn(draft)
  const before = contentOf(held)
  const after = withAgreementWish(before, wish.set)
  const changes = changesBetween(before, after)
  insistOnMoments(after.moments)
  if (changes.length === 0) {
    if (held) return held
    throw new Refusal('invalid_input', { field: 'set' })
  }
  insistOnSeen(before, changes, wish.seen)
  const { side } = said
  return tell(
    draft,
    before,
    { act: 'change', version: before.version + 1, side, reason: wish.reason, changes },
    said,
  )
}

/** Confirms for a side; a version is confirmed once. */
export const confirmed = (draft: Draft, version: number, said: Said): StoredItem => {
  const held = draft.item(agreementId)
  const before = contentOf(held)
  if (before.version !== version) throw new Refusal('other_state', { field: 'version' })
  const { side } = said
  if (before.confirmed[side]?.version === version) return held
  return tell(draft, before, { act: 'confirm', version, side, reason: null, changes: [] }, said)
}

/** An agreement as its first changes leave it, as an item of then. */
export const pastAgreement = (changes: readonly StoredItem[]): StoredItem | undefined => {
  const [first, last] = [changes[0], changes.at(-1)]
  if (!first || !last) return undefined
  const content = changes.reduce(
    (content, { id, authorId: byId, createdAt: at, content: change }) =>
      agreementAfter(content, change as AgreementChangeContent, { id, byId, at }),
    noAgreement,
  )
  const { channelId, seq, authorId, createdAt } = first
  const item = { _id: agreementId, channelId, id: agreementId, kind: workingAgreement.kind }
  return { ...item, seq, rev: last.seq, authorId, createdAt, content }
}

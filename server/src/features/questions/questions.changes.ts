import {
  askedOf,
  type QuestionChangeContent,
  type QuestionContent,
  type QuestionFieldChange,
  question,
  questionChange,
  questionFields,
  waitsFor,
} from '@bijpraat/contract'
import { writtenBefore } from '../../log/authored.ts'
import type { Draft, StoredItem } from '../../log/model.ts'
import { Refusal } from '../../refusal.ts'

const hour = 3_600_000
/** Nine in the morning of the day before and of the day itself: a promise is over at the end of its day. */
const beforeDue = { before: 39 * hour, due: 15 * hour } as const

/** When is reminded next of a promise; null when nothing more is to come. */
export const remindAt = (dueAt: number, now: number): number | null =>
  [dueAt - beforeDue.before, dueAt - beforeDue.due].find((at) => at > now) ?? null

/** Which reminder it is, however late it is given. */
export const reminderNow = (dueAt: number, now: number): 'before' | 'due' =>
  now < dueAt - beforeDue.due ? 'before' : 'due'

const textLength = 200

const changesBetween = (before: QuestionContent, after: QuestionContent): QuestionFieldChange[] =>
  questionFields.flatMap((field) =>
    before[field] === after[field] ? [] : [{ field, from: before[field], to: after[field] }],
  )

/** Whoever has to know: who asked, and for whom it waits from now on if that is somebody else. */
const called = (item: StoredItem, before: QuestionContent, after: QuestionContent, by: string) => {
  const waits = waitsFor(after)
  const last = before.state === 'answered' ? (before.ownerId ?? before.promisedById) : null
  const isNew = waits !== null && waits !== waitsFor(before)
  const called = new Set([item.authorId, isNew ? waits : null, last].filter((one) => one !== null))
  called.delete(by)
  return called.size > 0 ? [...called] : undefined
}

type Said = Pick<QuestionChangeContent, 'act' | 'reason'> & {
  commandId: string
  by: string
  writtenAt: number | undefined
}

/** Writes a question as it becomes, and tells of it; what is so already changes nothing and takes no rev. */
export const becomes = (draft: Draft, item: StoredItem, after: QuestionContent, said: Said): StoredItem => {
  const before = item.content as QuestionContent
  const changes = changesBetween(before, after)
  if (changes.length === 0) return item
  const { act, reason, commandId, by } = said
  const content: QuestionChangeContent = {
    questionId: item.id,
    text: before.text.slice(0, textLength),
    act,
    reason,
    changes,
  }
  const told = draft.create({
    id: commandId,
    kind: questionChange.kind,
    authorId: by,
    content,
    addresses: called(item, before, after, by),
    writtenAt: writtenBefore(said.writtenAt, draft.now),
  })
  const { dueAt } = after
  const next = after.state === 'taken' && dueAt !== null ? remindAt(dueAt, draft.now) : null
  draft.amend(item.id, {
    content: { ...after, remindAt: next } satisfies QuestionContent,
    standing: after.state === 'answered' ? undefined : true,
  })
  return told
}

/** Asks it: for those who are asked it waits from now on. */
export const ask = (
  draft: Draft,
  content: QuestionContent,
  { id, by, writtenAt }: { id: string; by: string; writtenAt: number | undefined },
): StoredItem =>
  draft.create({
    id,
    kind: question.kind,
    authorId: by,
    content,
    standing: true,
    addresses: [askedOf(content.villageId)],
    writtenAt: writtenBefore(writtenAt, draft.now),
  })

export const insistOnState = (
  { content }: StoredItem,
  ...states: readonly QuestionContent['state'][]
): QuestionContent => {
  const question = content as QuestionContent
  if (!states.includes(question.state)) throw new Refusal('other_state')
  return question
}

/** A promise that is over by the time it would be written is none. */
export const insistOnTime = (draft: Draft, dueAt: number | undefined): void => {
  if (dueAt !== undefined && dueAt <= draft.now) throw new Refusal('too_late', { field: 'dueAt' })
}

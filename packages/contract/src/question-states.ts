import type { QuestionContent } from './questions.ts'

/** What is wished of a question; what is not named stays what it is. */
export type QuestionWish = {
  villageId?: string | null | undefined
  ownerId?: string | null | undefined
  teamName?: string | undefined
  dueAt?: number | undefined
}

const nobodys = { ownerId: null, teamName: '', promisedById: null, dueAt: null, remindAt: null }
const unanswered = { answerId: null, answeredAt: null }

/** A question as it is asked. */
export const newQuestion = (
  asked: Pick<QuestionContent, 'text' | 'villageId' | 'fromId'>,
): QuestionContent => ({ ...asked, state: 'open', ...nobodys, ...unanswered })

/** Somebody promises an answer: for themselves, for another, or for a team. */
export const takenQuestion = (
  question: QuestionContent,
  { ownerId, teamName = '', dueAt }: QuestionWish & { dueAt: number },
  by: string,
): QuestionContent => ({
  ...question,
  state: 'taken',
  ownerId: ownerId ?? (teamName === '' ? by : null),
  teamName: ownerId ? '' : teamName,
  dueAt,
  promisedById: by,
})

/** Handed over, or put off. To others who are asked it is open again: no promise of theirs was made. */
export const handedOver = (question: QuestionContent, wish: QuestionWish, by: string): QuestionContent => {
  const { villageId, ownerId, teamName, dueAt = question.dueAt } = wish
  if (villageId !== undefined && villageId !== question.villageId)
    return { ...question, state: 'open', villageId, ...nobodys }
  if (ownerId) return { ...question, ownerId, teamName: '', dueAt }
  if (teamName) return { ...question, ownerId: null, teamName, dueAt, promisedById: by }
  return { ...question, dueAt }
}

export const answeredQuestion = (
  question: QuestionContent,
  answerId: string,
  answeredAt: number,
): QuestionContent => ({ ...question, state: 'answered', answerId, answeredAt, remindAt: null })

/** The promise is over: whoever takes it makes one anew. */
export const askedAgain = (question: QuestionContent): QuestionContent => ({
  ...question,
  state: 'open',
  ...nobodys,
  ...unanswered,
})

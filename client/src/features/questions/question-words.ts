import type { QuestionChangeContent, QuestionContent, QuestionFieldChange } from '@bijpraat/contract'
import type { QuestionTexts } from '../../i18n/questions-texts.ts'

/** How people, villages and days of a question are said, from now. */
export type Speech = {
  texts: QuestionTexts
  now: number
  nameOf: (personId: string) => string
  villageOf: (villageId: string) => string
  say: (ms: number) => string
}

/** Who is asked, in words. */
export const askedName = (villageId: string | null, { texts, villageOf }: Speech): string =>
  villageId === null ? texts.municipality : villageOf(villageId)

/** Whose it is: a person, or a team. */
const ownerName = (
  { ownerId, teamName }: Pick<QuestionContent, 'ownerId' | 'teamName'>,
  { texts, nameOf }: Speech,
): string => (ownerId === null ? teamName || texts.nobody : nameOf(ownerId))

const isOverdue = ({ state, dueAt }: QuestionContent, now: number): boolean =>
  state === 'taken' && dueAt !== null && dueAt < now

/** The promise in a sentence; null for what is answered. */
export const promiseOf = (content: QuestionContent, speech: Speech): string | null => {
  const { texts, say, now } = speech
  const { state, dueAt } = content
  if (state === 'answered') return null
  if (state === 'open' || dueAt === null) return texts.nobodyYet
  const who = ownerName(content, speech)
  return isOverdue(content, now) ? texts.overdue(who, say(dueAt)) : texts.promised(who, say(dueAt))
}

/** The same in a few words, for a list. */
export const briefPromise = (content: QuestionContent, speech: Speech): string => {
  const { texts, say, now } = speech
  const { state, dueAt } = content
  if (state !== 'taken' || dueAt === null) return texts.rowOpen
  const who = ownerName(content, speech)
  return isOverdue(content, now) ? texts.rowOverdue(who, say(dueAt)) : texts.rowPromised(who, say(dueAt))
}

export type SaidChange = { label: string; was: string; becomes: string }

/** What changed in whose it is, by when and of whom it is asked; what follows from the act itself is not said. */
export const saidChanges = ({ changes }: QuestionChangeContent, speech: Speech): SaidChange[] => {
  const { texts } = speech
  const of = (field: QuestionFieldChange['field']) => changes.find((change) => change.field === field)
  const [owner, team, due, village] = [of('ownerId'), of('teamName'), of('dueAt'), of('villageId')]
  const whose = (side: 'from' | 'to') => {
    const person = owner?.[side]
    return typeof person === 'string' ? speech.nameOf(person) : team?.[side] || texts.nobody
  }
  const day = (value: QuestionFieldChange['to']) =>
    typeof value === 'number' ? speech.say(value) : texts.noDay
  const asked = (value: QuestionFieldChange['to']) =>
    askedName(typeof value === 'string' ? value : null, speech)
  const both = (label: string, say: (side: 'from' | 'to') => string): SaidChange => ({
    label,
    was: say('from'),
    becomes: say('to'),
  })
  return [
    ...(village ? [both(texts.fields.villageId, (side) => asked(village[side]))] : []),
    ...(owner || team ? [both(texts.fields.whose, (side) => String(whose(side)))] : []),
    ...(due ? [both(texts.fields.dueAt, (side) => day(due[side]))] : []),
  ]
}

const [hour, day] = [3_600_000, 86_400_000]

/** A while in whole hours or days, never less than it was. */
export const whileOf = (ms: number, texts: QuestionTexts): string =>
  ms > 2 * day ? texts.days(Math.ceil(ms / day)) : texts.hours(Math.max(1, Math.ceil(ms / hour)))

import type { PlanFieldChange, PlanPartContent } from '@bijpraat/contract'
import type { PlanTexts } from '../../i18n/plan-texts.ts'

/** Midnight of a day of the calendar, on this device. */
const startOf = (day: string): number => {
  const [year = 1970, month = 1, date = 1] = day.split('-').map(Number)
  return new Date(year, month - 1, date).getTime()
}

/** The day of the calendar that a moment is of, on this device: `YYYY-MM-DD`. */
export const dayOf = (ms: number): string => {
  const at = new Date(ms)
  const two = (n: number) => String(n).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`
}

export type SayDay = (day: string) => string

/** Days in words: `22 augustus`, and with the year when it is another than this one. */
export const daySayer = (language: 'nl' | 'en', now: number): SayDay => {
  const locale = language === 'nl' ? 'nl-NL' : 'en-GB'
  const thisYear = String(new Date(now).getFullYear())
  const short = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long' })
  const long = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'long', year: 'numeric' })
  return (day) => (day.startsWith(thisYear) ? short : long).format(startOf(day))
}

type Dated = Pick<PlanPartContent, 'from' | 'until' | 'state'>

/** Not done, and its last day is over. */
export const isOverdue = ({ until, state }: Dated, today: string): boolean =>
  until !== null && until < today && (state === 'planned' || state === 'busy')

/** When it is or was to be done, in words; null without any date. */
export const whenOf = (part: Dated, say: SayDay, today: string, texts: PlanTexts): string | null => {
  const { from, until } = part
  if (until !== null && isOverdue(part, today)) return texts.overdue(say(until))
  if (from !== null && until !== null)
    return from === until ? texts.on(say(until)) : texts.period(say(from), say(until))
  if (until !== null) return texts.before(say(until))
  return from === null ? null : texts.since(say(from))
}

/** One change in words: what was and what is, or a sentence where that says more. */
export type SaidChange = { label: string; was: string; becomes: string } | { label: string; sentence: string }

type Speech = {
  texts: PlanTexts
  say: SayDay
  nameOf: (personId: string) => string
}

const asText = (value: PlanFieldChange['to']): string | null => (typeof value === 'string' ? value : null)

/** What changed, in words and in the order of the form; the two fields of an owner are one thing. */
export const saidChanges = (changes: readonly PlanFieldChange[], speech: Speech): SaidChange[] => {
  const owner = ownerChange(changes, speech)
  const said = changes.flatMap((change) => saidChange(change, speech) ?? [])
  return owner === null ? said : [...said, owner]
}

const ownerChange = (changes: readonly PlanFieldChange[], { texts, nameOf }: Speech): SaidChange | null => {
  const of = (field: PlanFieldChange['field']) => changes.find((change) => change.field === field)
  const [person, group] = [of('ownerId'), of('ownerName')]
  if (!person && !group) return null
  const name = (side: 'from' | 'to') => {
    const personId = asText(person?.[side] ?? null)
    return personId === null ? asText(group?.[side] ?? null) || texts.noOwner : nameOf(personId)
  }
  return { label: texts.fields.owner, was: name('from'), becomes: name('to') }
}

const saidChange = ({ field, from, to }: PlanFieldChange, { texts, say }: Speech): SaidChange | null => {
  const label = field === 'ownerId' || field === 'ownerName' ? '' : texts.fields[field]
  const day = (value: PlanFieldChange['to']) => (typeof value === 'string' ? say(value) : texts.noDay)
  const state = (value: PlanFieldChange['to']) =>
    texts.states[value as PlanPartContent['state']] ?? String(value ?? '')
  switch (field) {
    case 'title':
      return { label, was: asText(from) ?? '', becomes: asText(to) ?? '' }
    case 'from':
    case 'until':
      return { label, was: day(from), becomes: day(to) }
    case 'state':
      return { label, was: state(from), becomes: state(to) }
    case 'note':
      return { label, sentence: to === '' ? texts.noNote : texts.newNote }
    case 'underId':
      return { label, sentence: to === null ? texts.loosened : texts.otherMilestone }
    case 'place':
      return { label, sentence: texts.otherPlace }
    case 'ownerId':
    case 'ownerName':
      return null
  }
}

/** What a part was when it was added, as far as a change says it. */
export const addedPart = (
  changes: readonly PlanFieldChange[],
): Dated & Pick<PlanPartContent, 'ownerId' | 'ownerName'> => {
  const of = (field: PlanFieldChange['field']) =>
    asText(changes.find((change) => change.field === field)?.to ?? null)
  return {
    from: of('from'),
    until: of('until'),
    state: (of('state') ?? 'planned') as PlanPartContent['state'],
    ownerId: of('ownerId'),
    ownerName: of('ownerName') ?? '',
  }
}

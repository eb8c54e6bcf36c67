import type {
  AgreementContent,
  AgreementField,
  AgreementFieldChange,
  AgreementMoment,
} from '@bijpraat/contract'
import type { AgreementTexts } from '../../i18n/agreement-texts.ts'

/** How what has to do with an agreement is said. */
export type Speech = {
  texts: AgreementTexts
  /** A day of the calendar, or a moment, in words. */
  sayDay: (day: string) => string
  sayTime: (ms: number) => string
  nameOf: (personId: string | null) => string
}

/** When a moment is, in words. */
export const whenOf = ({ on, every }: AgreementMoment, { texts, sayDay }: Speech): string =>
  every === 'once' ? texts.on(sayDay(on)) : texts.from(texts.rhythms[every].toLowerCase(), sayDay(on))

const momentInWords = (moment: AgreementMoment, speech: Speech): string =>
  [
    moment.what,
    whenOf(moment, speech),
    moment.byId === null ? null : speech.texts.promised(speech.nameOf(moment.byId)),
  ]
    .filter((part) => part !== null)
    .join(', ')

/** A section as it is said in a line: what there is of it, or that there is nothing yet. */
export const valueInWords = (
  field: string,
  value: AgreementContent[AgreementField] | AgreementFieldChange['to'],
  speech: Speech,
): string => {
  const { texts } = speech
  if (Array.isArray(value))
    return value.map((moment) => momentInWords(moment, speech)).join('\n') || texts.nothing
  if (value === null || value === '') return texts.nothing
  return field === 'participationForm' ? (texts.forms[value as keyof typeof texts.forms] ?? value) : value
}

/** One change in words: what was and what is. */
export type SaidChange = { label: string; was: string; becomes: string }

const labelOf = (field: string, { texts }: Speech): string => texts.sections[field as AgreementField] ?? field

const isSame = (a: AgreementMoment, b: AgreementMoment): boolean => JSON.stringify(a) === JSON.stringify(b)

/** Of a list of moments only what is different: the others were not changed. */
const different = (list: readonly AgreementMoment[], other: readonly AgreementMoment[]) =>
  list.filter((moment) => !other.some((one) => isSame(moment, one)))

export const saidChange = ({ field, from, to }: AgreementFieldChange, speech: Speech): SaidChange => {
  const [was, becomes] =
    Array.isArray(from) && Array.isArray(to) ? [different(from, to), different(to, from)] : [from, to]
  return {
    label: labelOf(field, speech),
    was: valueInWords(field, was, speech),
    becomes: valueInWords(field, becomes, speech),
  }
}

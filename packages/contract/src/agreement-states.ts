import type {
  AgreementChangeContent,
  AgreementContent,
  AgreementField,
  AgreementMoment,
  AgreementSide,
} from './agreement.ts'

/** What is wished of an agreement; what is not named stays what it is. */
export type AgreementWish = { [Field in AgreementField]?: AgreementContent[Field] | undefined }

/** Before anyone wrote anything. */
export const noAgreement: AgreementContent = {
  wayOfWorking: '',
  villageNeeds: '',
  municipalityNeeds: '',
  feedback: '',
  channels: '',
  participationForm: null,
  moments: [],
  version: 0,
  since: {},
  confirmed: { village: null, municipality: null },
  changeId: 'none',
  next: {},
  remindAt: null,
}

export const withAgreementWish = (content: AgreementContent, wish: AgreementWish): AgreementContent => ({
  ...content,
  ...Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined)),
})

/** As a change or a confirmation leaves it. */
export const agreementAfter = (
  content: AgreementContent,
  { act, version, side, changes }: AgreementChangeContent,
  told: { id: string; byId: string | null; at: number },
): AgreementContent => {
  if (act === 'confirm') {
    const { byId, at } = told
    return { ...content, confirmed: { ...content.confirmed, [side]: { version, byId, at } } }
  }
  const to = Object.fromEntries(changes.map((change) => [change.field, change.to])) as AgreementWish
  const since = Object.fromEntries(changes.map(({ field }) => [field, version]))
  return {
    ...withAgreementWish(content, to),
    version,
    since: { ...content.since, ...since },
    changeId: told.id,
  }
}

/** Whether a side confirmed the version that it is now. */
export const isConfirmedBy = ({ version, confirmed }: AgreementContent, side: AgreementSide): boolean =>
  confirmed[side]?.version === version

/** Seven in the morning, UTC: morning wherever this is used. */
const hour = 7
const dayMs = 86_400_000
const steps = {
  once: null,
  weekly: { days: 7, months: 0 },
  fortnightly: { days: 14, months: 0 },
  monthly: { days: 0, months: 1 },
  quarterly: { days: 0, months: 3 },
} as const

/** When a moment comes first after a time; null for what comes no more. A month without its day ends with its last. */
export const momentAfter = (
  { on, every }: Pick<AgreementMoment, 'on' | 'every'>,
  after: number,
): number | null => {
  const [year = 1970, month = 1, date = 1] = on.split('-').map(Number)
  const step = steps[every]
  const first = Date.UTC(year, month - 1, date, hour)
  if (first > after) return first
  if (step === null) return null
  const at = (n: number): number => {
    const months = month - 1 + n * step.months
    const last = new Date(Date.UTC(year, months + 1, 0)).getUTCDate()
    const inMonth = step.months === 0 ? date : Math.min(date, last)
    return Date.UTC(year, months, inMonth + n * step.days, hour)
  }
  // Never more than there were: a month counts as its longest.
  let n = Math.floor((after - first) / ((step.days + step.months * 31) * dayMs))
  while (at(n) <= after) n += 1
  return at(n)
}

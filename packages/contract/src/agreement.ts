import * as z from 'zod/mini'
import { defineKind } from './define.ts'
import { day, id, rev, time } from './values.ts'

/** The one working agreement of a project. */
export const agreementId = 'agreement'

export const agreementTexts = [
  'wayOfWorking',
  'villageNeeds',
  'municipalityNeeds',
  'feedback',
  'channels',
] as const
export const participationForms = ['inform', 'consult', 'involve', 'coDecide'] as const
export type ParticipationForm = (typeof participationForms)[number]
export const rhythms = ['once', 'weekly', 'fortnightly', 'monthly', 'quarterly'] as const
export const agreementSides = ['village', 'municipality'] as const
export type AgreementSide = (typeof agreementSides)[number]

const moment = z.object({
  id,
  what: z.string(),
  /** The day, or the first of those on which it comes again. */
  on: day,
  every: z.enum(rhythms),
  /** Who promised it, and is reminded. */
  byId: z.nullable(id),
})
export type AgreementMoment = z.output<typeof moment>

const sections = {
  wayOfWorking: z.string(),
  villageNeeds: z.string(),
  municipalityNeeds: z.string(),
  feedback: z.string(),
  channels: z.string(),
  participationForm: z.nullable(z.enum(participationForms)),
  moments: z.array(moment),
}
export type AgreementField = keyof typeof sections
export const agreementFields = Object.keys(sections) as AgreementField[]

const confirmation = z.object({ version: rev, byId: z.nullable(id), at: time })

/** The working agreement of a project, as it is now. Tells nothing by itself: its changes do. */
export const workingAgreement = defineKind({
  kind: 'workingAgreement',
  content: z.object({
    ...sections,
    /** From 1; each change makes the next. */
    version: rev,
    /** In which version a section became what it is; absent for what nobody wrote yet. */
    since: z.record(z.string(), rev),
    /** Which version a side confirmed last: what is confirmed of another version is not of this one. */
    confirmed: z.object({ village: z.nullable(confirmation), municipality: z.nullable(confirmation) }),
    /** The item that tells of the last change. */
    changeId: id,
    /** When each moment comes next, by its id, and the first of these. */
    next: z.record(z.string(), time),
    remindAt: z.nullable(time),
  }),
  countsAsUnread: false,
  plainText: (content) => agreementTexts.map((field) => content[field]).join('\n'),
})
export type AgreementContent = z.output<typeof workingAgreement.content>

const said = z.nullable(z.union([z.string(), z.array(moment)]))
const fieldChange = z.object({ field: z.string(), from: said, to: said })
export type AgreementFieldChange = z.output<typeof fieldChange>

/** That the agreement changed, and why, or that a side confirmed it. In their order they are any earlier version. */
export const agreementChange = defineKind({
  kind: 'agreementChange',
  content: z.object({
    act: z.enum(['change', 'confirm']),
    /** Which it became, or was confirmed. */
    version: rev,
    /** On which side whoever did it stands. */
    side: z.enum(agreementSides),
    reason: z.nullable(z.string()),
    changes: z.array(fieldChange),
  }),
  countsAsUnread: true,
  catchUp: 'plan',
  // An agreement that is filled in would call a device for each of its sections.
  notifies: 'talk',
  plainText: ({ act, version, reason, changes }) =>
    act === 'confirm'
      ? `Afspraken bevestigd, versie ${version}`
      : `Afspraken: ${changes.map(inWords).join(', ')}\n${reason ?? ''}`.trim(),
})
export type AgreementChangeContent = z.output<typeof agreementChange.content>

const words: Record<string, string> = {
  wayOfWorking: 'manier van werken',
  villageNeeds: 'wat het dorp nodig heeft',
  municipalityNeeds: 'wat de gemeente nodig heeft',
  feedback: 'reageren op elkaar',
  channels: 'wat waar',
  moments: 'momenten',
  inform: 'weten',
  consult: 'meedenken',
  involve: 'meedoen',
  coDecide: 'meebeslissen',
}

const inWords = ({ field, from, to }: AgreementFieldChange): string =>
  words[field] ?? (from === null ? [to] : [from, to]).map((form) => words[String(form)]).join(' → ')

/** Reminds whoever promised a moment. Shows in no timeline, and is nobody else's to hear. */
export const agreementReminder = defineKind({
  kind: 'agreementReminder',
  content: z.object({ changeId: id, what: z.string(), dueAt: time }),
  countsAsUnread: false,
  plainText: ({ what }) => what,
})

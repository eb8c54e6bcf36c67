import { agreementChange, agreementReminder, noAgreement, workingAgreement } from '@bijpraat/contract'
import { defineServerKind } from '../../log/kinds.ts'

/**
 * The public sees what is offered, and what it may expect when: what the sides need and how they work is said among
 * them, and a name is nobody else's.
 */
export const workingAgreementKind = defineServerKind(workingAgreement, {
  recordKind: 'official',
  publicContent: ({ participationForm, moments, version, changeId }) => ({
    ...noAgreement,
    participationForm,
    moments: moments.map((moment) => ({ ...moment, byId: null })),
    version,
    changeId,
  }),
})

/** Not deleted one by one: any earlier version is all changes before it, taken together. */
export const agreementChangeKind = defineServerKind(agreementChange, {
  recordKind: 'official',
  reactable: true,
  answerable: true,
  publicContent: (content) => {
    const changes = content.changes.filter(({ field }) => field === 'participationForm')
    return changes.length === 0 ? null : { ...content, changes, reason: null }
  },
})

const today = { nl: 'Afgesproken voor vandaag', en: 'Agreed for today' } as const

export const agreementReminderKind = defineServerKind(agreementReminder, {
  recordKind: 'chat',
  notice: ({ what }, language) => `${today[language]}: ${what}`,
  opens: ({ changeId }) => changeId,
})

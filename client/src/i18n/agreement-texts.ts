import { agreementEn } from './agreement-en.ts'
import { agreementNl } from './agreement-nl.ts'
import { useI18n } from './i18n.tsx'

export type AgreementTexts = typeof agreementNl

const texts = { nl: agreementNl, en: agreementEn } as const

/** Texts of the working agreement of a project: they come with it. */
export const useAgreementTexts = (): AgreementTexts => texts[useI18n().language]

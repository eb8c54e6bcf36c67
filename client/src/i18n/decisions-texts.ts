import { decisionsEn } from './decisions-en.ts'
import { decisionsNl } from './decisions-nl.ts'
import { useI18n } from './i18n.tsx'

export type DecisionTexts = typeof decisionsNl

const texts = { nl: decisionsNl, en: decisionsEn } as const

/** Texts of decisions: they come with them. */
export const useDecisionTexts = (): DecisionTexts => texts[useI18n().language]

import { useI18n } from './i18n.tsx'
import { planEn } from './plan-en.ts'
import { planNl } from './plan-nl.ts'

export type PlanTexts = typeof planNl

const texts = { nl: planNl, en: planEn } as const

/** Texts of the plan of a project: they come with it. */
export const usePlanTexts = (): PlanTexts => texts[useI18n().language]

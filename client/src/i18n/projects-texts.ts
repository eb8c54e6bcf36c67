import { useI18n } from './i18n.tsx'
import { projectsEn } from './projects-en.ts'
import { projectsNl } from './projects-nl.ts'

export type ProjectTexts = typeof projectsNl

const texts = { nl: projectsNl, en: projectsEn } as const

/** Texts of what a project is for: they come with its plan. */
export const useProjectTexts = (): ProjectTexts => texts[useI18n().language]

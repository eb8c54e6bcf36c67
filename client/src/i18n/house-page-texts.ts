import { housePagesEn } from './house-pages-en.ts'
import { housePagesNl } from './house-pages-nl.ts'
import { useI18n } from './i18n.tsx'

const texts = { nl: housePagesNl, en: housePagesEn } as const

/** House rules and privacy: long, and needed by no other page, so they come with these. */
export const useHousePages = (): typeof housePagesNl => texts[useI18n().language]

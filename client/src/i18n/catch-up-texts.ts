import { catchUpEn } from './catch-up-en.ts'
import { catchUpNl } from './catch-up-nl.ts'
import { useI18n } from './i18n.tsx'

const texts = { nl: catchUpNl, en: catchUpEn } as const

/** Texts of catching up: they come with that page. */
export const useCatchUpTexts = (): typeof catchUpNl => texts[useI18n().language]

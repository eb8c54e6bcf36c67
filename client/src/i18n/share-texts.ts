import { useI18n } from './i18n.tsx'
import { shareEn } from './share-en.ts'
import { shareNl } from './share-nl.ts'

const texts = { nl: shareNl, en: shareEn } as const

/** Texts about sharing outward: they come with the sheet, not with the first page. */
export const useShareTexts = (): typeof shareNl => texts[useI18n().language]

import { useI18n } from './i18n.tsx'
import { pushEn } from './push-en.ts'
import { pushNl } from './push-nl.ts'

const texts = { nl: pushNl, en: pushEn } as const

/** Texts about alerts: only parts of the app need them, so they come with those instead of with the first page. */
export const usePushTexts = (): typeof pushNl => texts[useI18n().language]

import { useI18n } from './i18n.tsx'
import { ownEn } from './own-en.ts'
import { ownNl } from './own-nl.ts'

const texts = { nl: ownNl, en: ownEn } as const

/** Texts about what is one's own: saved, muted, to be sent later. Only parts of the app need them. */
export const useOwnTexts = (): typeof ownNl => texts[useI18n().language]

import { useI18n } from './i18n.tsx'
import { moderationEn } from './moderation-en.ts'
import { moderationNl } from './moderation-nl.ts'

const texts = { nl: moderationNl, en: moderationEn } as const

/** Texts about what is reported and what moderators do: they come with those parts, not with the first page. */
export const useModerationTexts = (): typeof moderationNl => texts[useI18n().language]

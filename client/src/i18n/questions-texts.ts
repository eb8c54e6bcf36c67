import { useI18n } from './i18n.tsx'
import { questionsEn } from './questions-en.ts'
import { questionsNl } from './questions-nl.ts'

export type QuestionTexts = typeof questionsNl

const texts = { nl: questionsNl, en: questionsEn } as const

/** Texts of questions with a promise: they come with them. */
export const useQuestionTexts = (): QuestionTexts => texts[useI18n().language]

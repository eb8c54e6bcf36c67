import { useMemo } from 'react'
import { type I18n, useI18n } from './i18n.tsx'
import { managingEn } from './managing-en.ts'
import { managingNl } from './managing-nl.ts'
import type { Texts } from './nl.ts'

const texts = { nl: managingNl, en: managingEn } as const

type Managing = Texts & typeof managingNl

/** With the texts of pages about people, oneself, members, invitations and settings, which come with those pages. */
export const useManagingI18n = (): Omit<I18n, 't'> & { t: Managing } => {
  const i18n = useI18n()
  return useMemo(() => ({ ...i18n, t: { ...i18n.t, ...texts[i18n.language] } }), [i18n])
}

/** Texts without a change of language. */
export const useManagingTexts = (): Managing => useManagingI18n().t

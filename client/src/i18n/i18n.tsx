import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { type Dates, type Language, makeDates } from './dates.ts'
import { en } from './en.ts'
import { nl, type Texts } from './nl.ts'

export const languages: Readonly<Record<Language, Texts>> = { nl, en }

const storageKey = 'bijpraat.language'

const isLanguage = (value: unknown): value is Language => value === 'nl' || value === 'en'

/** The person's own choice on this device, else the first of the browser's languages that we speak, else Dutch. */
export const chooseLanguage = (kept: string | null, wanted: readonly string[]): Language => {
  if (isLanguage(kept)) return kept
  return wanted.map((tag) => tag.slice(0, 2).toLowerCase()).find(isLanguage) ?? 'nl'
}

export type I18n = {
  language: Language
  t: Texts
  dates: Dates
  /** Names as a sentence has them: `a, b en c`. */
  list: (names: readonly string[]) => string
  setLanguage: (language: Language) => void
}

const I18nContext = createContext<I18n | null>(null)

export const useI18n = (): I18n => {
  const i18n = useContext(I18nContext)
  if (!i18n) throw new Error('useI18n is used outside <I18nProvider>')
  return i18n
}

/** Texts and dates without a change of language. */
export const useTexts = (): Texts => useI18n().t

const keptLanguage = () => {
  try {
    return localStorage.getItem(storageKey)
  } catch {
    return null // Storage can be forbidden; the browser's own languages decide then.
  }
}

const keepLanguage = (language: Language) => {
  try {
    localStorage.setItem(storageKey, language)
  } catch {
    // Then the choice lasts as long as the page.
  }
}

export const I18nProvider = ({ children }: { children: ReactNode }) => {
  const [language, setLanguage] = useState(() => chooseLanguage(keptLanguage(), navigator.languages))
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const i18n = useMemo((): I18n => {
    const format = new Intl.ListFormat(language, { type: 'conjunction' })
    return {
      language,
      t: languages[language],
      dates: makeDates(language),
      list: (names) => format.format(names),
      setLanguage(chosen) {
        keepLanguage(chosen)
        setLanguage(chosen)
      },
    }
  }, [language])
  return <I18nContext value={i18n}>{children}</I18nContext>
}

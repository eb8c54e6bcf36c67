import { createContext, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { type Dates, type Language, makeDates } from './dates.ts'
import { nl, type Texts } from './nl.ts'

/** Every language by its own name. */
export const languageNames: Readonly<Record<Language, string>> = { nl: 'Nederlands', en: 'English' }

/** Only those who read English fetch it. */
const loadTexts = async (language: Language): Promise<Texts> =>
  language === 'nl' ? nl : (await import('./en.ts')).en

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

export type Spoken = { language: Language; texts: Texts }

const speak = async (language: Language): Promise<Spoken> => ({ language, texts: await loadTexts(language) })

/** The language to begin in; Dutch when the texts of the wanted one can't be fetched now. */
export const firstSpoken = (): Promise<Spoken> =>
  speak(chooseLanguage(keptLanguage(), navigator.languages)).catch(() => speak('nl'))

export const I18nProvider = ({ first, children }: { first: Spoken; children: ReactNode }) => {
  const [{ language, texts }, setSpoken] = useState(first)
  useEffect(() => {
    document.documentElement.lang = language
  }, [language])
  const i18n = useMemo((): I18n => {
    const format = new Intl.ListFormat(language, { type: 'conjunction' })
    return {
      language,
      t: texts,
      dates: makeDates(language),
      list: (names) => format.format(names),
      setLanguage(chosen) {
        keepLanguage(chosen)
        // Not to be had right now: then it is kept for the next start.
        void speak(chosen).then(setSpoken, () => {})
      },
    }
  }, [language, texts])
  return <I18nContext value={i18n}>{children}</I18nContext>
}

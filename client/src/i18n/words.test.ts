import { describe, expect, test } from 'vitest'
import { agreementEn } from './agreement-en.ts'
import { agreementNl } from './agreement-nl.ts'
import { catchUpEn } from './catch-up-en.ts'
import { catchUpNl } from './catch-up-nl.ts'
import { decisionsEn } from './decisions-en.ts'
import { decisionsNl } from './decisions-nl.ts'
import { en } from './en.ts'
import { housePagesEn } from './house-pages-en.ts'
import { housePagesNl } from './house-pages-nl.ts'
import { managingEn } from './managing-en.ts'
import { managingNl } from './managing-nl.ts'
import { moderationEn } from './moderation-en.ts'
import { moderationNl } from './moderation-nl.ts'
import { nl } from './nl.ts'
import { ownEn } from './own-en.ts'
import { ownNl } from './own-nl.ts'
import { planEn } from './plan-en.ts'
import { planNl } from './plan-nl.ts'
import { projectsEn } from './projects-en.ts'
import { projectsNl } from './projects-nl.ts'
import { pushEn } from './push-en.ts'
import { pushNl } from './push-nl.ts'
import { questionsEn } from './questions-en.ts'
import { questionsNl } from './questions-nl.ts'
import { shareEn } from './share-en.ts'
import { shareNl } from './share-nl.ts'

/** Words that say little to who does not work with computers or at a town hall, and what to say in their place. */
const jargon = {
  nl: [
    'account',
    'authenticat\\w*',
    'browsercache',
    'cache',
    'client',
    'conform',
    'dashboard',
    'database',
    'desbetreffende?',
    'device',
    'e-mail\\w*',
    'faciliter\\w*',
    'gebruiker(s)?',
    'implementer\\w*',
    'inloggegevens',
    'interface',
    'middels',
    'notificatie(s)?',
    'opslaan',
    'participatie\\w*',
    'server',
    'sessie(s)?',
    'stakeholder(s)?',
    'submit\\w*',
    'synchronis\\w*',
    'timeout',
    'token',
    'update(s)?',
    'upload\\w*',
    'valideren',
    'wachtrij',
    'wordt u',
  ],
  en: [
    'account',
    'authenticat\\w*',
    'cache',
    'client',
    'dashboard',
    'database',
    'device token',
    'facilitat\\w*',
    'implement\\w*',
    'invalid',
    'notification(s)?',
    'server',
    'session(s)?',
    'stakeholder(s)?',
    'submit\\w*',
    'synchroni[sz]\\w*',
    'timeout',
    'token',
    'upload\\w*',
    'user(s)?',
    'utili[sz]\\w*',
    'validat\\w*',
  ],
} as const

/** Every text of a language with where it stands; functions are called with short words and small numbers. */
const textsOf = (texts: unknown, at: string): [string, string][] => {
  if (typeof texts === 'string') return [[at, texts]]
  if (typeof texts === 'function') return [1, 2].map((n) => [`${at}(${n})`, String(texts(n, n, n))])
  if (typeof texts !== 'object' || texts === null) return []
  return Object.entries(texts).flatMap(([key, value]) => textsOf(value, at === '' ? key : `${at}.${key}`))
}

const sentencesOf = (text: string) => text.split(/(?<=[.?!:])\s+/).filter((sentence) => sentence !== '')
const wordsOf = (sentence: string) => sentence.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))

const most = 25

describe.each([
  [
    'Dutch',
    {
      ...nl,
      ...managingNl,
      moderation: moderationNl,
      share: shareNl,
      own: ownNl,
      agreement: agreementNl,
      plan: planNl,
      projects: projectsNl,
      questions: questionsNl,
      decisions: decisionsNl,
      push: pushNl,
      catchUp: catchUpNl,
      house: housePagesNl,
    },
    jargon.nl,
    15,
  ],
  [
    'English',
    {
      ...en,
      ...managingEn,
      moderation: moderationEn,
      share: shareEn,
      own: ownEn,
      agreement: agreementEn,
      plan: planEn,
      projects: projectsEn,
      questions: questionsEn,
      decisions: decisionsEn,
      push: pushEn,
      catchUp: catchUpEn,
      house: housePagesEn,
    },
    jargon.en,
    18,
  ],
] as const)('in %s', (language, texts, unwanted, average) => {
  const all = textsOf(texts, '')
  const sentences = all.flatMap(([at, text]) => sentencesOf(text).map((sentence) => ({ at, sentence })))

  test('every text is read', () => {
    expect(all.length).toBeGreaterThan(300)
  })

  test(`sentences have ${average} words on average at most, and ${most} ever`, () => {
    const lengths = sentences.map(({ at, sentence }) => ({ at, sentence, words: wordsOf(sentence).length }))
    expect(lengths.filter(({ words }) => words > most)).toEqual([])
    // Labels of a word or two say nothing about sentences.
    const whole = lengths.filter(({ words, sentence }) => words > 3 && /[.?]$/.test(sentence))
    expect(whole.reduce((sum, { words }) => sum + words, 0) / whole.length).toBeLessThanOrEqual(average)
  })

  test('there is no jargon', () => {
    const pattern = new RegExp(`(?<![\\p{L}-])(${unwanted.join('|')})(?![\\p{L}-])`, 'iu')
    expect(all.filter(([, text]) => pattern.test(text))).toEqual([])
  })

  test('nothing shouts, and nothing is left empty', () => {
    expect(all.filter(([, text]) => text.trim() === '' || /!|undefined|\[object/.test(text))).toEqual([])
  })

  if (language === 'Dutch')
    test('people are addressed as je', () => {
      expect(all.filter(([, text]) => /(?<!\p{L})(u|uw|uzelf)(?!\p{L})/iu.test(text))).toEqual([])
    })
})

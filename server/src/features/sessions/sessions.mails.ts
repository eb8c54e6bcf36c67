import { type Part, writeLetter } from '../../platform/letter.ts'
import type { Letter } from '../../platform/mail.ts'

type Language = 'nl' | 'en'

type Words = {
  subject: string
  signIn: { code: string; once: string; link: string; browser: string }
  confirm: { subject: string; code: string; once: string; notYou: string }
  unknown: { asked: string; you: string; notYou: string }
  notYou: string
}

const words: Record<Language, Words> = {
  nl: {
    subject: 'Inloggen bij Bijpraat',
    signIn: {
      code: 'Dit is je code om in te loggen:',
      once: 'De code werkt 10 minuten, en één keer.',
      link: 'Of log in met deze link',
      browser: 'De link werkt alleen in de browser waarin je om de code vroeg.',
    },
    confirm: {
      subject: 'Laat zien dat dit jouw e-mailadres is',
      code: 'Typ deze code in Bijpraat. Dan weten we dat dit e-mailadres van jou is:',
      once: 'De code werkt 10 minuten. Daarna kun je in Bijpraat een nieuwe vragen.',
      notYou: 'Heb je je niet aangemeld bij Bijpraat? Dan hoef je niets te doen. Geef deze code aan niemand.',
    },
    unknown: {
      asked: 'Iemand wilde inloggen met dit e-mailadres. Maar bij dit adres hoort geen account.',
      you: 'Was jij dat? Kijk of je bij Bijpraat een ander e-mailadres hebt. Of vraag iemand uit je dorp om een uitnodiging.',
      notYou: 'Was jij dat niet? Dan hoef je niets te doen.',
    },
    notYou: 'Heb je hier niet om gevraagd? Dan hoef je niets te doen. Geef deze code aan niemand.',
  },
  en: {
    subject: 'Sign in to Bijpraat',
    signIn: {
      code: 'This is your code to sign in:',
      once: 'The code works for 10 minutes, and once.',
      link: 'Or sign in with this link',
      browser: 'The link works only in the browser in which you asked for the code.',
    },
    confirm: {
      subject: 'Show that this e-mail address is yours',
      code: 'Type this code in Bijpraat. Then we know that this e-mail address is yours:',
      once: 'The code works for 10 minutes. After that you can ask for a new one in Bijpraat.',
      notYou: 'Did you not join Bijpraat? Then you need not do anything. Give this code to nobody.',
    },
    unknown: {
      asked: 'Someone tried to sign in with this e-mail address. But no account belongs to it.',
      you: 'Was that you? See whether you use another e-mail address at Bijpraat. Or ask someone from your village for an invitation.',
      notYou: 'Was it not you? Then you need not do anything.',
    },
    notYou: 'Did you not ask for this? Then you need not do anything. Give this code to nobody.',
  },
}

/** With a link when the browser that asked has shown a secret to bind it to. */
export const signInLetter = (language: Language, code: string, link: string | null): Letter => {
  const { subject, signIn, notYou } = words[language]
  const linked: Part[] = link === null ? [] : [{ link, words: signIn.link }, signIn.browser]
  return writeLetter(language, subject, [signIn.code, { code }, signIn.once, ...linked, notYou])
}

export const confirmLetter = (language: Language, code: string): Letter => {
  const { confirm } = words[language]
  return writeLetter(language, confirm.subject, [confirm.code, { code }, confirm.once, confirm.notYou])
}

/** To an address without an account: silence would leave who mistyped it waiting for a code that never comes. */
export const noAccountLetter = (language: Language): Letter => {
  const { subject, unknown } = words[language]
  return writeLetter(language, subject, [unknown.asked, unknown.you, unknown.notYou])
}

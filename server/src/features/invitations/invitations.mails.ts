import { writeLetter } from '../../platform/letter.ts'
import type { Letter } from '../../platform/mail.ts'

type Language = 'nl' | 'en'

type Invited = {
  /** Name of who invites. */
  by: string
  channelNames: readonly string[]
  link: string
  days: number
}

const list = (language: Language, names: readonly string[]) =>
  new Intl.ListFormat(language, { type: 'conjunction' }).format(names)

/** The way into the channels for someone new, or for a member elsewhere. */
export const invitationLetter = (language: Language, { by, channelNames, link, days }: Invited): Letter => {
  const where = list(language, channelNames)
  if (language === 'en') {
    return writeLetter(language, 'You are invited to Bijpraat', [
      where === '' ? `${by} invites you to Bijpraat.` : `${by} invites you to join in Bijpraat: ${where}.`,
      'In Bijpraat villages and the municipality tell each other how their projects are going.',
      { link, words: 'Look and join' },
      `The link works for ${days} days, and once. It is meant for you: do not pass it on.`,
    ])
  }
  return writeLetter(language, 'Je bent uitgenodigd voor Bijpraat', [
    where === '' ? `${by} nodigt je uit voor Bijpraat.` : `${by} nodigt je uit om mee te praten: ${where}.`,
    'In Bijpraat vertellen dorpen en gemeente elkaar hoe het met hun projecten gaat.',
    { link, words: 'Kijk en doe mee' },
    `De link werkt ${days} dagen, en één keer. Hij is voor jou: stuur hem niet door.`,
  ])
}

/** A fresh way in for someone whose mailbox changed or is lost. */
export const renewalLetter = (language: Language, { by, link, days }: Invited): Letter => {
  if (language === 'en') {
    return writeLetter(language, 'A new way into Bijpraat', [
      `${by} made a new way in for you. With it this e-mail address becomes the one of your account.`,
      { link, words: 'Go to my account' },
      `The link works for ${days} days, and once. Do not pass it on: who has it gets into your account.`,
    ])
  }
  return writeLetter(language, 'Een nieuwe toegang tot Bijpraat', [
    `${by} heeft een nieuwe toegang voor je gemaakt. Daarmee hoort dit e-mailadres voortaan bij je account.`,
    { link, words: 'Naar mijn account' },
    `De link werkt ${days} dagen, en één keer. Stuur hem niet door: wie hem heeft, komt in jouw account.`,
  ])
}

/** To the address that an account had: its owner must hear of it if this was not wanted. */
export const addressReplacedLetter = (language: Language): Letter =>
  language === 'en'
    ? writeLetter(language, 'Your account has another e-mail address', [
        'From now on another e-mail address belongs to your account at Bijpraat. A moderator made that possible, and it was confirmed from the new address.',
        'Did you not want this? Tell a moderator of your village or the municipality at once.',
      ])
    : writeLetter(language, 'Je account heeft een ander e-mailadres', [
        'Bij je account van Bijpraat hoort vanaf nu een ander e-mailadres. Een moderator maakte dat mogelijk, en het is bevestigd vanaf het nieuwe adres.',
        'Wilde je dit niet? Zeg het dan meteen tegen een moderator van je dorp of tegen de gemeente.',
      ])

import { createHash } from 'node:crypto'
import { type CalledTogether, isCalledTogether, type PushMessage, pages, withNames } from '@bijpraat/contract'
import type { ServerKind } from '../../log/kinds.ts'
import type { StoredItem } from '../../log/model.ts'

/** As much as a locked screen shows, and no more than that of what was said. */
const mostTitle = 60
const mostBody = 120

type Language = 'nl' | 'en'
type Shown = {
  item: StoredItem
  kind: ServerKind
  channelName: string
  language: Language
  /** Present names of people. */
  names: ReadonlyMap<string, string>
}

const words: Record<Language, Record<CalledTogether | 'someone', string>> = {
  nl: { everyone: 'iedereen', officials: 'gemeente', moderators: 'moderatoren', someone: 'iemand' },
  en: { everyone: 'everyone', officials: 'municipality', moderators: 'moderators', someone: 'someone' },
}

/**
 * What leaves of an item, to the devices of those who may read it: where it was said and its first line, with the names
 * of whom it calls; not who said it.
 */
export const messageView = ({ item, kind, channelName, language, names }: Shown): PushMessage => ({
  title: shortened(channelName, mostTitle),
  body: shortened(
    firstLine(
      withNames(kind.notice(item.content, language), (called) =>
        isCalledTogether(called) ? words[language][called] : (names.get(called) ?? words[language].someone),
      ),
    ),
    mostBody,
  ),
  tag: item.id,
  path: pages.item(item.channelId, kind.opens(item)),
  language,
})

/** For a service that found it too large: that there is something, and where. */
export const shortestOf = (message: PushMessage): PushMessage => ({
  ...message,
  title: shortened(message.title, 20),
  body: '',
})

/** Names an item to a push service, and to another device otherwise, so that it learns nothing by comparing. */
export const topicOf = (sessionId: string, itemId: string): string =>
  createHash('sha256').update(`${sessionId}/${itemId}`).digest('base64url').slice(0, 32)

const firstLine = (text: string) => text.split('\n').find((line) => line.trim() !== '') ?? ''

const segmenter = new Intl.Segmenter()

/** Whole characters, since half a one can't be sent. */
const shortened = (text: string, most: number): string => {
  if (text.length <= most) return text
  // Of a text without an end only its beginning is looked at; no character is as long as this.
  const letters = Array.from(segmenter.segment(text.slice(0, 20 * most)), ({ segment }) => segment)
  if (letters.length <= most) return text.slice(0, 20 * most)
  const kept = letters.slice(0, most - 1).join('')
  return `${kept.trimEnd()}…`
}

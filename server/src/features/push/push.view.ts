import { createHash } from 'node:crypto'
import { type PushMessage, pages } from '@bijpraat/contract'
import type { ServerKind } from '../../log/kinds.ts'
import type { StoredItem } from '../../log/model.ts'

/** As much as a locked screen shows, and no more than that of what was said. */
const mostTitle = 60
const mostBody = 120

type Shown = { item: StoredItem; kind: ServerKind; channelName: string; language: 'nl' | 'en' }

/** What leaves of an item, to the devices of those who may read it: where it was said and its first line; no names. */
export const messageView = ({ item, kind, channelName, language }: Shown): PushMessage => ({
  title: shortened(channelName, mostTitle),
  body: shortened(firstLine(kind.kind.plainText(item.content as never)), mostBody),
  tag: item.id,
  path: pages.item(item.channelId, item.id),
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

import * as z from 'zod/mini'
import { defineCommand, defineKind, type Notifies } from './define.ts'
import { language } from './people.ts'
import { commandId, id } from './values.ts'

/**
 * What of a channel makes a person's devices tell it: `all` that is written, `news` (updates and announcements),
 * only where one is mentioned, or nothing. What is `muted` tells nothing either, and what is unread there is not counted.
 */
export const noticeLevels = ['all', 'news', 'mentions', 'none', 'muted'] as const
export const noticeLevel = z.enum(noticeLevels)
export type NoticeLevel = z.output<typeof noticeLevel>

/** What one person chose for one channel: an item of that person's own channel (L11). */
export const notices = defineKind({
  kind: 'notices',
  content: z.object({ channelId: id, level: noticeLevel }),
  countsAsUnread: false,
  plainText: () => '',
})
export type NoticesContent = z.output<typeof notices.content>

/** The id of that item in the person's own channel. */
export const noticesItemId = (channelId: string): string => `n.${channelId}`

type Belonging = {
  channelId: string
  /** Villages and topics through which one may belong to it; none of what is closed. */
  linkedIds: readonly string[]
  /** Channels of which there is a membership record. */
  isMemberOf: (channelId: string) => boolean
  /** What was chosen for a channel. */
  chosenFor: (channelId: string) => NoticeLevel | undefined
}

/**
 * The level that holds for a person in a channel. Who chose nothing hears news of what they belong to; of a project
 * that is as much as they hear of the villages and topics through which they belong. Who only may look into a
 * channel, such as an official, hears where they are called by name, until they choose otherwise.
 */
export const noticeLevelIn = (belonging: Belonging): NoticeLevel => {
  const { channelId, linkedIds, isMemberOf, chosenFor } = belonging
  const chosen = chosenFor(channelId)
  if (chosen !== undefined) return chosen
  if (isMemberOf(channelId)) return 'news'
  const through = linkedIds.filter(isMemberOf).map((linked) => chosenFor(linked) ?? 'news')
  if (through.length === 0) return 'mentions'
  if (through.some((level) => level === 'news' || level === 'all')) return 'news'
  return through.includes('mentions') ? 'mentions' : 'none'
}

/** Why someone is told of an item: what it is, or that it calls them. */
export type NoticeReason = Notifies | 'call'

/** Whether something that is told for this reason reaches who hears a channel at this level. */
export const isNoticed = (level: NoticeLevel, reason: NoticeReason): boolean => {
  switch (level) {
    case 'all':
      return true
    case 'news':
      return reason !== 'talk'
    case 'mentions':
      return reason === 'call'
    case 'none':
    case 'muted':
      return false
  }
}

export const chooseNotices = defineCommand({
  name: 'push.choose',
  summary: 'Choose what of a channel my devices tell me.',
  effect: 'change',
  input: z.strictObject({ commandId, channelId: id, level: noticeLevel }),
  output: z.object({}),
  errors: ['id_reused'],
  rate: { limit: 60, perSeconds: 60 },
})

export const pushKey = defineCommand({
  name: 'push.key',
  summary: 'The key under which a browser subscribes to messages of this server (VAPID).',
  effect: 'read',
  input: z.strictObject({}),
  output: z.object({ publicKey: z.string() }),
  rate: { limit: 60, perSeconds: 60 },
})

/** An address at the browser's push service. Which services are sent to is the server's to say. */
const endpoint = z.string().check(z.regex(/^https:\/\/[\x21-\x7e]{1,1000}$/, 'not an https address'))

export const subscribeToPush = defineCommand({
  name: 'push.subscribe',
  summary:
    'Send to this device what its person wants to be told; asked again at each start, which repairs it.',
  effect: 'set',
  input: z.strictObject({
    endpoint,
    /** The browser's public key: an uncompressed point of P-256, base64url. */
    p256dh: z.string().check(z.regex(/^B[\w-]{86}$/, 'not a key')),
    /** The secret that it shares with who may send: 16 bytes, base64url. */
    auth: z.string().check(z.regex(/^[\w-]{22}$/, 'not a secret')),
    /** Of the texts on this device. */
    language,
  }),
  output: z.object({}),
  errors: ['push_refused'],
  rate: { limit: 30, perSeconds: 600 },
})

export const unsubscribeFromPush = defineCommand({
  name: 'push.unsubscribe',
  summary: 'Send nothing to this device any more.',
  effect: 'set',
  input: z.strictObject({}),
  output: z.object({}),
  rate: { limit: 30, perSeconds: 600 },
})

/** How long it holds that a channel is on a screen, unless it is said again. */
export const lookingHoldsMs = 25_000

export const sayLooking = defineCommand({
  name: 'push.looking',
  summary:
    'Say that a channel is on the screen of this device, or not any more: what shows there need not be told.',
  effect: 'set',
  transports: ['socket'],
  input: z.strictObject({ channelId: id, on: z.boolean() }),
  output: z.object({}),
  rate: { limit: 240, perSeconds: 60 },
})

/** What travels, encrypted to the browser: no more than is shown. */
export const pushMessage = z.object({
  title: z.string(),
  body: z.string(),
  /** The item's id: the same again replaces what is shown. */
  tag: z.string(),
  /** The page of the item. */
  path: z.string(),
  language,
})
export type PushMessage = z.output<typeof pushMessage>

import * as z from 'zod/mini'
import { defineCommand } from './define.ts'
import { language } from './people.ts'
import { id } from './values.ts'

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

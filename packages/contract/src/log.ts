import * as z from 'zod/mini'
import { defineBroadcast, defineCommand } from './define.ts'
import { me } from './people.ts'
import { id, rev, time } from './values.ts'

/** The version that the handshake carries (W6): raised when an older client could no longer do its work. */
export const contractVersion = 1

/**
 * An item as it travels: the newest state, never an event (L5). `content` is null for what was deleted and for
 * what this audience may not see (then `kind` is `stub`). `writtenAt` is there when it was written offline.
 */
export const item = z.object({
  id,
  kind: z.string(),
  seq: rev,
  rev,
  authorId: z.nullable(id),
  createdAt: time,
  writtenAt: z.optional(time),
  editedAt: z.optional(time),
  deletedAt: z.optional(time),
  /** Deleted as a moderator hid it, and can show it again. */
  hidden: z.optional(z.boolean()),
  standing: z.optional(z.boolean()),
  /** Whom it calls: ids of people, and `everyone`, `officials` or `moderators`. Never shown to the public audience. */
  addresses: z.optional(z.array(z.string())),
  content: z.nullable(z.unknown()),
  reactions: z.optional(z.record(z.string(), z.array(id))),
})
export type Item = z.output<typeof item>

/** The newest state of every item that changed in `(after, upTo]` (L6). */
export const range = z.object({ channelId: id, after: rev, upTo: rev, items: z.array(item) })
export type Range = z.output<typeof range>

/** What a client's copy of a channel is valid for: audience, version of the view, generation of the log (L6). */
const copyKey = z.string().check(z.regex(/^[a-z][a-z0-9.]{0,79}$/, 'not a key'))

const delta = z.object({ answer: z.literal('delta'), key: copyKey, ...range.shape, more: z.boolean() })
/**
 * Places below a loaded range, at most 100 each, newest first: of what is unread, and of what calls the reader. By person
 * those of them that are their talk, since one who is muted counts no more, and does again when heard.
 */
export const below = z.object({
  unread: z.array(rev),
  calls: z.array(rev),
  talkBy: z.optional(z.record(z.string(), z.array(rev))),
})
export type Below = z.output<typeof below>

const reset = z.object({
  answer: z.literal('reset'),
  channelId: id,
  key: copyKey,
  /** The log's head in the snapshot that was read. */
  upTo: rev,
  /** Lowest seq of the contiguous range that `items` hold; 1 when they reach the beginning. */
  floor: rev,
  /** The newest page and, whatever their seq, the items that always stand (the channel itself, pins). */
  items: z.array(item),
  /** How many of them are unread, for clients that know no `below`. */
  unreadBelow: z.int(),
  below,
  /** A channel that is copied whole goes on after `upTo`: ask `sync.since`. */
  more: z.boolean(),
})
const gone = z.object({ answer: z.literal('gone'), channelId: id })

/** How a channel is caught up (L6): what changed, or a fresh page, or the news that there is no right any more. */
export const channelAnswer = z.discriminatedUnion('answer', [delta, reset, gone])
export type ChannelAnswer = z.output<typeof channelAnswer>

export const resume = defineCommand({
  name: 'sync.resume',
  summary: 'Follow my channels live and catch up on each from the cursor that I hold.',
  effect: 'read',
  transports: ['socket'],
  input: z.strictObject({
    have: z.array(z.strictObject({ channelId: id, cursor: rev, key: copyKey })).check(z.maxLength(1000)),
    /** Channels to follow beside my own: ones that I look into without being a member. */
    also: z.array(id).check(z.maxLength(50)),
  }),
  output: z.object({ epoch: z.string(), me: z.nullable(me), channels: z.array(channelAnswer) }),
  // Every page that is opened asks once, and a whole meeting may come from one address.
  rate: { limit: 300, perSeconds: 60 },
})

export const glance = defineCommand({
  name: 'sync.glance',
  summary:
    'What to show first, before anything is followed: one channel as it ends, and the last of my others.',
  effect: 'read',
  transports: ['http'],
  large: true,
  input: z.strictObject({ open: z.nullable(id) }),
  output: z.object({
    epoch: z.string(),
    me: z.nullable(me),
    /** My channels, each a copy that `sync.resume` goes on from; of the directory only who is named in them. */
    mine: z.array(reset),
    /** The channel that is opened, when it is not mine and may be read. */
    beside: z.nullable(reset),
  }),
  rate: { limit: 300, perSeconds: 60 },
})

export const since = defineCommand({
  name: 'sync.since',
  summary: 'What changed in a channel after a cursor, in pages by rev.',
  effect: 'read',
  input: z.strictObject({ channelId: id, cursor: rev, key: copyKey }),
  output: channelAnswer,
  rate: { limit: 600, perSeconds: 60 },
})

export const history = defineCommand({
  name: 'sync.history',
  summary: 'A page of a channel below a place in its timeline, newest first.',
  effect: 'read',
  large: true,
  input: z.strictObject({ channelId: id, before: rev, limit: z.int().check(z.minimum(1), z.maximum(200)) }),
  output: z.object({
    items: z.array(item),
    floor: rev,
    /** A page that was made for another copy (audience, generation) than the client holds is refused by it. */
    key: copyKey,
    /** Head of the snapshot: a page older than the client's last reset is refused by it. */
    asOf: rev,
  }),
  rate: { limit: 300, perSeconds: 60 },
})

export const locate = defineCommand({
  name: 'sync.locate',
  summary: 'One item by its id, to open a link to it.',
  effect: 'read',
  input: z.strictObject({ channelId: id, itemId: id }),
  output: z.object({ item }),
  rate: { limit: 120, perSeconds: 60 },
})

export const delivery = defineBroadcast({
  name: 'delivery',
  summary: 'A committed range of a channel.',
  receivers: 'audience',
  payload: range,
})

/**
 * `resume` in the handshake's `auth` is the input of `sync.resume`, asked before anything else is; its answer comes right
 * after the connection. One that is refused leaves the connection as it is.
 */
export const resumed = defineBroadcast({
  name: 'resumed',
  summary: 'The answer to what the handshake asked of `sync.resume`, as that command gives it.',
  receivers: 'asker',
  payload: z.discriminatedUnion('ok', [
    z.object({ ok: z.literal(true), data: resume.output }),
    z.object({
      ok: z.literal(false),
      code: z.string(),
      field: z.optional(z.string()),
      retryAfterMs: z.optional(z.number()),
    }),
  ]),
})

export const pulse = defineBroadcast({
  name: 'pulse',
  summary: 'Every few seconds: this node lives, and whether it could compare its channels with the log (L8).',
  receivers: 'everyone',
  payload: z.object({ checked: z.boolean() }),
})

export const rightsChanged = defineBroadcast({
  name: 'rights',
  summary: 'Rights of this person changed: resume again.',
  receivers: 'person',
  payload: z.object({}),
})

export const signedOut = defineBroadcast({
  name: 'signedOut',
  summary: 'This session has ended; the connection closes.',
  receivers: 'person',
  payload: z.object({}),
})

/** A client's own change: who gets it back as confirmed sees it in the log under the same id. */
export const changed = z.object({ itemId: id, rev, seq: rev })
export type Changed = z.output<typeof changed>

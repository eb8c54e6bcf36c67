import * as z from 'zod/mini'
import { defineKind } from './define.ts'
import { id, time } from './values.ts'

/** The role of an account. A moderator is not one of these: that right has a scope (`moderatorOf`). */
export const role = z.enum(['villager', 'official', 'admin'])
export type Role = z.output<typeof role>

/** A channel’s id, or `all`. */
export const scope = z.union([z.literal('all'), id])

export const language = z.enum(['nl', 'en'])

/** A person’s card in the directory. What is private (address, bans) is not on it. */
export const person = defineKind({
  kind: 'person',
  content: z.object({
    name: z.string(),
    role,
    /** Villages this person belongs to. */
    villageIds: z.array(id),
    moderatorOf: z.array(scope),
    /** Left or erased: the card keeps threads readable. */
    gone: z.boolean(),
  }),
  countsAsUnread: false,
  plainText: (content) => content.name,
})
export type PersonContent = z.output<typeof person.content>

export const ban = z.object({ scope, reason: z.string(), until: z.nullable(time) })

/**
 * An item of a person’s private channel that changes when one of that person’s sessions ends, so that the news
 * reaches every node by the log.
 */
export const sessionsChange = defineKind({
  kind: 'sessions',
  content: z.object({ endedAt: time }),
  countsAsUnread: false,
  plainText: () => '',
})
export const sessionsItemId = 'sessions'

/** What a person’s own client knows about that person. */
export const me = z.object({
  personId: id,
  name: z.string(),
  role,
  email: z.nullable(z.string()),
  /** Joined without proof of address: writing stops at this time unless confirmed. Null when confirmed. */
  confirmBy: z.nullable(time),
  moderatorOf: z.array(scope),
  memberOf: z.array(id),
  bans: z.array(ban),
  sessionId: id,
})
export type Me = z.output<typeof me>

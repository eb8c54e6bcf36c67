import * as z from 'zod/mini'
import { defineCommand } from './define.ts'
import { id, rev, time } from './values.ts'

/** One thing to know, with the place where it is opened. */
const line = z.object({
  channelId: id,
  itemId: id,
  seq: rev,
  /** Of the thing itself, also where it shows as a share. */
  kind: z.string(),
  authorId: z.nullable(id),
  createdAt: time,
  /** How its plain text begins. */
  text: z.string(),
  /** Further places in which it is unread: who reads it in one has read it in all. */
  alsoIn: z.array(z.object({ channelId: id, seq: rev })),
})
export type CatchUpLine = z.output<typeof line>

/** Whom something calls: me, or those among whom I am. */
const called = z.enum(['me', 'everyone', 'officials', 'moderators'])

/** Lines that are cut; `count` tells how many there are, at least. */
const some = { count: z.int(), lines: z.array(line) }

/** Lines by project; `count` is of all of them. */
const byProject = {
  count: z.int(),
  projects: z.array(
    z.object({
      channelId: id,
      /** As its shares say it; absent for who follows the project itself. */
      name: z.optional(z.string()),
      ...some,
    }),
  ),
}

export const readCatchUp = defineCommand({
  name: 'catchUp.read',
  summary: 'What I have not read yet, however long I was away, in the order in which it matters.',
  effect: 'read',
  large: true,
  input: z.strictObject({
    /** Only of this village or topic, and of the projects that belong to it. */
    channelId: z.optional(id),
  }),
  output: z.object({
    at: time,
    /** What calls me, newest first. It also counts among the talk of its channel. */
    forYou: z.object({ count: z.int(), lines: z.array(z.object({ ...line.shape, called })) }),
    /** What is unread, and what is pinned and asks to be acknowledged by me, whether or not I have seen it. */
    announcements: z.object({
      count: z.int(),
      lines: z.array(z.object({ ...line.shape, asksRead: z.boolean() })),
    }),
    /** News by the project that is its home, each once; the project with the newest first. */
    updates: z.object(byProject),
    /** The same of what changed in plans. */
    plans: z.object(byProject),
    /** What was said in each channel; where most was said first. */
    talk: z.array(
      z.object({
        channelId: id,
        count: z.int(),
        /** Who said most, at most three; and how many said something. */
        authorIds: z.array(id),
        people: z.int(),
        first: line,
        last: line,
      }),
    ),
    /**
     * Every channel that was looked at: up to which place this answer tells of it, and how much is unread there, by the
     * same rule as lists show it. Only the newest 200 items are counted; `atLeast` says that there are more.
     */
    channels: z.array(z.object({ channelId: id, upTo: rev, unread: z.int(), atLeast: z.boolean() })),
  }),
  rate: { limit: 120, perSeconds: 60 },
})

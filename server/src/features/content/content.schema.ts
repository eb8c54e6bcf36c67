import {
  changeMe,
  createChannel,
  language,
  look,
  posters,
  postMessage,
  postUpdate,
  publishAnnouncement,
  readers,
} from '@bijpraat/contract'
import * as z from 'zod/mini'
import { isLocalTime, isTimeZone } from './content.time.ts'

/** The part of an id that a file names: what it stands for is `x.` and this, so that no client's id is like it. */
const slug = z
  .string()
  .check(
    z.regex(/^[a-z][a-z0-9]*(-[a-z0-9]+)*$/, 'must be small letters, digits and hyphens'),
    z.maxLength(30),
  )
const slugs = z.array(slug).check(z.maxLength(30))

const { name, about } = createChannel.input.shape

const channel = {
  id: slug,
  name,
  about,
  readers: z.optional(readers),
  posters: z.optional(posters),
}

const localTime = z.string().check(z.refine(isLocalTime, 'must be a time such as "2017-07-18 20:15"'))

const said = {
  id: slug,
  in: slug,
  by: slug,
  /** When it was said, in the municipality's time; without it, when it is loaded. */
  at: z.optional(localTime),
}

/** The content's files and what an entry in each looks like. Lengths are those of the commands on screen. */
export const municipality = z.strictObject({
  name,
  language,
  timeZone: z.string().check(z.refine(isTimeZone, 'must be a time zone such as "Europe/Amsterdam"')),
})
export const village = z.strictObject({ ...channel, look })
export const topic = z.strictObject(channel)
export const project = z.strictObject({ ...channel, villages: slugs, topics: slugs })
export const person = z.strictObject({
  id: slug,
  name: changeMe.input.shape.name,
  role: z.enum(['villager', 'official']),
  memberOf: slugs,
})
export const message = z.strictObject({ ...said, text: postMessage.input.shape.text })
export const update = z.strictObject({
  ...said,
  title: postUpdate.input.shape.title,
  text: postUpdate.input.shape.text,
})

export const announcement = z.strictObject({
  ...said,
  title: publishAnnouncement.input.shape.title,
  text: publishAnnouncement.input.shape.text,
  /** Stands above its channel from the beginning; at `until` that ends by itself. */
  pinned: z.optional(z.boolean()),
  until: z.optional(localTime),
})

export type Municipality = z.output<typeof municipality>
export type Village = z.output<typeof village>
export type Topic = z.output<typeof topic>
export type Project = z.output<typeof project>
export type Person = z.output<typeof person>
export type Message = z.output<typeof message>
export type Update = z.output<typeof update>
export type Announcement = z.output<typeof announcement>

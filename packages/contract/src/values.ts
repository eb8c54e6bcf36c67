import * as z from 'zod/mini'

/** An id made by a client: a UUID in lower case. Ids that we derive have a prefix and so never fit (sync.md L4). */
export const commandId = z
  .string()
  .check(z.regex(/^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/, 'not a uuid'))

/** A reference to something that exists: a client's UUID or a derived id such as `x.hoonhorst`. */
export const id = z.string().check(z.regex(/^[a-z0-9][a-z0-9.-]{0,79}$/, 'not an id'))

/** A place in a channel's log, from 0 (before everything). */
export const rev = z.int().check(z.minimum(0), z.maximum(2 ** 48))

/** Milliseconds since 1970. */
export const time = z.int().check(z.minimum(0), z.maximum(8.64e15))

// More marks on one letter than any living orthography stacks: text that climbs over its neighbours. What is
// invisible between two marks does not give the second another letter to stand on.
const towering = /(?:\p{M}\p{Cf}*){5}/u
// Control characters other than tab and newline, and the marks that can turn the reading order of what follows.
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const unprintable = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f\u202a-\u202e\u2066-\u2069]/

const isClean = (value: string) => value.isWellFormed() && !unprintable.test(value) && !towering.test(value)

const clean = (min: number, max: number) =>
  z.string().check(
    z.overwrite((value) =>
      value.isWellFormed() ? value.normalize('NFC').replaceAll('\r\n', '\n').trim() : value,
    ),
    z.minLength(min),
    z.maxLength(max),
    z.refine(isClean, 'contains characters that cannot be shown'),
  )

/** Text of several lines, 1 to `max` UTF-16 units after trimming, in NFC. */
export const text = (max: number) => clean(1, max)

/** The same, or nothing at all. */
export const textOrNone = (max: number) => clean(0, max)

/** Text of one line. */
export const line = (max: number) =>
  clean(1, max).check(z.refine((value) => !value.includes('\n'), 'one line only'))

export const email = z.string().check(
  z.overwrite((value) => value.trim().toLowerCase()),
  z.maxLength(254),
  z.email(),
)

const isDay = (value: string) => new Date(`${value}T00:00:00Z`).toJSON()?.slice(0, 10) === value

/** A day of the calendar, `YYYY-MM-DD`, the same for everyone wherever they are. */
export const day = z.string().check(z.regex(/^\d{4}-\d{2}-\d{2}$/, 'not a day'), z.refine(isDay, 'not a day'))

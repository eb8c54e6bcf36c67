/*
 * Who is called in a text stands in it as a token (`<@id>`), never as a name: a renamed person shows under the new
 * name, and an edit that takes the token away takes the mention away.
 */

/** Words that call several at once. */
export const calledTogether = ['everyone', 'officials', 'moderators'] as const
export type CalledTogether = (typeof calledTogether)[number]

/** As many in one message; more is not talk any more. */
export const maxMentions = 10

/** A word, or the id of a person: a UUID, or one of our own for whom the content of an installation speaks. */
const token =
  /<@(everyone|officials|moderators|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|x\.[a-z0-9.-]{1,78})>/g

export const isCalledTogether = (called: string): called is CalledTogether =>
  calledTogether.some((word) => word === called)

/** Stands in a text for a person (by id) or for one of the words. */
export const mentionOf = (called: string): string => `<@${called}>`

export type TextPart = { text: string } | { called: string }

/** A text in its parts, in order: what was typed, and who is called. None of the texts is empty. */
export const partsOf = (text: string): TextPart[] =>
  // What a pattern with one group splits by stands at the odd places.
  text
    .split(token)
    .map((part, at): TextPart => (at % 2 === 1 ? { called: part } : { text: part }))
    .filter((part) => 'called' in part || part.text !== '')

/** Whom a text calls, each once: ids of people and words for several. */
export const mentionsIn = (text: string): string[] => [
  ...new Set(partsOf(text).flatMap((part) => ('called' in part ? [part.called] : []))),
]

/** A text as it is read aloud: with the present names in place of the tokens. */
export const withNames = (text: string, nameOf: (called: string) => string): string =>
  partsOf(text)
    .map((part) => ('called' in part ? `@${nameOf(part.called)}` : part.text))
    .join('')

import { type ErrorCode, errors } from '@bijpraat/contract'
import type { Audience } from '../rights/rights.ts'

const roles = ['anonymous', 'villager', 'moderator', 'official', 'admin', 'banned'] as const
type Role = (typeof roles)[number]
export type Side = 'own' | 'other'

/**
 * Who asks, about which village, and whether with a membership there. `own` is the village that a moderator
 * moderates and that who is banned is banned from; in the `other` one they are a villager like any.
 */
export type Situation = { role: Role; side: Side; member: boolean }

export const situations: readonly Situation[] = roles.flatMap((role) =>
  (['own', 'other'] as const).flatMap((side) =>
    (role === 'anonymous' ? [false] : [true, false]).map((member) => ({ role, side, member })),
  ),
)

export const nameOf = ({ role, side, member }: Situation) =>
  `${role}, ${side} village, ${member ? 'member' : 'no member'}`

export type Expected = 'ok' | ErrorCode
/** What is answered in each situation. */
export type Grid<Answer extends string = Expected> = (situation: Situation) => Answer

/**
 * Reads a table with a line for each role: one word for all situations, or four of them, in the order own village
 * as a member and not, other village as a member and not.
 */
const read = <Answer extends string>(
  text: string,
  isWord: (word: string) => word is Answer,
): Grid<Answer> => {
  const lines = text
    .trim()
    .split('\n')
    .map((line) => line.trim().split(/\s+/))
  const byRole = new Map(lines.map(([role = '', ...words]) => [role, words]))
  const strange = lines.flatMap(([, ...words]) => words).filter((word) => !isWord(word))
  const complete = byRole.size === roles.length && lines.length === roles.length
  if (!complete || strange.length > 0) throw new Error(`not a table of all roles (${strange}): ${text}`)
  return ({ role, side, member }) => {
    const words = (byRole.get(role) ?? []) as Answer[]
    const word = words.length === 1 ? words[0] : words[(side === 'own' ? 0 : 2) + (member ? 0 : 1)]
    if (word === undefined) throw new Error(`nothing is expected of ${role}: ${text}`)
    return word
  }
}

/** A table of words of one's own. */
export const words =
  <Answer extends string>(...allowed: readonly Answer[]) =>
  (text: TemplateStringsArray): Grid<Answer> =>
    read(text.join(''), (word): word is Answer => allowed.some((one) => one === word))

/** A table of `ok` and codes of refusals. */
export const grid = words<Expected>('ok', ...(Object.keys(errors) as ErrorCode[]))

/** By whose view a channel reaches someone. */
export type Hearing = Audience | 'nothing'
export const hearing = words<Hearing>('members', 'public', 'nothing')

import { plainName } from '../../ports/plain-name.ts'

/** Somewhere one can go by name. */
export type Goal = { readonly href: string; readonly name: string }

export type Found<G extends Goal> = {
  /** `recent`: looked at lately; `all`: the others, or whatever fits what was typed. */
  readonly group: 'recent' | 'channels' | 'people'
  readonly goals: readonly G[]
}

export type FoundIn<G extends Goal> = {
  channels: readonly G[]
  people: readonly G[]
  /** Pages that were looked at, the newest first. */
  recent: readonly string[]
  /** Where one is already. */
  here: string
}

// More than this nobody reads; another letter leaves fewer.
const mostOfAGroup = 20
const mostRecent = 6

/** How well a name fits: 0 begins with what was typed, 1 has it at the beginning of words, 2 anywhere; null not. */
const fit = (name: string, wanted: readonly string[]): number | null => {
  const plain = plainName(name)
  if (plain.startsWith(wanted.join(' '))) return 0
  const words = plain.split(/[^\p{L}\p{N}]+/u)
  if (wanted.every((part) => words.some((word) => word.startsWith(part)))) return 1
  return wanted.every((part) => plain.includes(part)) ? 2 : null
}

const fitting = <G extends Goal>(
  goals: readonly G[],
  wanted: readonly string[],
  recent: readonly string[],
) => {
  const age = ({ href }: G) => (recent.includes(href) ? recent.indexOf(href) : recent.length)
  const fits = goals.flatMap((goal) => {
    const rank = fit(goal.name, wanted)
    return rank === null ? [] : [{ goal, rank }]
  })
  // Sorting is stable: what is alike stays in the order of the list, by name.
  fits.sort((a, b) => a.rank - b.rank || age(a.goal) - age(b.goal))
  return fits.slice(0, mostOfAGroup).map(({ goal }) => goal)
}

const lately = <G extends Goal>({ channels, people, recent, here }: FoundIn<G>): G[] =>
  recent
    .filter((href) => href !== here)
    .map((href) => channels.find((goal) => goal.href === href) ?? people.find((goal) => goal.href === href))
    .filter((goal) => goal !== undefined)
    .slice(0, mostRecent)

/** What to offer for what was typed: nothing typed yet gives what was looked at lately and the other channels. */
export const found = <G extends Goal>(typed: string, within: FoundIn<G>): Found<G>[] => {
  const { channels, people, recent, here } = within
  const wanted = plainName(typed).trim().split(/\s+/).filter(Boolean)
  const recentGoals = wanted.length === 0 ? lately(within) : []
  const groups: Found<G>[] =
    wanted.length === 0
      ? [
          { group: 'recent', goals: recentGoals },
          {
            group: 'channels',
            goals: channels.filter((goal) => goal.href !== here && !recentGoals.includes(goal)),
          },
        ]
      : [
          { group: 'channels', goals: fitting(channels, wanted, recent) },
          { group: 'people', goals: fitting(people, wanted, recent) },
        ]
  return groups.filter(({ goals }) => goals.length > 0)
}

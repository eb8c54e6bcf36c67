import { type listQuestions, minAnswered, type OutputOf, type QuestionContent } from '@bijpraat/contract'
import type { StoredItem } from '../../log/model.ts'
import type { Answered } from './questions.store.ts'

type List = OutputOf<typeof listQuestions>
type Figure = Pick<List['teams'][number], 'open' | 'answered' | 'medianMs'>

type Counted = { waiting: readonly StoredItem[]; answered: readonly Answered[] }

const medianOf = (values: readonly number[]): number => {
  const sorted = [...values].sort((a, b) => a - b)
  const at = sorted.length / 2
  const [below = 0, above = 0] = [sorted[Math.ceil(at) - 1], sorted[Math.floor(at)]]
  return Math.round((below + above) / 2)
}

/** Of fewer than enough neither how many nor how fast is told: it would tell of one person (W5). */
const figure = (open: number, took: readonly number[]): Figure =>
  took.length < minAnswered
    ? { open, answered: null, medianMs: null }
    : { open, answered: took.length, medianMs: medianOf(took) }

const teamOf = (item: StoredItem): string => (item.content as QuestionContent).teamName
/** Spelled as it was last. */
const sameTeam = (teamName: string): string => teamName.toLocaleLowerCase('nl')

/** By team of the municipality or group, the one that answered most first; none that answered too few. */
export const figuresOfTeams = ({ waiting, answered }: Counted): List['teams'] => {
  const teams = new Map<string, { teamName: string; open: number; took: number[] }>()
  const team = (teamName: string) => {
    const key = sameTeam(teamName)
    const known = teams.get(key) ?? { teamName, open: 0, took: [] }
    teams.set(key, known)
    return known
  }
  for (const { teamName, tookMs } of answered) if (teamName !== '') team(teamName).took.push(tookMs)
  for (const item of waiting) if (teamOf(item) !== '') team(teamOf(item)).open += 1
  return [...teams.values()]
    .map(({ teamName, open, took }) => ({ teamName, ...figure(open, took) }))
    .filter(({ answered }) => answered !== null)
    .sort((a, b) => (b.answered ?? 0) - (a.answered ?? 0))
}

/**
 * By village, of what was asked there and in its projects.
 * @param villagesOf the villages that a channel belongs to, or the village that it is
 */
export const figuresOfVillages = (
  { waiting, answered }: Counted,
  villagesOf: (channelId: string) => readonly string[],
): (Figure & { villageId: string })[] => {
  const villages = new Map<string, { open: number; took: number[] }>()
  const ofThose = (channelId: string) =>
    villagesOf(channelId).map((villageId) => {
      const known = villages.get(villageId) ?? { open: 0, took: [] }
      villages.set(villageId, known)
      return known
    })
  for (const { channelId, tookMs } of answered)
    for (const village of ofThose(channelId)) village.took.push(tookMs)
  for (const { channelId } of waiting) for (const village of ofThose(channelId)) village.open += 1
  return [...villages].map(([villageId, { open, took }]) => ({ villageId, ...figure(open, took) }))
}

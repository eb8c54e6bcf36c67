import type { PlanPartContent } from '@bijpraat/contract'

export type PlanPart = {
  readonly id: string
  readonly content: PlanPartContent
  /** It lies in the outbox of this device, or something of it does. */
  readonly owed: boolean
}

export type PlanTree = {
  readonly milestones: readonly { readonly milestone: PlanPart; readonly parts: readonly PlanPart[] }[]
  /** What belongs to no milestone. */
  readonly loose: readonly PlanPart[]
}

const inPlace = (a: PlanPart, b: PlanPart): number =>
  a.content.place - b.content.place || (a.id < b.id ? -1 : 1)

export const treeOf = (parts: readonly PlanPart[]): PlanTree => {
  const sorted = [...parts].sort(inPlace)
  const isMilestone = ({ content }: PlanPart) => content.sort === 'milestone'
  const milestones = sorted.filter(isMilestone)
  const ids = new Set(milestones.map(({ id }) => id))
  const under = Map.groupBy(
    sorted.filter((part) => !isMilestone(part)),
    ({ content }) => (content.underId !== null && ids.has(content.underId) ? content.underId : null),
  )
  return {
    milestones: milestones.map((milestone) => ({ milestone, parts: under.get(milestone.id) ?? [] })),
    loose: under.get(null) ?? [],
  }
}

/** Those among which a part stands, in their order. */
export const rowOf = (tree: PlanTree, part: PlanPart): readonly PlanPart[] => {
  if (part.content.sort === 'milestone') return tree.milestones.map(({ milestone }) => milestone)
  return tree.milestones.find(({ milestone }) => milestone.id === part.content.underId)?.parts ?? tree.loose
}

/** Room for others to be put between two, some twenty times at the same spot. */
const gap = 2 ** 24

/** A place one further up (-1) or down (1) in a row; null at its end. */
export const placeBeside = (row: readonly PlanPart[], partId: string, step: -1 | 1): number | null => {
  const at = row.findIndex(({ id }) => id === partId)
  const over = row[at + step]
  if (at < 0 || over === undefined) return null
  const { place } = over.content
  const beyond = row[at + 2 * step]?.content.place ?? (step === -1 ? 0 : place + 2 * gap)
  return Math.floor((place + beyond) / 2)
}

/** A place below all others of a row. */
export const lastPlace = (row: readonly PlanPart[]): number =>
  row.reduce((last, { content }) => Math.max(last, content.place), 0) + gap

const isOpen = ({ content }: PlanPart) => content.state === 'planned' || content.state === 'busy'

/** How far it is: of what counts how much is done, and the first milestone that is not. */
export const progressOf = ({ milestones }: PlanTree) => {
  const counted = milestones
    .map(({ milestone }) => milestone)
    .filter(({ content }) => content.state !== 'dropped')
  return {
    all: counted.length,
    done: counted.filter(({ content }) => content.state === 'done').length,
    nowId: counted.find(isOpen)?.id ?? null,
  }
}

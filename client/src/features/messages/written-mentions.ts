import { mentionOf, partsOf } from '@bijpraat/contract'

/**
 * Whom the words after an @ stand for in one text that is being written: a field shows names, what is sent holds
 * tokens.
 */
export type Labels = ReadonlyMap<string, string>

export const noLabels: Labels = new Map()

/**
 * The label for someone in a text: the name, or more where another of that name is in it already.
 * @param apart what tells this person from others of the same name
 */
export const labelOf = (labels: Labels, called: string, name: string, apart: string): string => {
  const isFree = (label: string) => (labels.get(label) ?? called) === called
  const apartFrom = apart === '' ? name : `${name} (${apart})`
  for (let turn = 1; ; turn++) {
    const label = turn === 1 ? name : turn === 2 ? apartFrom : `${apartFrom} ${turn}`
    if (isFree(label)) return label
  }
}

/** A text with tokens, as a field shows it. */
export const asShown = (
  said: string,
  describe: (called: string) => { name: string; apart: string },
): { shown: string; labels: Labels } => {
  const labels = new Map<string, string>()
  const shown = partsOf(said).map((part) => {
    if (!('called' in part)) return part.text
    const { name, apart } = describe(part.called)
    const label = labelOf(labels, part.called, name, apart)
    labels.set(label, part.called)
    return `@${label}`
  })
  return { shown: shown.join(''), labels }
}

const literally = (label: string) => label.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** A text as a field shows it, with tokens for those who were chosen; a name that was only typed stays a name. */
export const asSaid = (shown: string, labels: Labels): string => {
  if (labels.size === 0) return shown
  // The longest first: a name may begin with another one.
  const names = [...labels.keys()].sort((a, b) => b.length - a.length).map(literally)
  const named = new RegExp(`@(${names.join('|')})(?![\\p{L}\\p{N}])`, 'gu')
  return shown.replaceAll(named, (label, name: string) => {
    const called = labels.get(name)
    return called === undefined ? label : mentionOf(called)
  })
}

/** A name that is being written before the caret: where its @ stands, and what follows that. */
export type AskedName = { from: number; query: string }

const longestQuery = 40
const asking = new RegExp(`(?:^|[\\s(])@([^\\s@][^@\\n]{0,${longestQuery}})?$`, 'u')

/** Whether someone is being named at the caret; null when not, or when it was chosen already. */
export const askedNameAt = (shown: string, caret: number, labels: Labels): AskedName | null => {
  const match = asking.exec(shown.slice(Math.max(0, caret - longestQuery - 3), caret))
  if (match === null) return null
  const query = match[1] ?? ''
  const isChosen = [...labels.keys()].some(
    (label) => query.startsWith(label) && !/^[\p{L}\p{N}]/u.test(query.slice(label.length)),
  )
  return isChosen ? null : { from: caret - query.length - 1, query }
}

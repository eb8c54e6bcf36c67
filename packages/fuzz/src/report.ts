import { type EndState, itemsOf } from './end-state.ts'
import type { Outcome } from './run.ts'

const shownSteps = 25
const shownViolations = 20

/** A line for a run that went well; for another what is wrong, what the nodes logged, and the last steps. */
export const reportOf = (outcome: Outcome, whole = false): string => {
  const { seed, violations, trace, state, restMs, late, logged } = outcome
  const verdict = violations.length === 0 ? 'ok' : 'FAILED'
  const head = `seed ${seed}: ${verdict}, ${countOf(state)}, at rest after ${restMs} ms`
  const faults = logged === '' ? [] : [`the nodes logged:\n${logged}`]
  const slow = late.slice(0, 3).map((line) => `  late: ${line.slice(0, 300)}`)
  if (violations.length === 0) return [head, ...slow, ...faults].join('\n')
  const wrong = violations.slice(0, shownViolations).map((line) => `  ${line}`)
  return [head, ...wrong, ...faults, ...(whole ? trace : trace.slice(-shownSteps))].join('\n')
}

const countOf = ({ commands, database, clients }: EndState): string => {
  const done = commands.filter(({ tries }) => tries.some(({ answer }) => answer?.ok)).length
  const tries = commands.reduce((sum, command) => sum + command.tries.length, 0)
  const copies = clients.reduce((sum, client) => sum + client.copies.length, 0)
  const items = itemsOf(database).length
  return `${commands.length} commands in ${tries} tries, ${done} done, ${items} items, ${copies} copies`
}

import { type Command, commands } from '@bijpraat/contract'
import { answerTables, type Table } from './answers.fixture.ts'
import { cases } from './cases.fixture.ts'
import { expectations } from './expectations.fixture.ts'
import { hereFor } from './here.fixture.ts'
import { nameOf, type Situation } from './situations.fixture.ts'
import type { World } from './world.fixture.ts'

const tablesOf = (command: Command): Table[] =>
  Object.entries(expectations[command.name] ?? {}).map(([name, expected]) => ({
    about: command,
    name,
    expected,
    ask: async (here) => {
      const make = cases.get(command.name)?.[name]
      if (make === undefined) throw new Error(`no case of ${command.name} is called ${name}`)
      return here.ask(command, await make(here))
    },
  }))

/** Every command of the registry with every case that is expected of it, and what some of them answer. */
export const tables: readonly Table[] = [...[...commands.values()].flatMap(tablesOf), ...answerTables]

/** What is answered otherwise than expected among these situations. */
export const deviations = async (
  world: World,
  { expected, ask }: Table,
  among: readonly Situation[],
): Promise<string[]> => {
  const found = await Promise.all(
    among.map(async (situation) => {
      const answer = await ask(hereFor(world, situation))
      const wanted = expected(situation)
      return answer === wanted ? [] : [`${nameOf(situation)}: ${answer} instead of ${wanted}`]
    }),
  )
  return found.flat()
}

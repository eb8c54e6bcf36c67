import { type Command, channelItemId, type InputOf } from '@bijpraat/contract'
import type { Here } from './here.fixture.ts'
import { fresh, type Place } from './world.fixture.ts'

type Input = Record<string, unknown>
export type Case = (here: Here) => Input | Promise<Input>

/** What is asked of a command in every situation, by the names of the table of expectations. */
export const casesOf =
  <C extends Command>(command: C) =>
  (cases: Record<string, (here: Here) => InputOf<C> | Promise<InputOf<C>>>) =>
    [command.name, cases as Record<string, Case>] as const

const places: Record<string, Place> = {
  'a village': 'village',
  'an open village': 'open',
  'a closed village': 'closed',
  'a village where officials write': 'board',
  'an archived village': 'archived',
  'a topic': 'topic',
  'a project': 'project',
  'a closed project': 'closedProject',
  'a project with members of its own': 'joined',
}

/** The same command in several places. */
export const inPlaces = <Input>(
  names: (keyof typeof places & string)[],
  make: (here: Here, place: Place) => Input,
) =>
  Object.fromEntries(
    names.map((name) => [name, (here: Here) => make(here, places[name] ?? 'village')] as const),
  )

export function onItem<More extends object = object>(
  at: Place,
  wish: Omit<Parameters<Here['item']>[0], 'at'>,
  more: More = {} as More,
) {
  return async (here: Here) => ({
    ...fresh(),
    channelId: here.at(at),
    itemId: await here.item({ at, ...wish }),
    ...more,
  })
}

export function onChannelItem<More extends object>(more: More) {
  return ({ at }: Here) => ({
    ...fresh(),
    channelId: at('village'),
    itemId: channelItemId,
    ...more,
  })
}

import { type Check, headsOf, type ItemDocument, itemsOf } from '../end-state.ts'
import { rightsOf } from './access.ts'

/** When all has come to rest: nothing is owed, nobody is told of what is not theirs, nothing was seen to be wrong. */
export const checkRest: Check = ({ database, clients, seen }) => [
  ...seen,
  ...clients.flatMap((client) => {
    const everywhere = database.channels.map(({ _id }) => _id)
    // What it may read, wherever it looks: what it let go may go on to come until it resumes.
    const rights = rightsOf(database, client.personId, everywhere)
    const owed = client.outbox.filter(({ state }) => state !== 'failed')
    return [
      ...(client.connection === 'live' ? [] : [`is ${client.connection}`]),
      ...owed.map(({ command, commandId, state }) => `still owes ${command} ${commandId} (${state})`),
      ...client.heardAtRest
        .filter((channelId) => !rights.has(channelId))
        .map((channelId) => `is told of ${channelId}, which it has no right to`),
    ].map((what) => `${client.name}: ${what}`)
  }),
]

/** Read positions never fell, and point to nothing that is yet to come (L11). */
export const checkPositions: Check = ({ database, toldPositions }) => {
  const heads = new Map(headsOf(database).map((head) => [head.channelId, head]))
  const held = (personId: string, channelId: string) =>
    heads.get(`me.${personId}`)?.positions?.[channelId.replaceAll('.', '~')] ?? 0
  const fallen = toldPositions
    .filter(({ personId, channelId, seq }) => held(personId, channelId) < seq)
    .map(({ personId, channelId, seq }) => `${personId} had read ${channelId} up to ${seq}, now less`)
  const ahead = [...heads.values()].flatMap(({ channelId: whose, positions }) =>
    Object.entries(positions ?? {})
      .filter(([field, seq]) => seq > (heads.get(field.replaceAll('~', '.'))?.rev ?? 0))
      .map(([field, seq]) => `${whose} has read ${field} up to ${seq}, which is yet to come`),
  )
  return [...fallen, ...ahead]
}

/** What was deleted is gone: its content is kept aside for the undoing only, and is never sent (L5). */
export const checkDeleted: Check = ({ database }) =>
  itemsOf(database)
    .filter((item: ItemDocument) => item.deletedAt !== undefined && item.content !== null)
    .map(({ _id }) => `${_id} is deleted, but has its content`)

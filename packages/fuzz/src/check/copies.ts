import {
  byChannel,
  type ChannelCopy,
  type Check,
  type ClientState,
  type Database,
  type HeadDocument,
  headsOf,
  type ItemCopy,
  itemsOf,
} from '../end-state.ts'
import { type Audience, rightsOf } from './access.ts'
import { isSame } from './said.ts'
import { positionsItem, viewed } from './view.ts'

/** Every client holds what MongoDB holds, as its audience may see it, and nothing that it has no right to (L5, L6). */
export const checkCopies: Check = ({ database, clients }) => {
  const heads = new Map(headsOf(database).map((head) => [head.channelId, head]))
  const items = byChannel(itemsOf(database))
  const whole = (channelId: string, audience: Audience): ItemCopy[] => {
    const head = heads.get(channelId)
    return [
      ...(items.get(channelId) ?? []).map((item) => viewed(item, audience)),
      ...(head ? positionsItem(head) : []),
    ].sort((a, b) => a.seq - b.seq)
  }
  return clients.flatMap((client) => checkClient(database, client, heads, whole))
}

const checkClient = (
  database: Database,
  client: ClientState,
  heads: ReadonlyMap<string, HeadDocument>,
  whole: (channelId: string, audience: Audience) => ItemCopy[],
): string[] => {
  const rights = rightsOf(database, client.personId, client.also)
  const held = new Set(client.copies.map(({ channelId }) => channelId))
  const missing = [...rights.keys()].filter((channelId) => !held.has(channelId))
  const found = missing.map((channelId) => `holds no copy of ${channelId}`)
  for (const copy of client.copies) {
    const audience = rights.get(copy.channelId)
    const wrong =
      audience === undefined
        ? ['is held without a right']
        : checkCopy(copy, audience, heads.get(copy.channelId), whole(copy.channelId, audience))
    found.push(...wrong.map((what) => `${copy.channelId} ${what}`))
  }
  return found.map((what) => `${client.name}: ${what}`)
}

const checkCopy = (
  copy: ChannelCopy,
  audience: Audience,
  head: HeadDocument | undefined,
  whole: ItemCopy[],
): string[] => {
  const found: string[] = []
  const [keyAudience, , generation] = copy.key.split('.')
  if (keyAudience !== audience) found.push(`is the view of ${keyAudience}, should be of ${audience}`)
  if (Number(generation) !== (head?.generation ?? 1)) found.push(`is of generation ${generation}`)
  const headRev = head?.rev ?? 0
  if (copy.cursor !== headRev) found.push(`is at ${copy.cursor}, the log at ${headRev}`)
  const loaded = whole.filter(({ seq }) => seq >= copy.floor)
  const shown = loaded.map(({ id }) => id)
  if (!isSame(copy.timeline, shown)) {
    found.push(`shows ${JSON.stringify(copy.timeline)}, should show ${JSON.stringify(shown)}`)
  }
  const held = new Map(copy.items.map((item) => [item.id, item]))
  if (held.size < copy.items.length) found.push('holds an item twice')
  const due = whole.filter((item) => item.seq >= copy.floor || item.standing === true)
  for (const { id } of due) if (!held.has(id)) found.push(`lacks ${id}`)
  const truth = new Map(whole.map((item) => [item.id, item]))
  for (const item of copy.items) {
    const wanted = truth.get(item.id)
    if (wanted === undefined) found.push(`holds ${item.id}, which does not exist`)
    else if (!isSame(item, wanted)) {
      found.push(`holds ${JSON.stringify(item)}, should hold ${JSON.stringify(wanted)}`)
    }
  }
  return found
}

import { directoryId, glance, history, locate, type Me, personalId, resume, since } from '@bijpraat/contract'
import type { Kinds } from '../../log/kinds.ts'
import type { LogReader } from '../../log/read.ts'
import { keyOf } from '../../log/sync.ts'
import { viewItem } from '../../log/view.ts'
import { Refusal } from '../../refusal.ts'
import type { Actor, Audience } from '../../rights/rights.ts'
import { roomOf } from '../../wire/rooms.ts'
import { type Asked, type Call, type Connection, type Served, serve } from '../../wire/serve.ts'
import { audienceFor } from './sync.policy.ts'
import { type Followed, followedBy, type SyncService } from './sync.service.ts'

type Parts = {
  service: SyncService
  reader: LogReader
  kinds: Kinds
  epoch: string
  meOf: (actor: Actor) => Promise<Me>
  /** Who this connection is now; null when its session has ended. */
  actorNow: (actor: Actor) => Promise<Actor | null>
  /** Rights that are read after it are not older than it. */
  renewRights: () => Promise<void>
  /** How often the rights of a connection were asked again (see live rights). */
  generationOf: (connectionId: string) => number
}

export const syncCommands = (parts: Parts): Served[] => [
  serve(resume, {
    policy: () => 'ok',
    run: async ({ actor, input, connection }) => {
      if (!connection) throw new Refusal('unknown_command')
      const now = await joinRooms(parts, connection, actor, input.also)
      const channels = await parts.service.catchUp(now.actor, now.channels, input.have, { live: true })
      return { epoch: parts.epoch, me: now.actor && now.me, channels }
    },
  }),
  serve(glance, {
    // What may not be read is left out, as if it did not exist.
    policy: () => 'ok',
    run: async ({ actor, input }) => ({
      epoch: parts.epoch,
      me: actor ? await parts.meOf(actor) : null,
      ...(await parts.service.glance(actor, input.open)),
    }),
  }),
  serve(since, {
    policy: readable,
    run: async ({ actor, input, channel }) => {
      const { channelId, cursor, key } = input
      const followed = followedBy(actor, channelId, channel)
      const have = [{ channelId, cursor, key }]
      const [answer] = followed ? await parts.service.catchUp(actor, [followed], have, { live: false }) : []
      if (!answer) throw new Error('a channel without an answer, or one that a policy should have kept')
      return answer
    },
  }),
  serve(history, {
    policy: readable,
    run: async ({ actor, input, channel }) => {
      const audience = letIn(audienceFor(actor, input.channelId, channel))
      const page = await parts.reader.page(input.channelId, input.limit, input.before)
      if (!page) return { items: [], floor: 1, key: keyOf(audience, 1), asOf: 0 }
      const { floor, asOf, generation } = page
      return {
        items: viewAll(parts.kinds, page.items, audience),
        floor,
        key: keyOf(audience, generation),
        asOf,
      }
    },
  }),
  serve(locate, {
    policy: readable,
    run: async ({ actor, input, channel }) => {
      const audience = letIn(audienceFor(actor, input.channelId, channel))
      const item = await parts.reader.item(input.channelId, input.itemId)
      if (!item) throw new Refusal('not_found')
      return { item: viewItem(parts.kinds, item, audience) }
    },
  }),
]

function readable({ actor, input, channel }: Asked<typeof since | typeof history | typeof locate>) {
  return audienceFor(actor, input.channelId, channel) === null ? 'not_found' : 'ok'
}

/** The view of a caller whom the policy let through. */
const letIn = (audience: Audience | null): Audience => {
  if (audience === null) throw new Error('a policy let someone read who may not')
  return audience
}

const viewAll = (kinds: Kinds, items: Parameters<typeof viewItem>[1][], audience: Audience) =>
  items.map((item) => viewItem(kinds, item, audience))

/** Who is gone has nothing to know about themselves. */
const nobody = (error: unknown): null => {
  if (error instanceof Refusal) return null
  throw error
}

/**
 * Joins before anything is read, so that nothing falls between (L6): first what tells of changed rights, the
 * directory and the person's own channel, then who that is, then the channels that follow from it. Rights that
 * change from there on are noticed by the connection's generation, and everything is asked again.
 */
const joinRooms = async (
  { service, actorNow, meOf, renewRights, generationOf }: Parts,
  connection: Connection,
  asked: Call<typeof resume>['actor'],
  also: readonly string[],
): Promise<{ actor: Actor | null; me: Me | null; channels: Followed[] }> => {
  const own = asked ? [directoryId, personalId(asked.personId)] : []
  const ownRooms = own.map((channelId) => roomOf(channelId, 'members'))
  connection.join(ownRooms)
  await service.serve(own)
  for (;;) {
    const generation = generationOf(connection.id)
    await renewRights()
    const [actor, me] = await Promise.all([asked && actorNow(asked), asked && meOf(asked).catch(nobody)])
    const channels = await service.followed(actor, also)
    await service.serve(channels.map(({ channelId }) => channelId))
    connection.enter(channels.map(({ channelId, audience }) => roomOf(channelId, audience)))
    if (generationOf(connection.id) === generation) return { actor, me, channels }
    connection.enter(ownRooms)
  }
}

import { directoryId } from '@bijpraat/contract'
import type { Db } from 'mongodb'
import type { LogHouse } from './compose.log.ts'
import type { PeopleHouse } from './compose.people.ts'
import type { ChannelStore } from './features/channels/channels.store.ts'
import { createActs } from './features/moderation/moderation.acts.ts'
import { moderationCommands } from './features/moderation/moderation.commands.ts'
import { createDesks } from './features/moderation/moderation.desks.ts'
import { createReports } from './features/moderation/moderation.reports.ts'
import type { ModerationStore } from './features/moderation/moderation.store.ts'
import { createTelling } from './features/moderation/moderation.telling.ts'
import { consumerRevs, createConsumer } from './log/consumer.ts'
import type { Kinds } from './log/kinds.ts'
import { every } from './platform/every.ts'
import type { Served } from './wire/serve.ts'

type Parts = {
  db: Db
  house: Pick<LogHouse, 'log' | 'reader' | 'onCommitted'>
  store: ModerationStore
  channels: Pick<ChannelStore, 'around' | 'factsOf' | 'nameOf'>
  people: Pick<PeopleHouse, 'people'>
  kinds: Kinds
  clock: () => number
  onError: (error: unknown) => void
}

const sweepMs = 3_000

/** Reports and what moderators do with them; who it is about, and who moderates, hears of it by the log. */
export const composeModeration = (
  parts: Parts,
): { commands: readonly Served[]; close: () => Promise<void> } => {
  const { db, house, store, channels, kinds, clock, onError } = parts
  const { people } = parts.people
  const { log, reader } = house
  const desks = createDesks({ reader, store, channelsAround: channels.around, nameOf: channels.nameOf })
  const telling = createTelling({
    log,
    reader,
    store,
    desks,
    factsOf: channels.factsOf,
    moderatorIdsOf: people.moderatorIdsOf,
    actorOf: (personId) => people.actorOf({ personId, sessionId: '' }),
  })
  const revs = consumerRevs(db)
  const scopes = createConsumer({
    name: 'moderation',
    revs,
    reader: {
      heads: store.turns,
      changesAfter: async (scope) => {
        const [turn] = await store.turns([scope])
        return turn && { upTo: turn.rev, items: [] }
      },
    },
    channels: store.scopes,
    handle: telling.handle,
    onError,
  })
  const cards = createConsumer({
    name: 'desks',
    revs,
    reader,
    channels: async () => [directoryId],
    handle: (_, items) => telling.handleCards(items),
    onError,
  })
  house.onCommitted(({ channelId }) => {
    if (channelId === directoryId) cards.wake(directoryId)
  })
  const loops = [every(sweepMs, scopes.sweep, onError), every(sweepMs, cards.sweep, onError)]
  const common = { log, reader, store, kinds, clock, onChanged: scopes.wake }
  return {
    commands: moderationCommands({ reports: createReports(common), acts: createActs(common), desks }),
    close: async () => {
      await Promise.all(loops.map((loop) => loop.stop()))
      await Promise.all([scopes.close(), cards.close()])
    },
  }
}

import { readFile } from 'node:fs/promises'
import type { Redis } from 'ioredis'
import type { Db } from 'mongodb'
import type { LogHouse } from './compose.log.ts'
import type { PeopleHouse } from './compose.people.ts'
import type { Config } from './config.ts'
import type { ChannelStore } from './features/channels/channels.store.ts'
import { createDeliveryStore } from './features/push/deliveries.store.ts'
import { createLevelStore } from './features/push/levels.store.ts'
import { pushCommands } from './features/push/push.commands.ts'
import { createPushConsumer } from './features/push/push.consumer.ts'
import type { PushPorts } from './features/push/push.ports.ts'
import { createPushWorker, type Told } from './features/push/push.worker.ts'
import { createSubscriptionStore } from './features/push/subscriptions.store.ts'
import { calledAfter } from './log/calling.ts'
import { consumerRevs, createConsumer } from './log/consumer.ts'
import type { Kinds } from './log/kinds.ts'
import { createBriefNotes } from './platform/brief-notes.ts'
import { createCage } from './platform/cage.ts'
import { every } from './platform/every.ts'
import { createPushService } from './platform/push.ts'
import { storedVapidKeys, type Vapid } from './platform/vapid.ts'
import type { Served } from './wire/serve.ts'

type Parts = {
  config: Config
  db: Db
  redis: Redis
  prefix: string
  house: Pick<LogHouse, 'log' | 'reader' | 'onCommitted'>
  channels: Pick<ChannelStore, 'ids' | 'factsOfAll' | 'nameOf'>
  people: Pick<PeopleHouse, 'people' | 'identity'>
  kinds: Kinds
  mutedAmong: PushPorts['mutedAmong']
  clock: () => number
  onTold: (told: Told, why: string) => void
  onError: (error: unknown) => void
}

type PushHouse = { commands: readonly Served[]; close: () => Promise<void> }

const sweepMs = 3_000
/** What is due to be tried again; seldom anything. */
const dueMs = 1_000
const purgeMs = 60_000
/** Connections to one push service at once: as many as are sent to at a time. */
const maxSockets = 100

/** Tells people's devices what is new while the app is closed. */
export const composePush = async (parts: Parts): Promise<PushHouse> => {
  const { config, db, house, channels, kinds, clock, onError } = parts
  const { identity, people } = parts.people
  const [subscriptions, levels] = [createSubscriptionStore(db), createLevelStore(db)]
  const deliveries = createDeliveryStore({ db, clock })
  await Promise.all([subscriptions, levels, deliveries].map((store) => store.prepare()))
  const cage = createCage({
    hosts: config.PUSH_HOSTS,
    privateAddresses: config.PUSH_PRIVATE,
    maxSockets,
    ca: config.PUSH_CA === undefined ? [] : [await readFile(config.PUSH_CA, 'utf8')],
  })
  const service = createPushService({ vapid: await vapidOf(config, db), cage, clock })
  const notes = createBriefNotes({ redis: parts.redis, prefix: parts.prefix, clock })

  const worker = createPushWorker({
    kinds,
    reader: house.reader,
    levels,
    subscriptions,
    deliveries,
    notes,
    service,
    factsOf: channels.factsOfAll,
    nameOf: channels.nameOf,
    namesOf: people.namesOf,
    mutedAmong: parts.mutedAmong,
    actorNow: async (session) => {
      const [alive, actor] = await Promise.all([identity.isAlive(session), identity.actorOf(session)])
      return alive ? actor : null
    },
    clock,
    random: Math.random,
    onTold: parts.onTold,
    onError,
  })
  const { handle } = createPushConsumer({
    kinds,
    levels,
    subscriptions,
    deliveries,
    factsOf: channels.factsOfAll,
    memberIdsOf: people.memberIdsOf,
    idsOf: people.idsOf,
    clock,
    sender: worker,
  })
  const consumer = createConsumer({
    name: 'push',
    revs: consumerRevs(db),
    reader: house.reader,
    // As long as nobody is told anything, nothing is read for it; what came before a device is not told to it.
    channels: async () => ((await subscriptions.isEmpty()) ? [] : channels.ids()),
    handle,
    onError,
  })
  // Talk is found by the sweep, many at once: news and what calls someone is what must not wait.
  house.onCommitted(({ channelId, after, items }) => {
    const isUrgent = items.some(
      (item) =>
        calledAfter(item, after).addresses.length > 0 ||
        (item.seq > after && kinds.get(item.kind)?.kind.notifies === 'news'),
    )
    if (isUrgent) consumer.wake(channelId)
  })
  const loops = [
    every(sweepMs, consumer.sweep, onError),
    every(dueMs, worker.sweep, onError),
    every(purgeMs, subscriptions.purge, onError),
  ]

  return {
    commands: pushCommands({ log: house.log, levels, subscriptions, service, looking: notes, clock }),
    close: async () => {
      await Promise.all(loops.map((loop) => loop.stop()))
      await consumer.close()
      await worker.close()
      service.close()
    },
  }
}

/** The keys of the configuration, else those of the installation. */
const vapidOf = async (config: Config, db: Db): Promise<Vapid> => {
  const { VAPID_PUBLIC_KEY: publicKey, VAPID_PRIVATE_KEY: privateKey } = config
  const keys =
    publicKey !== undefined && privateKey !== undefined
      ? { publicKey, privateKey }
      : await storedVapidKeys(db)
  const own = config.PUBLIC_URL?.startsWith('https:') ? config.PUBLIC_URL : 'mailto:bijpraat@localhost'
  return { ...keys, subject: config.VAPID_SUBJECT ?? own }
}

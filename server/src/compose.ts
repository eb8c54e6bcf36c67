import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { delivery } from '@bijpraat/contract'
import { MongoError } from 'mongodb'
import pino from 'pino'
import { composeAcknowledging } from './compose.acknowledging.ts'
import { composeAgreement } from './compose.agreement.ts'
import { composeCatchUp } from './compose.catch-up.ts'
import { composeLog } from './compose.log.ts'
import { composeMetrics } from './compose.metrics.ts'
import { composeModeration } from './compose.moderation.ts'
import { composeMutes } from './compose.mutes.ts'
import { composePeople } from './compose.people.ts'
import { composePlan } from './compose.plan.ts'
import { composePromises } from './compose.promises.ts'
import { composePush } from './compose.push.ts'
import { composeScheduled } from './compose.scheduled.ts'
import { composeShares } from './compose.shares.ts'
import type { Config } from './config.ts'
import { announcementCommands } from './features/announcements/announcements.commands.ts'
import { createEndings } from './features/announcements/announcements.endings.ts'
import { createAnnouncementStore } from './features/announcements/announcements.store.ts'
import { channelCommands } from './features/channels/channels.commands.ts'
import { channelModel } from './features/channels/channels.schema.ts'
import { createChannelService } from './features/channels/channels.service.ts'
import { createChannelStore } from './features/channels/channels.store.ts'
import { loadContent } from './features/content/content.ts'
import { themePage } from './features/content/theme.page.ts'
import { houseLook } from './features/content/theme.ts'
import { itemCommands } from './features/items/items.commands.ts'
import { purgeRemoved } from './features/items/removed.store.ts'
import { messageCommands } from './features/messages/messages.commands.ts'
import { createModerationStore } from './features/moderation/moderation.store.ts'
import { presenceCommands } from './features/presence/presence.commands.ts'
import { projectCommands } from './features/projects/projects.commands.ts'
import { readingCommands } from './features/reading/reading.commands.ts'
import { savedCommands } from './features/saved/saved.commands.ts'
import { syncCommands } from './features/sync/sync.commands.ts'
import { isOwn } from './features/sync/sync.policy.ts'
import { createSyncService } from './features/sync/sync.service.ts'
import { updateCommands } from './features/updates/updates.commands.ts'
import { kinds } from './kinds.ts'
import { logCollection, prepareLog } from './log/collection.ts'
import { isTransient } from './log/commit.ts'
import type { Committed } from './log/model.ts'
import { createSync } from './log/sync.ts'
import { viewRange } from './log/view.ts'
import { createRedisBus } from './platform/bus.ts'
import { epochOf } from './platform/epoch.ts'
import { every } from './platform/every.ts'
import { createLimits } from './platform/limits.ts'
import { serveMetrics } from './platform/metrics.ts'
import { connectMongo } from './platform/mongo.ts'
import { presentOf } from './platform/present.ts'
import { connectRedis, firstReady } from './platform/redis.ts'
import { createDrain } from './wire/drain.ts'
import { frameOf, sendToRoom } from './wire/fan-out.ts'
import { createHttpApp } from './wire/http-server.ts'
import { createLiveRights } from './wire/live-rights.ts'
import { allowedOrigins } from './wire/origins.ts'
import { audiences, roomOf } from './wire/rooms.ts'
import { createRunner } from './wire/runner.ts'
import { beat, createSocketServer, type LiveServer } from './wire/socket-server.ts'
import { watchRights } from './wire/watch-rights.ts'
import { createWhisper } from './wire/whisper.ts'

export type App = {
  /** Takes connections; the address that a browser on this machine opens. */
  listen: () => Promise<string>
  /** What the person who started it must know: a first way in, the mailbox. */
  welcome: () => Promise<readonly string[]>
  /** Ends connections and loops, then closes what was opened, in reverse. */
  close: () => Promise<void>
}

const sweepMs = 3_000
/** An announcement ends within a minute of its time; asking seldom finds anything and costs next to nothing. */
const endingsMs = 5_000
const purgeMs = 60_000

/**
 * The composition root (P1): everything is built here, in one order, and taken down in reverse, also when the start
 * fails half way.
 */
export const compose = async (config: Config): Promise<App> => {
  const opened = new AsyncDisposableStack()
  try {
    return await build(config, opened)
  } catch (error) {
    await opened.disposeAsync()
    throw error
  }
}

const build = async (config: Config, opened: AsyncDisposableStack): Promise<App> => {
  const clock = Date.now
  const logger = pino({ level: config.LOG_LEVEL, base: null })
  const onError = (error: unknown, command?: string) => {
    counted.fault()
    logger.error({ command, fault: describe(error) }, 'fault')
  }

  const mongo = await connectMongo(config.MONGODB_URL)
  opened.defer(() => mongo.close())
  const { db } = mongo
  if (!db) throw new Error('MongoDB is connected without a database')
  const publisher = connectRedis(config.REDIS_URL, (error) => logger.debug({ fault: error.name }, 'redis'))
  const subscriber = publisher.duplicate()
  subscriber.on('error', () => undefined)
  for (const redis of [publisher, subscriber]) opened.defer(() => redis.disconnect())
  await Promise.all([firstReady(publisher, 3_000), firstReady(subscriber, 3_000)])

  // What a range is sent to is known only when the socket server stands; nothing is emitted before.
  let io: LiveServer | null = null
  let isChecked = false
  const counted = composeMetrics({
    connections: () => io?.engine.clientsCount ?? 0,
    isChecked: () => isChecked,
    isRedisReady: () => publisher.status === 'ready' && subscriber.status === 'ready',
  })
  opened.defer(counted.metrics.close)

  const prefix = `${db.databaseName}:`
  const bus = createRedisBus({ publisher, subscriber, prefix })
  const limits = createLimits(publisher, prefix, clock)
  const collection = logCollection(db)
  await prepareLog(collection)
  const epoch = await epochOf(db)

  const roomsInUse = () => io?.sockets.adapter.rooms
  const emit = (range: Committed) => {
    for (const audience of audiences) {
      const room = roomOf(range.channelId, audience)
      if (io && roomsInUse()?.has(room))
        sendToRoom(io, room, frameOf(delivery.name, viewRange(kinds, range, audience)))
    }
  }
  const readersOf = (channelId: string) =>
    audiences.reduce((sum, audience) => sum + (roomsInUse()?.get(roomOf(channelId, audience))?.size ?? 0), 0)
  const house = composeLog({ client: mongo.getClient(), collection, bus, clock, emit, readersOf, onError })
  const { log, reader, feed } = house
  opened.defer(house.close)
  house.onCommitted(counted.committed)
  feed.onEmitted(counted.emitted)

  const present = presentOf(mongo)
  await present.prepare()
  const models = channelModel(mongo)
  await models.createIndexes()
  const channels = createChannelStore(models)
  let port = config.PORT
  const url = () => config.PUBLIC_URL ?? `http://localhost:${port}`
  const moderated = createModerationStore(db, collection)
  await moderated.prepare()
  const people = await composePeople({
    config,
    mongo,
    db,
    log,
    factsOf: channels.factsOf,
    nameOf: channels.nameOf,
    noteAct: moderated.note,
    origin: url,
    clock,
    onError,
  })
  opened.defer(people.close)
  const { identity } = people
  const channelService = createChannelService({ log, store: channels })

  const moderation = composeModeration({
    db,
    house,
    store: moderated,
    channels,
    people,
    kinds,
    clock,
    onError,
  })
  opened.defer(moderation.close)

  const shares = composeShares({ db, house, channels, onError })
  opened.defer(shares.close)

  const mutes = await composeMutes({ db, house })
  const push = await composePush({
    mutedAmong: mutes.among,
    config,
    db,
    redis: publisher,
    prefix,
    house,
    channels,
    people,
    kinds,
    clock,
    onTold: (outcome, why) => {
      counted.told(outcome)
      logger.debug({ outcome, why }, 'push')
    },
    onError,
  })
  opened.defer(push.close)

  const scheduled = await composeScheduled({
    collection,
    house,
    actorOf: identity.actorOf,
    run: (command, input, caller) => runner.run(command.name, input, caller),
    clock,
    onError,
  })
  opened.defer(scheduled.close)

  const { namesOf } = people.people
  const promises = await composePromises({ collection, log, kinds, channels, namesOf, clock, onError })
  opened.defer(promises.close)
  const agreement = await composeAgreement({ collection, log, kinds, namesOf, clock, onError })
  opened.defer(agreement.close)

  const announcements = createAnnouncementStore(collection)
  await announcements.createIndexes()
  const acknowledging = await composeAcknowledging({ db, house, channels, people, clock, onError })
  opened.defer(acknowledging.close)
  const endings = createEndings({ log, store: announcements, clock })

  const liveRights = createLiveRights({
    sockets: () => io?.sockets.sockets.values() ?? [],
    identity,
    factsOf: channels.factsOfAll,
    doubt: present.doubt,
    isOwn,
  })
  const watch = watchRights({
    feed,
    bus,
    liveRights,
    changedSince: channels.changedSince,
    now: channels.now,
    onError,
  })
  house.onCommitted(watch.committed)

  const syncService = createSyncService({
    reader,
    sync: createSync({ reader, kinds }),
    feed,
    channelsAround: channels.around,
    allChannels: channels.allFacts,
    factsOf: channels.factsOfAll,
  })
  const runner = createRunner({
    served: [
      ...channelCommands({ service: channelService, store: channels, memberships: people.memberships }),
      ...messageCommands({ log, kinds }),
      ...updateCommands({ log }),
      ...announcementCommands({ log }),
      ...itemCommands({ log, kinds, reader }),
      ...presenceCommands({ whisper: createWhisper({ bus, io: () => io }) }),
      ...readingCommands({ factsOf: channels.factsOfAll, heads: reader.heads, raise: house.raisePositions }),
      ...scheduled.commands,
      ...savedCommands({ log, reader, kinds, factsOf: channels.factsOfAll }),
      ...syncCommands({
        service: syncService,
        reader,
        kinds,
        epoch,
        meOf: people.meOf,
        actorNow: async (actor) => {
          const [alive, now] = await Promise.all([identity.isAlive(actor), identity.actorOf(actor)])
          return alive ? now : null
        },
        renewRights: present.renew,
        generationOf: liveRights.generationOf,
      }),
      ...composeCatchUp({
        client: mongo.getClient(),
        collection,
        channels,
        sync: syncService,
        mutedOf: mutes.mutedOf,
        clock,
      }),
      ...(await composePlan({
        client: mongo.getClient(),
        collection,
        log,
        kinds,
        channels,
        namesOf: people.people.namesOf,
      })),
      ...projectCommands({ log, namesOf }),
      ...promises.commands,
      ...agreement.commands,
      ...people.commands,
      ...push.commands,
      ...mutes.commands,
      ...moderation.commands,
      ...acknowledging.commands,
    ],
    limits,
    factsOf: channels.factsOf,
    done: log.done,
    onFault: (command, error) => onError(error, command),
    onAnswer: (command, code, ms) => {
      counted.answered(command, code, ms)
      logger.debug({ command, code, ms: Math.round(ms) }, 'answered')
    },
    isPassingFault: (error) => error instanceof MongoError || isTransient(error),
  })

  const loaded =
    config.CONTENT_DIR === undefined
      ? null
      : await loadContent({
          dir: config.CONTENT_DIR,
          log,
          channels: { put: channelService.put, factsOf: channels.factsOf },
          people: people.people,
        })

  const look = loaded?.look ?? houseLook

  const http = createServer()
  const drain = createDrain(http)
  const origins = () => allowedOrigins(config.PUBLIC_URL, port)
  const app = createHttpApp({
    runner,
    identity,
    origins,
    secure: people.secure,
    trustedProxies: config.TRUSTED_PROXIES,
    clientDir: config.CLIENT_DIR,
    isReady: async () => (await db.command({ ping: 1 }, { timeoutMS: 1_000 })).ok === 1,
    pages: [...people.pages, themePage(look.css)],
  })
  http.on('request', app)
  io = createSocketServer({
    http,
    runner,
    identity,
    origins,
    trustedProxies: config.TRUSTED_PROXIES,
    onConnect: liveRights.add,
  })

  const live = io
  const loops = [
    every(
      sweepMs,
      async () => {
        isChecked = await feed.sweep()
        await beat(live, isChecked)
      },
      onError,
    ),
    every(sweepMs, watch.sweep, onError),
    every(sweepMs, shares.sweep, onError),
    every(endingsMs, endings.sweep, onError),
    every(purgeMs, async () => void (await purgeRemoved(collection, clock())), onError),
  ]
  opened.defer(async () => void (await Promise.all(loops.map((loop) => loop.stop()))))
  opened.defer(() => drain(live))

  return {
    listen: async () => {
      await new Promise<void>((resolve, reject) => {
        http.once('error', reject)
        http.listen(config.PORT, config.HOST, resolve)
      })
      port = (http.address() as AddressInfo).port
      if (config.METRICS_PORT !== undefined) {
        const served = await serveMetrics(counted.metrics, { port: config.METRICS_PORT, host: config.HOST })
        opened.defer(served.close)
      }
      return url()
    },
    welcome: async () => [
      ...(loaded && loaded.written > 0
        ? [`Loaded ${loaded.written} things from the content of ${loaded.municipality}`]
        : []),
      ...look.warnings.map(({ file, line, what }) => `Hard to see, in ${file}:${line}: ${what}`),
      ...(await people.welcome()),
    ],
    close: () => opened.disposeAsync(),
  }
}

/** A fault without anybody's text: its name, code and place. */
const describe = (error: unknown) =>
  error instanceof Error
    ? { name: error.name, code: (error as { code?: unknown }).code, stack: frames(error) }
    : {}

/** The stack without its first lines, which hold the message. */
const frames = (error: Error) =>
  error.stack
    ?.split('\n')
    .filter((line) => line.startsWith('    at '))
    .slice(0, 8)

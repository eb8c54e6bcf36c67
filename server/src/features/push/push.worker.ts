import { isCalledTogether, lookingHoldsMs, mentionsIn, type PushMessage } from '@bijpraat/contract'
import type { Kinds } from '../../log/kinds.ts'
import type { StoredItem } from '../../log/model.ts'
import type { LogReader } from '../../log/read.ts'
import type { BriefNotes } from '../../platform/brief-notes.ts'
import type { PushOutcome, PushService } from '../../platform/push.ts'
import { type Delivery, type DeliveryStore, type Settled, tellWithinMs } from './deliveries.store.ts'
import type { LevelStore } from './levels.store.ts'
import { type Decision, decide } from './push.decision.ts'
import { linkedTo, type PushPorts } from './push.ports.ts'
import { waitBefore } from './push.retries.ts'
import { messageView, shortestOf, topicOf } from './push.view.ts'
import type { Subscription, SubscriptionStore } from './subscriptions.store.ts'

/** How a delivery came out, for whoever counts. */
export type Told = 'sent' | 'gone' | 'later' | 'refused' | 'givenUp' | 'seen' | 'dropped'

type Parts = Pick<PushPorts, 'factsOf' | 'nameOf' | 'namesOf' | 'mutedAmong' | 'actorNow'> & {
  kinds: Kinds
  reader: Pick<LogReader, 'items'>
  levels: Pick<LevelStore, 'ofPersons'>
  subscriptions: Pick<SubscriptionStore, 'ofSessions' | 'deleteAt'>
  deliveries: Pick<DeliveryStore, 'claim' | 'settle'>
  notes: Pick<BriefNotes, 'keep' | 'read'>
  service: Pick<PushService, 'send'>
  clock: () => number
  random: () => number
  onTold: (told: Told, why: string) => void
  onError: (error: unknown) => void
}

const mostInFlight = 100
const mostClaimed = 500
/** Taken up without asking: what is sent well before its lease is over. */
const mostHanded = 5_000
/** Encrypting takes a third of a millisecond: after so many whatever else waits has its turn. */
const turnAfter = 4
/** A device says again what is on its screen before this is over. */
const lookAgainMs = lookingHoldsMs / 2

/** Tells devices what is due. Any number of workers on any number of nodes: each delivery goes to one at a time. */
export const createPushWorker = (parts: Parts) => {
  const { deliveries, clock } = parts
  /** By origin of a push service, until when it wants nothing. */
  const pausedUntil = new Map<string, number>()
  const sending = new Set<Promise<void>>()
  let handed: Delivery[] = []
  let onFreed = () => {}
  let settled: Settled[] = []
  let writing: Promise<void> = Promise.resolve()
  let running: Promise<void> | null = null
  let again = false
  let closed = false

  /** Written many at a time, as soon as those before them are. */
  const settle = (outcome: Settled): Promise<void> => {
    settled.push(outcome)
    if (settled.length === 1) {
      writing = writing.then(async () => {
        const batch = settled
        settled = []
        await deliveries.settle(batch).catch(parts.onError)
      })
    }
    return writing
  }

  const done = ({ _id, claim }: Delivery, told: Told, why: string = told) => {
    parts.onTold(told, why)
    return settle({ _id, ...(claim === undefined ? {} : { claim }), done: why })
  }
  const later = ({ _id, claim }: Delivery, tries: number, dueAt: number) =>
    settle({ _id, ...(claim === undefined ? {} : { claim }), tries, dueAt })

  const failed = (
    delivery: Delivery,
    outcome: Extract<PushOutcome, { outcome: 'later' }>,
    origin: string,
  ) => {
    const tries = delivery.tries + 1
    const wait = waitBefore(tries, outcome.afterMs, parts.random)
    if (outcome.afterMs !== null && wait !== null) {
      pausedUntil.set(origin, clock() + wait)
      // The other nodes learn of it by their next batch.
      parts.notes.keep(pauseOf(origin), 'any', String(clock() + wait), wait)
    }
    if (wait === null) return done(delivery, 'givenUp', outcome.why)
    parts.onTold('later', outcome.why)
    return later(delivery, tries, clock() + wait)
  }

  const send = async (delivery: Delivery, to: Subscription, message: PushMessage): Promise<void> => {
    const origin = new URL(to.endpoint).origin
    const until = pausedUntil.get(origin) ?? 0
    if (until > clock()) return later(delivery, delivery.tries, until)
    const post = (said: PushMessage) =>
      parts.service.send(to, {
        payload: JSON.stringify(said),
        topic: topicOf(delivery.sessionId, delivery.itemId),
        ttlSeconds: Math.max(0, Math.floor((delivery.at + tellWithinMs - clock()) / 1000)),
      })
    const first = await post(message)
    const outcome = first.outcome === 'tooLarge' ? await post(shortestOf(message)) : first
    switch (outcome.outcome) {
      case 'accepted':
        return done(delivery, 'sent')
      case 'gone':
        await parts.subscriptions.deleteAt(delivery.sessionId, to.endpoint)
        return done(delivery, 'gone')
      case 'later':
        return failed(delivery, outcome, origin)
      case 'tooLarge':
        return done(delivery, 'refused', '413')
      case 'refused':
        return done(delivery, 'refused', outcome.why)
    }
  }

  const carryOut = async (
    delivery: Delivery,
    decision: Decision,
    { channelName, names }: Pick<Parameters<typeof messageView>[0], 'channelName' | 'names'>,
  ): Promise<void> => {
    if (decision.act === 'drop')
      return done(delivery, decision.why === 'seen' ? 'seen' : 'dropped', decision.why)
    if (decision.act === 'wait') return later(delivery, delivery.tries, clock() + lookAgainMs)
    const { subscription, item } = decision
    const kind = parts.kinds.get(item.kind)
    if (!kind) return done(delivery, 'dropped', 'unknown')
    const { language } = subscription
    return send(delivery, subscription, messageView({ item, kind, channelName, language, names }))
  }

  /** Resolves when one that is under way has ended. */
  const freed = () =>
    new Promise<void>((resolve) => {
      onFreed = resolve
    })

  /** Reads what a batch depends on, all of it now, and begins to send. */
  const begin = async (batch: readonly Delivery[]): Promise<void> => {
    const situation = await situationOf(parts, batch)
    const { subscriptions, actors, channels, items, chosen, isMuted, looking, channelNames, names, pauses } =
      situation
    for (const [origin, until] of pauses)
      pausedUntil.set(origin, Math.max(until, pausedUntil.get(origin) ?? 0))
    for (const [at, delivery] of batch.entries()) {
      if (sending.size >= mostInFlight) await freed()
      else if (at % turnAfter === 0) await nextTurn()
      // What is left is taken up when its lease is over.
      if (closed) return
      const decision = decide(delivery, {
        now: clock(),
        subscription: subscriptions.get(delivery.sessionId),
        actor: actors[at] ?? null,
        channel: channels.get(delivery.channelId),
        item: items.get(`${delivery.channelId}/${delivery.itemId}`),
        chosen,
        isMuted: isMuted(delivery),
        looking: looking[at] ?? [],
      })
      const channelName = channelNames.get(delivery.channelId) ?? ''
      const task = carryOut(delivery, decision, { channelName, names })
        // Its lease runs out, and somebody takes it up again.
        .catch(parts.onError)
        .finally(() => {
          sending.delete(task)
          onFreed()
        })
      sending.add(task)
    }
  }

  const drain = async (): Promise<void> => {
    while (!closed) {
      const batch = handed.length > 0 ? handed.splice(0, mostClaimed) : await deliveries.claim(mostClaimed)
      if (batch.length === 0) return
      await begin(batch)
    }
  }

  /** One run at a time; what is asked for meanwhile makes it run once more. */
  const run = (): Promise<void> => {
    if (running) {
      again = true
      return running
    }
    running = drain().finally(() => {
      running = null
      if (again && !closed) {
        again = false
        wake()
      }
    })
    return running
  }

  const wake = () => {
    if (!closed) run().catch(parts.onError)
  }

  return {
    /** Something is due; returns at once. */
    wake,
    /** How many more can be handed over. */
    room: () => (closed ? 0 : mostHanded - handed.length),
    /** What was claimed for this worker when it was written; returns at once. */
    takeUp: (mine: readonly Delivery[]) => {
      handed.push(...mine)
      wake()
    },
    /** Takes up what is due. */
    sweep: run,
    /** Lets what is under way end, and takes up nothing more. */
    close: async (): Promise<void> => {
      closed = true
      await running?.catch(() => undefined)
      await Promise.all(sending)
      // Another node need not wait for the lease of what nobody began.
      await Promise.all(handed.map((delivery) => later(delivery, delivery.tries, clock())))
      handed = []
      await writing
    },
  }
}

/** Under which a service's wish to be left alone is told to other nodes. */
const pauseOf = (origin: string) => `push ${origin}`

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

const unique = (values: readonly string[]) => [...new Set(values)]

const situationOf = async (parts: Parts, batch: readonly Delivery[]) => {
  const sessionIds = unique(batch.map(({ sessionId }) => sessionId))
  const personIds = unique(batch.map(({ personId }) => personId))
  const channelIds = unique(batch.map(({ channelId }) => channelId))
  const [subscriptions, actors, channels, looking] = await Promise.all([
    parts.subscriptions.ofSessions(sessionIds),
    Promise.all(batch.map(parts.actorNow)),
    parts.factsOf(channelIds),
    parts.notes.read(batch.map(({ sessionId }) => sessionId)),
  ])
  const origins = unique([...subscriptions.values()].map(({ endpoint }) => new URL(endpoint).origin))
  const around = unique([...channelIds, ...[...channels.values()].flatMap(linkedTo)])
  const itemsOf = (channelId: string) =>
    parts.reader.items(
      channelId,
      unique(batch.flatMap((delivery) => (delivery.channelId === channelId ? [delivery.itemId] : []))),
    )
  const [chosen, items, namesOfChannels, paused] = await Promise.all([
    parts.levels.ofPersons(personIds, around),
    Promise.all(channelIds.map(itemsOf)),
    Promise.all(channelIds.map(parts.nameOf)),
    parts.notes.read(origins.map(pauseOf)),
  ])
  const itemsByPlace = new Map(items.flat().map((item) => [`${item.channelId}/${item.id}`, item]))
  return {
    subscriptions,
    actors,
    channels,
    looking,
    chosen,
    items: itemsByPlace,
    isMuted: await mutedIn(parts, batch, itemsByPlace),
    pauses: origins.flatMap((origin, at) =>
      (paused[at] ?? []).map(({ value }) => [origin, Number(value)] as const),
    ),
    channelNames: new Map(channelIds.map((channelId, at) => [channelId, namesOfChannels[at] ?? ''])),
    names: await calledIn(parts, items.flat()),
  }
}

/** Whether a delivery is of talk by someone whom its person muted. */
const mutedIn = async (
  { kinds, mutedAmong }: Parts,
  batch: readonly Delivery[],
  items: ReadonlyMap<string, StoredItem>,
) => {
  const hearingOf = ({ personId, channelId, itemId }: Delivery) => {
    const { kind = '', authorId = null } = items.get(`${channelId}/${itemId}`) ?? {}
    return authorId !== null && kinds.get(kind)?.kind.notifies === 'talk' ? { personId, authorId } : null
  }
  const isMuted = await mutedAmong(batch.flatMap((delivery) => hearingOf(delivery) ?? []))
  return (delivery: Delivery): boolean => {
    const hearing = hearingOf(delivery)
    return hearing !== null && isMuted(hearing)
  }
}

/** The names of people whom these items call. */
const calledIn = async ({ kinds, namesOf }: Parts, items: readonly StoredItem[]) => {
  const texts = items.flatMap(({ kind, content }) =>
    content === null ? [] : (kinds.get(kind)?.kind.plainText(content as never) ?? []),
  )
  const personIds = unique(texts.flatMap(mentionsIn)).filter((called) => !isCalledTogether(called))
  return personIds.length > 0 ? namesOf(personIds) : new Map<string, string>()
}

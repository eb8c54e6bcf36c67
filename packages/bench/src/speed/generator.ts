import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import { type Answered, type Client, createClient, type Seat } from './client.ts'
import { createHistogram, type Histogram } from './histogram.ts'
import { createPosts, type Post } from './posts.ts'
import { cpuSecondsOf } from './proc.ts'

/** Processes whose processor time is told beside the generator's own. */
export type Watched = { server: readonly number[]; database: readonly number[] }

export type Load = {
  /** Posts are due at fixed times, whatever the server does… */
  perSecond?: number
  /** …or this many writers post one after the other, each as soon as it has an answer. */
  writers?: number
  seconds: number
  /** With writers: so many posts and no more, however long they take. */
  posts?: number
  /** Before anything is measured. */
  warmUpSeconds: number
  /** Share of changes that edit an earlier message instead of writing one. */
  edits?: number
  textBytes?: number
  seed: number
  watched: Watched
}

/** All of the measured seconds only, but for what was lost, doubled, disordered, wrong: those count always. */
export type Measured = {
  seconds: number
  posts: number
  acks: number
  deliveries: number
  frames: number
  /** From the due time of a post until a reader has it, in ms. */
  latency: { p50: number; p95: number; p99: number }
  ackLatency: { p50: number; p95: number; p99: number }
  cpuSeconds: { server: number; database: number; generator: number }
  checkedBodies: number
  lost: number
  doubled: number
  disordered: number
  wrongBodies: number
  /** Codes of refusals, with how often each. */
  refused: Record<string, number>
  /** Connections that ended unasked. */
  gone: number
}

/** `ms` until the last is whole again, and what server and database worked meanwhile. */
export type Storm = { ms: number; cpuMs: { server: number; database: number }; measured: Measured }

/** So many connections are being opened at a time when all come back; more would overflow the kernel's queue. */
const returnAtOnce = 400
/** One frame in so many is compared with what was posted, beside the first of each range. */
const sampleOneIn = 499
const settleWithinMs = 10_000

export const createGenerator = ({ contract }: { contract: number }) => {
  const clients: Client[] = []
  /** Those that neither drop nor pause. */
  let steady = 0
  const posts = createPosts()
  let tally = newTally(1)

  const onRange: Parameters<typeof createClient>[1]['onRange'] = (client, channelId, after, upTo, text) => {
    const cursor = client.cursors.get(channelId)
    if (cursor === undefined) return
    const channel = posts.know(channelId, after)
    if (upTo > channel.head || tally.sampled()) {
      posts.check(text())
      tally.checkedBodies += 1
    }
    if (upTo <= cursor) {
      tally.disordered += 1
      return
    }
    if (after > cursor) tally.lost += after - cursor
    if (after < cursor) tally.doubled += cursor - after
    client.cursors.set(channelId, upTo)
    tally.frames += 1
    tally.deliveries += upTo - after
    const now = performance.now()
    for (let index = after + 1 - channel.base; index <= upTo - channel.base; index += 1) {
      const dueAt = channel.dueAt[index]
      // NaN: not of the measured seconds.
      if (dueAt !== undefined && dueAt > 0) tally.latency.add(now - dueAt)
    }
  }

  const onGone = () => {
    tally.gone += 1
  }

  const openAll = async (list: readonly Client[], atOnce: number): Promise<number> => {
    const startedAt = performance.now()
    let next = 0
    const worker = async () => {
      for (let client = list[next++]; client; client = list[next++]) await client.open()
    }
    await Promise.all(Array.from({ length: atOnce }, worker))
    return performance.now() - startedAt
  }

  const open = (seats: readonly Seat[], atOnce: number): Promise<number> => {
    const fresh = seats.map((seat) => createClient(seat, { contract, onRange, onGone }))
    clients.push(...fresh)
    for (const { channels } of seats) {
      for (const { channelId, cursor } of channels) posts.know(channelId, cursor)
    }
    return openAll(fresh, atOnce)
  }

  const close = () => {
    for (const client of clients) client.close()
    clients.length = 0
    steady = 0
    posts.forget()
  }

  const writer = createWriter({ clients, posts, tally: () => tally })

  /**
   * Every reader has what any reader has, and every post its answer; or nothing comes any more. A server that was
   * asked for too much works off what waits: the next measurement must not find it.
   */
  const settle = async () => {
    let heard = performance.now()
    let before = tally.deliveries
    while (writer.unanswered() > 0 || behind(clients, posts) > 0) {
      if (tally.deliveries > before) heard = performance.now()
      if (performance.now() - heard > settleWithinMs) break
      before = tally.deliveries
      await pause(20)
    }
    tally.lost += behind(clients, posts)
  }

  const run = async (load: Load): Promise<Measured> => {
    posts.clear()
    tally = newTally(load.seed)
    const startAt = performance.now() + 50
    const from = startAt + load.warmUpSeconds * 1000
    const until = from + load.seconds * 1000
    if (load.posts !== undefined) return runCounted(load)
    const done = writer.start(load, { startAt, from, until })
    await pauseUntil(from)
    const before = snapshot(load.watched, tally)
    await pauseUntil(until)
    const after = snapshot(load.watched, tally)
    await done
    await settle()
    return report(before, after, tally, posts.wrong())
  }

  const runCounted = async (load: Load): Promise<Measured> => {
    const before = snapshot(load.watched, tally)
    await writer.start(load, { startAt: 0, from: 0, until: Number.POSITIVE_INFINITY })
    await settle()
    return report(before, snapshot(load.watched, tally), tally, posts.wrong())
  }

  /** All but the steady ones drop at once and return while posts go on; until the last is whole again. */
  const storm = async (load: Load): Promise<Storm> => {
    const running = run(load)
    await pause((load.warmUpSeconds + 1) * 1000)
    const dropping = clients.slice(steady)
    for (const client of dropping) client.close()
    const before = snapshot(load.watched, tally)
    const ms = await openAll(dropping, returnAtOnce)
    const after = snapshot(load.watched, tally)
    const cpuMs = {
      server: 1000 * (after.server - before.server),
      database: 1000 * (after.database - before.database),
    }
    return { ms, cpuMs, measured: await running }
  }

  return {
    open,
    close,
    run,
    storm,
    /** Who is open now neither drops in a storm nor pauses. */
    keepThese: () => {
      steady = clients.length
    },
    pauseOthers: () => {
      for (const client of clients.slice(steady)) client.pause()
    },
    /** How many connections are open. */
    standing: () => clients.filter((client) => !client.isGone()).length,
  }
}

export type Generator = ReturnType<typeof createGenerator>

const behind = (clients: readonly Client[], posts: ReturnType<typeof createPosts>): number => {
  let missing = 0
  for (const { cursors } of clients) {
    for (const [channelId, cursor] of cursors)
      missing += Math.max(0, (posts.channel(channelId)?.head ?? 0) - cursor)
  }
  return missing
}

type Tally = ReturnType<typeof newTally>

const newTally = (seed: number) => ({
  sampled: sampler(seed),
  latency: createHistogram(),
  ackLatency: createHistogram(),
  posts: 0,
  acks: 0,
  deliveries: 0,
  frames: 0,
  checkedBodies: 0,
  lost: 0,
  doubled: 0,
  disordered: 0,
  gone: 0,
  refused: {} as Record<string, number>,
})

const sampler = (seed: number) => {
  let state = seed >>> 0 || 1
  return () => {
    // xorshift32: a fair choice that is the same for the same seed.
    state ^= state << 13
    state ^= state >>> 17
    state ^= state << 5
    return (state >>> 0) % sampleOneIn === 0
  }
}

const snapshot = ({ server, database }: Watched, tally: Tally) => ({
  at: performance.now(),
  server: server.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0),
  database: database.reduce((sum, pid) => sum + cpuSecondsOf(pid), 0),
  generator: cpuSecondsOf(process.pid),
  posts: tally.posts,
  acks: tally.acks,
  deliveries: tally.deliveries,
  frames: tally.frames,
})

type Snapshot = ReturnType<typeof snapshot>

const quantiles = (histogram: Histogram) => ({
  p50: histogram.quantile(0.5),
  p95: histogram.quantile(0.95),
  p99: histogram.quantile(0.99),
})

const report = (before: Snapshot, after: Snapshot, tally: Tally, wrongBodies: number): Measured => ({
  seconds: (after.at - before.at) / 1000,
  posts: after.posts - before.posts,
  acks: after.acks - before.acks,
  deliveries: after.deliveries - before.deliveries,
  frames: after.frames - before.frames,
  latency: quantiles(tally.latency),
  ackLatency: quantiles(tally.ackLatency),
  cpuSeconds: {
    server: after.server - before.server,
    database: after.database - before.database,
    generator: after.generator - before.generator,
  },
  checkedBodies: tally.checkedBodies,
  lost: tally.lost,
  doubled: tally.doubled,
  disordered: tally.disordered,
  wrongBodies,
  refused: tally.refused,
  gone: tally.gone,
})

const pauseUntil = (at: number) => pause(Math.max(0, at - performance.now()))

type Times = { startAt: number; from: number; until: number }
type WriterParts = { clients: readonly Client[]; posts: ReturnType<typeof createPosts>; tally: () => Tally }

/** Posts in turn into each channel that is written in, each by the next of those who may. */
const createWriter = ({ clients, posts, tally }: WriterParts) => {
  let unanswered = 0
  const lastItem = new WeakMap<Client, { channelId: string; itemId: string }>()

  const turnsOf = () => {
    const byChannel = new Map<string, Client[]>()
    for (const client of clients) {
      for (const channelId of client.seat.writes) {
        byChannel.set(channelId, [...(byChannel.get(channelId) ?? []), client])
      }
    }
    return [...byChannel].map(([channelId, writers]) => ({ channelId, writers, next: 0 }))
  }

  const post = (client: Client, post: Post, edit: string | undefined, onAnswer: () => void) => {
    const current = tally()
    const { channelId, text, itemId } = post
    posts.add(post)
    unanswered += 1
    current.posts += 1
    const input =
      edit === undefined
        ? { commandId: itemId, channelId, text }
        : { commandId: randomUUID(), channelId, itemId, text }
    client.send(edit === undefined ? 'message.post' : 'message.edit', input, (answer: Answered) => {
      unanswered -= 1
      if (answer.ok) {
        lastItem.set(client, { channelId, itemId })
        current.acks += 1
        if (post.measured) current.ackLatency.add(performance.now() - post.dueAt)
      } else current.refused[answer.code] = (current.refused[answer.code] ?? 0) + 1
      onAnswer()
    })
  }

  const start = async (load: Load, { startAt, from, until }: Times): Promise<void> => {
    unanswered = 0
    const turns = turnsOf()
    const padding = 'x'.repeat(load.textBytes ?? 160)
    let count = 0
    const next = (dueAt: number, onAnswer: () => void) => {
      const turn = turns[count % turns.length]
      const client = turn?.writers[turn.next++ % turn.writers.length]
      if (!turn || !client) throw new Error('nobody writes')
      count += 1
      const isEdit = load.edits !== undefined && count % 10 < load.edits * 10
      const last = isEdit ? lastItem.get(client) : undefined
      const edit = last?.channelId === turn.channelId ? last.itemId : undefined
      const itemId = edit ?? randomUUID()
      const measured = dueAt >= from && dueAt < until
      const text = `${count} ${itemId} ${padding}`
      post(client, { channelId: turn.channelId, itemId, text, dueAt, measured }, edit, onAnswer)
    }
    const most = load.posts ?? Number.POSITIVE_INFINITY
    if (load.writers !== undefined)
      await closedLoop(load.writers, () => performance.now() < until && count < most, next)
    else await openLoop(load.perSecond ?? 0, startAt, until, next)
  }

  return { start, unanswered: () => unanswered }
}

type Next = (dueAt: number, onAnswer: () => void) => void

/** At fixed times: a server that is slow gets no fewer posts for it. */
const openLoop = async (perSecond: number, startAt: number, until: number, next: Next) => {
  if (perSecond === 0) return pauseUntil(until)
  for (let n = 0; startAt + (n * 1000) / perSecond < until; ) {
    while (startAt + (n * 1000) / perSecond <= performance.now()) {
      const dueAt = startAt + (n * 1000) / perSecond
      if (dueAt >= until) return
      next(dueAt, () => undefined)
      n += 1
    }
    await pause(1)
  }
}

/** Ends when every writer has its last answer; who never gets one is told by the settling after it. */
const closedLoop = (writers: number, goesOn: () => boolean, next: Next) =>
  new Promise<void>((resolve) => {
    let writing = writers
    let heard = performance.now()
    const write = () => {
      heard = performance.now()
      if (goesOn()) return next(heard, write)
      writing -= 1
      if (writing === 0) end()
    }
    const watch = setInterval(() => {
      if (performance.now() - heard > settleWithinMs) end()
    }, 500)
    const end = () => {
      clearInterval(watch)
      resolve()
    }
    for (let i = 0; i < writers; i += 1) write()
  })

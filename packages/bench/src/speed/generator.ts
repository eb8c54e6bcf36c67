import { setTimeout as pause } from 'node:timers/promises'
import { type Client, createClient, type Seat } from './client.ts'
import { createPosts } from './posts.ts'
import { type Measured, newTally, report, snapshot } from './tally.ts'
import { createWriter, type Load, pauseUntil, settleWithinMs } from './writer.ts'

/** `ms` until the last is whole again, and what server and database worked meanwhile. */
export type Storm = { ms: number; cpuMs: { server: number; database: number }; measured: Measured }

/** So many connections are being opened at a time when all come back; more would overflow the kernel's queue. */
const returnAtOnce = 400

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

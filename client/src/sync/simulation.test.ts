import {
  deleteItem,
  directoryId,
  editMessage,
  type Item,
  personalId,
  postMessage,
  reactToItem,
} from '@bijpraat/contract'
import { describe, expect, it } from 'vitest'
import type { ChannelCopy } from '../replica/replica.ts'
import { readPosition } from '../replica/unread.ts'
import { type ChannelLog, keyOf, view } from './testing/log-model.ts'
import { type Client, createWorld, type World } from './testing/world.ts'

const people = ['ann', 'ben', 'cas']
const channels = ['x.one', 'x.two', 'x.three']
/** Copied whole, in several pages. */
const everywhere = [...channels, directoryId]

const faults = {
  loseDelivery: 0.1,
  doubleDelivery: 0.2,
  loseRequest: 0.03,
  loseAnswer: 0.06,
  refuse: 0.05,
  slow: 0.05,
}

type Run = World & {
  clients: Map<string, Client>
  /** Command ids of posts in the order in which they were written, by person and channel. */
  posts: Map<string, string[]>
  restored: boolean
}

const pick = <T>(run: World, list: readonly T[]): T => {
  const one = list[Math.floor(run.random() * list.length)]
  if (one === undefined) throw new Error('nothing to pick from')
  return one
}

/** What is claimed to be whole is whole, at any moment (L6). */
const expectContiguous = (run: Run, personId: string, copy: ChannelCopy) => {
  const log = run.server.logOf(copy.channelId)
  const seqs = copy.timeline.map((id) => copy.items.get(id)?.seq ?? -1)
  expect(seqs).toEqual([...seqs].sort((a, b) => a - b))
  expect(seqs.every((seq) => seq >= copy.floor && seq <= copy.cursor)).toBe(true)
  const audience = run.server.audienceOf(personId, copy.channelId)
  if (audience === null || copy.key !== keyOf(log, audience) || copy.cursor > log.head) return
  for (const item of log.items.values()) {
    if (item.seq < copy.floor || item.rev > copy.cursor) continue
    const { fits: _, ...held } = copy.items.get(item.id) ?? { fits: false }
    expect(held).toEqual(view(item, audience))
  }
}

const expectSame = (copy: ChannelCopy | undefined, log: ChannelLog, audience: 'members' | 'public') => {
  expect(copy).toBeDefined()
  if (copy === undefined) return
  expect({ key: copy.key, cursor: copy.cursor }).toEqual({ key: keyOf(log, audience), cursor: log.head })
  const loaded = [...log.items.values()]
    .filter((item) => item.seq >= copy.floor)
    .sort((a, b) => a.seq - b.seq)
  expect(copy.timeline).toEqual(loaded.map((item) => item.id))
  for (const [id, { fits: _, ...held }] of copy.items) {
    expect(held).toEqual(view(log.items.get(id) ?? fail(id), audience))
  }
}

const fail = (id: string): never => {
  throw new Error(`${id} is not in the log`)
}

const itemsOf = (run: Run, channelId: string) => [...run.server.logOf(channelId).items.values()]

const write = (run: Run) => {
  const personId = pick(run, people)
  const channelId = pick(run, channels)
  const client = run.clients.get(personId)
  if (client?.state().me?.personId !== personId) return
  const own = itemsOf(run, channelId).filter((item) => item.authorId === personId)
  const any = itemsOf(run, channelId)
  const dice = run.random()
  if (dice < 0.6 || any.length === 0) {
    const text = `${personId} ${Math.floor(run.random() * 1e6)}`
    const commandId = client.engine.command(postMessage, { channelId, text })
    const key = `${personId}/${channelId}`
    run.posts.set(key, [...(run.posts.get(key) ?? []), commandId])
    if (dice < 0.1) client.engine.command(editMessage, { channelId, itemId: commandId, text: `${text}!` })
  } else if (dice < 0.75 && own.length > 0) {
    client.engine.command(editMessage, { channelId, itemId: pick(run, own).id, text: 'edited' })
  } else if (dice < 0.82 && own.length > 0) {
    client.engine.command(deleteItem, { channelId, itemId: pick(run, own).id })
  } else {
    const input = { channelId, itemId: pick(run, any).id, reaction: 'nice', on: run.random() < 0.7 } as const
    client.engine.command(reactToItem, input)
  }
}

/** What others do meanwhile: several changes in one commit, new ones and changes of any age, pins among them. */
const others = (run: Run) => {
  const channelId = pick(run, everywhere)
  const changes = Array.from({ length: 1 + Math.floor(run.random() * 6) }, (_, at) => {
    const all = itemsOf(run, channelId)
    const old = all.length > 0 && run.random() < 0.5 ? pick(run, all) : undefined
    const standing = run.random() < 0.2
    const content = { text: `other ${at}` }
    return (_log: ChannelLog, rev: number): Item =>
      old === undefined || old.deletedAt !== undefined
        ? { id: `o.${rev}`, kind: 'message', seq: rev, rev, authorId: 'dee', createdAt: 0, content }
        : { ...old, rev, content, standing }
  })
  run.server.commit(channelId, changes)
}

const restart = async (run: Run) => {
  const personId = pick(run, people)
  const before = run.clients.get(personId)
  await before?.engine.stop()
  const owesNothing = before?.state().outbox.length === 0
  if (before && !(owesNothing && run.random() < 0.5)) {
    run.clients.set(personId, await run.client(personId, { storage: before.storage }))
    return
  }
  // A device that was never here, which has glanced; the answer comes before, while or after it connects.
  const answer = run.server.glance(personId, pick(run, channels))
  const glanced = new Promise((resolve) => {
    run.clock.after(Math.floor(run.random() * 100), () => resolve(answer))
  })
  run.clients.set(personId, await run.client(personId, { glanced }))
}

/** Nobody gets in for minutes; people go on writing. */
const outage = async (run: Run) => {
  run.server.setFaults({ ...faults, refuseHandshake: 'unavailable' })
  run.server.cutAll()
  for (let minute = 0; minute < 3; minute++) {
    write(run)
    await run.clock.advance(60_000)
  }
  run.server.setFaults(faults)
}

const read = (run: Run) => {
  const client = run.clients.get(pick(run, people))
  const copy = client?.state().channels.get(pick(run, channels))
  if (!client || !copy) return
  if (run.random() < 0.5) void client.engine.loadOlder(copy.channelId)
  else client.engine.markRead(copy.channelId, copy.cursor)
}

const step = async (run: Run, withRestore: boolean, backups: ReturnType<World['server']['backup']>[]) => {
  const dice = run.random()
  if (dice < 0.4) write(run)
  else if (dice < 0.6) others(run)
  else if (dice < 0.7) read(run)
  else if (dice < 0.76) run.server.cutOne()
  else if (dice < 0.8) await restart(run)
  else if (dice < 0.88) {
    const audience = pick(run, ['members', 'members', 'members', 'public', null] as const)
    run.server.setRight(pick(run, people), pick(run, channels), audience)
  } else if (dice < 0.915) run.server.cutAll()
  else if (dice < 0.92) await outage(run)
  else if (withRestore && dice < 0.93) backups.push(run.server.backup())
  else if (withRestore && dice < 0.94 && backups.length > 0) {
    run.server.restore(pick(run, backups))
    run.restored = true
  }
  await run.clock.advance(Math.floor(run.random() ** 3 * 2_000))
}

/** Ends all trouble and waits until nothing moves any more. */
const calm = async (run: Run) => {
  run.server.setFaults({})
  for (const personId of people) {
    for (const channelId of everywhere) run.server.setRight(personId, channelId, 'members')
  }
  const isDone = () =>
    [...run.clients.values()].every((client) => {
      const { connection, outbox } = client.state()
      return connection === 'live' && outbox.every((entry) => entry.state === 'failed')
    })
  await run.clock.until(isDone, 240_000)
  await run.clock.advance(15_000)
}

const expectConverged = (run: Run) => {
  for (const [personId, client] of run.clients) {
    for (const channelId of [...everywhere, personalId(personId)]) {
      expectSame(client.state().channels.get(channelId), run.server.logOf(channelId), 'members')
    }
    for (const [channelId, seq] of client.state().marks) {
      if (!run.restored) expect(readPosition(client.state(), channelId)).toBeGreaterThanOrEqual(seq)
    }
  }
}

const expectExactlyOnce = (run: Run) => {
  const inputs = new Map<string, unknown>()
  for (const { input } of run.server.calls) {
    const { commandId } = input as { commandId?: string }
    if (commandId === undefined) continue
    expect(inputs.get(commandId) ?? input).toEqual(input)
    inputs.set(commandId, input)
  }
  if (run.restored) return
  for (const [key, commandIds] of run.posts) {
    const [personId = '', channelId = ''] = key.split('/')
    const outbox = run.clients.get(personId)?.state().outbox ?? []
    const failed = new Set(outbox.map((entry) => entry.commandId))
    const done = commandIds.filter((commandId) => !failed.has(commandId))
    const seqs = done.map((commandId) => run.server.logOf(channelId).items.get(commandId)?.seq)
    expect(seqs).not.toContain(undefined)
    expect(seqs).toEqual([...seqs].sort((a, b) => (a ?? 0) - (b ?? 0)))
  }
}

const simulate = async (seed: number, steps: number, withRestore: boolean) => {
  const run: Run = { ...createWorld(seed), clients: new Map(), posts: new Map(), restored: false }
  for (const personId of people) {
    for (const channelId of everywhere) run.server.setRight(personId, channelId, 'members')
    run.clients.set(personId, await run.client(personId))
  }
  run.server.setFaults(faults)
  const backups: ReturnType<World['server']['backup']>[] = []
  for (let at = 0; at < steps; at++) {
    await step(run, withRestore, backups)
    for (const [personId, client] of run.clients) {
      for (const copy of client.state().channels.values()) expectContiguous(run, personId, copy)
    }
  }
  await calm(run)
  expectConverged(run)
  expectExactlyOnce(run)
  for (const client of run.clients.values()) await client.engine.stop()
}

const seeds = Array.from({ length: Number(process.env.SYNC_SEEDS ?? 12) }, (_, at) => at + 1)

describe('the engine over a network that delays, shuffles, doubles, loses and cuts', () => {
  it.each(seeds)('L5 L6 L12 ends equal to the server, exactly once and in order (seed %i)', async (seed) => {
    await simulate(seed, 150, false)
  })

  it.each(seeds)('L7 survives restored backups (seed %i)', async (seed) => {
    await simulate(1_000 + seed, 150, true)
  })
})

import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { Answered, Client } from './client.ts'
import type { createPosts, Post } from './posts.ts'
import type { Tally, Watched } from './tally.ts'

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

/** Nothing more comes after so long a silence. */
export const settleWithinMs = 10_000

export const pauseUntil = (at: number) => pause(Math.max(0, at - performance.now()))

type Times = { startAt: number; from: number; until: number }
type WriterParts = { clients: readonly Client[]; posts: ReturnType<typeof createPosts>; tally: () => Tally }

/** Posts in turn into each channel that is written in, each by the next of those who may. */
export const createWriter = ({ clients, posts, tally }: WriterParts) => {
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

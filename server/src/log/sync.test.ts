import { randomUUID } from 'node:crypto'
import { type ChannelAnswer, personalId } from '@bijpraat/contract'
import type { Connection } from 'mongoose'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { kinds } from '../kinds.ts'
import type { Audience } from '../rights/rights.ts'
import { openDatabase } from '../testing/database.ts'
import { openLog, type TestLog } from '../testing/log.ts'
import type { Draft } from './model.ts'
import { type Copy, createSync, keyOf, type Reader } from './sync.ts'

let database: Connection & AsyncDisposable
let testLog: TestLog
let sync: ReturnType<typeof createSync>

beforeAll(async () => {
  database = await openDatabase(inject('mongoUrl'))
  testLog = await openLog(database)
  sync = createSync({ reader: testLog.reader, kinds })
})
afterAll(() => database[Symbol.asyncDispose]())

const members = keyOf('members', 1)
const nobody: Reader = { personId: 'reader', positions: {}, callsIn: () => ['reader', 'everyone'] }

const change = (channelId: string, id: string, apply: (draft: Draft) => unknown) =>
  testLog.log.change({
    channelId,
    authorId: 'writer',
    commandId: randomUUID(),
    said: {},
    itemIds: [id],
    apply: (draft) => void apply(draft),
  })

const post = async (
  channelId: string,
  count: number,
  of: { standing?: true; kind?: string; addresses?: string[] } = {},
) => {
  const ids = Array.from({ length: count }, () => randomUUID())
  const { kind = 'message', ...more } = of
  const content = { text: 'Hoi' }
  // One after the other is how they lie; together is how they are committed.
  await Promise.all(
    ids.map((id) =>
      change(channelId, id, (draft) => draft.create({ id, kind, authorId: 'writer', content, ...more })),
    ),
  )
  return ids
}

const ask = async (
  channelId: string,
  copy?: Copy,
  { audience = 'members', who = nobody }: { audience?: Audience; who?: Reader } = {},
): Promise<ChannelAnswer> => {
  const [head] = await testLog.reader.heads([channelId])
  return sync.answer(channelId, head, audience, copy, who)
}

const itemsOf = (answer: ChannelAnswer) => (answer.answer === 'gone' ? [] : answer.items)

describe('what catches a copy up', () => {
  test('L6: a copy that fits gets what changed after its cursor, each item once, in its newest state', async () => {
    const channelId = randomUUID()
    const [first = ''] = await post(channelId, 3)
    await change(channelId, first, (draft) => draft.amend(first, { content: { text: 'Dag' } }))
    await change(channelId, first, (draft) => draft.amend(first, { content: { text: 'Tot ziens' } }))
    const answer = await ask(channelId, { cursor: 2, key: members })
    expect(answer).toMatchObject({ answer: 'delta', key: members, after: 2, upTo: 5, more: false })
    expect(itemsOf(answer).map(({ rev, content }) => [rev, content])).toEqual([
      [3, { text: 'Hoi' }],
      [5, { text: 'Tot ziens' }],
    ])
  })

  test('L6: a copy that is at the head gets an empty delta', async () => {
    const channelId = randomUUID()
    await post(channelId, 2)
    const copy = { cursor: 2, key: members }
    expect(await ask(channelId, copy)).toMatchObject({ answer: 'delta', after: 2, upTo: 2, items: [] })
  })

  test('L6: who has no copy, or is far behind, gets the newest page', async () => {
    const channelId = randomUUID()
    await post(channelId, 260)
    for (const copy of [undefined, { cursor: 1, key: members }]) {
      const answer = await ask(channelId, copy)
      expect(answer).toMatchObject({ answer: 'reset', upTo: 260, floor: 211, more: false })
      expect(itemsOf(answer).map(({ seq }) => seq)).toEqual(Array.from({ length: 50 }, (_, i) => 211 + i))
    }
    expect(await ask(channelId, { cursor: 100, key: members })).toMatchObject({ answer: 'delta', upTo: 260 })
  })

  test('L6: what stands comes with every fresh page, however old', async () => {
    const channelId = randomUUID()
    const [pin] = await post(channelId, 1, { standing: true })
    await post(channelId, 80)
    const items = itemsOf(await ask(channelId))
    expect(items).toHaveLength(51)
    expect(items[0]).toMatchObject({ id: pin, seq: 1, standing: true })
  })

  test('L6 W5: another audience, view or generation of a copy makes it worthless', async () => {
    const channelId = randomUUID()
    await post(channelId, 3)
    for (const key of [keyOf('public', 1), keyOf('members', 2), 'members.0.1']) {
      expect(await ask(channelId, { cursor: 3, key })).toMatchObject({ answer: 'reset', key: members })
    }
    const toPublic = await ask(channelId, { cursor: 3, key: members }, { audience: 'public' })
    expect(toPublic).toMatchObject({ answer: 'reset', key: keyOf('public', 1) })
    expect(itemsOf(toPublic).map(({ kind, content, authorId }) => ({ kind, content, authorId }))).toEqual(
      Array.from({ length: 3 }, () => ({ kind: 'stub', content: null, authorId: null })),
    )
  })

  test('L7: a cursor beyond the head makes a copy worthless, one that a stale read puts there does not', async () => {
    const channelId = randomUUID()
    await post(channelId, 3)
    const copy = { cursor: 9, key: members }
    expect(await ask(channelId, copy)).toMatchObject({ answer: 'reset', upTo: 3 })
    const [stale] = await testLog.reader.heads([channelId])
    await post(channelId, 6)
    const answer = await sync.answer(channelId, stale, 'members', copy, nobody)
    expect(answer).toMatchObject({ answer: 'delta', after: 9, upTo: 9, items: [] })
  })

  test('L6: a channel in which nothing was written is empty, not gone', async () => {
    expect(await ask(randomUUID())).toMatchObject({ answer: 'reset', upTo: 0, floor: 1, items: [] })
  })
})

describe('channels that are copied whole', () => {
  test('L11: come in pages by rev, each ending at its last item, the last at the head', async () => {
    const channelId = personalId(randomUUID())
    const [hot = ''] = await post(channelId, 520)
    await change(channelId, hot, (draft) => draft.amend(hot, { content: { text: 'Dag' } }))
    const first = await ask(channelId)
    expect(first).toMatchObject({ answer: 'reset', floor: 1, upTo: 501, more: true })
    const rest = await ask(channelId, { cursor: 501, key: members })
    expect(rest).toMatchObject({ answer: 'delta', after: 501, upTo: 521, more: false })
    const seen = [...itemsOf(first), ...itemsOf(rest)].map(({ id }) => id)
    expect(new Set(seen).size).toBe(520)
    expect(seen).toHaveLength(520)
  })
})

describe('unread below a page', () => {
  const count = async (position: number, of: { personId: string | null } = { personId: 'reader' }) => {
    const who = { ...nobody, ...of, positions: { [channel]: position } }
    const answer = await ask(channel, undefined, { who })
    return answer.answer === 'reset' ? answer.unreadBelow : null
  }
  let channel: string
  beforeAll(async () => {
    channel = randomUUID()
    await post(channel, 1, { kind: 'channel' })
    const [gone = ''] = await post(channel, 29)
    await change(channel, gone, (draft) => draft.amend(gone, { content: null, deletedAt: draft.now }))
    await post(channel, 50)
  })

  test('L11: is counted from the reader’s position: what counts, is there and is of others', async () => {
    expect(await count(0)).toBe(28)
    expect(await count(20)).toBe(10)
    expect(await count(80)).toBe(0)
    expect(await count(0, { personId: 'writer' })).toBe(0)
    expect(await count(0, { personId: null })).toBe(0)
  })

  test('L11: is told by its places, and so is what calls the reader', async () => {
    const calling = randomUUID()
    await post(calling, 2, { addresses: ['reader'] })
    await post(calling, 1, { addresses: ['someone'] })
    const [gone = ''] = await post(calling, 2, { addresses: ['everyone', 'someone'] })
    await change(calling, gone, (draft) => draft.amend(gone, { content: null, deletedAt: draft.now }))
    await post(calling, 60)
    const below = async (more: Partial<Reader>) => {
      const answer = await ask(calling, undefined, { who: { ...nobody, ...more } })
      return answer.answer === 'reset' ? answer.below : null
    }
    const all = Array.from({ length: 16 }, (_, at) => 16 - at)
    const unread = all.filter((seq) => seq !== 4 && seq !== 6)
    expect(await below({})).toEqual({ unread, calls: [5, 2, 1], talkBy: { writer: unread } })
    expect(await below({ positions: { [calling]: 1 } })).toMatchObject({ calls: [5, 2] })
    expect(await below({ callsIn: () => ['someone'] })).toMatchObject({ calls: [5, 3] })
    expect(await below({ personId: 'writer' })).toEqual({ unread: [], calls: [], talkBy: {} })
    expect(await below({ personId: null })).toEqual({ unread: [], calls: [] })
  })

  test('L11: is counted up to a hundred', async () => {
    await post(channel, 130)
    expect(await count(0)).toBe(100)
  })
})

import {
  acknowledge,
  type CatchUpLine,
  mute,
  muteItemId,
  personalId,
  positions,
  positionsItemId,
} from '@bijpraat/contract'
import { describe, expect, test } from 'vitest'
import { hold } from '../../replica/folds.ts'
import { emptyReplica, type ReplicaState } from '../../replica/replica.ts'
import { type CatchUp, inOrderOf, remainingOf, sinceWhen } from './remaining.ts'

const line = (channelId: string, seq: number, alsoIn: CatchUpLine['alsoIn'] = []): CatchUpLine => ({
  channelId,
  itemId: `${channelId}.${seq}`,
  seq,
  kind: 'message',
  authorId: 'ben',
  createdAt: seq * 10,
  text: 'Hoi',
  alsoIn,
})

const told: CatchUp = {
  at: 0,
  forYou: {
    count: 9,
    lines: [
      { ...line('north', 8), called: 'me' },
      { ...line('north', 4), called: 'me' },
    ],
  },
  announcements: { count: 1, lines: [{ ...line('south', 5), asksRead: false }] },
  updates: {
    count: 7,
    projects: [
      {
        channelId: 'roof',
        count: 5,
        lines: [line('roof', 9, [{ channelId: 'north', seq: 7 }]), line('roof', 3)],
      },
      { channelId: 'path', count: 1, lines: [line('path', 2)] },
    ],
  },
  plans: { count: 2, projects: [{ channelId: 'roof', count: 2, lines: [line('roof', 9), line('roof', 3)] }] },
  talk: [
    {
      channelId: 'north',
      count: 4,
      authorIds: ['ben'],
      people: 1,
      first: line('north', 2),
      last: line('north', 6),
    },
  ],
  channels: [],
}

const state = (marks: Record<string, number>): ReplicaState => ({
  ...emptyReplica,
  marks: new Map(Object.entries(marks)),
})

describe('what remains of what was told', () => {
  test('is all of it while nothing was read', () => {
    expect(remainingOf(state({}), told)).toEqual({
      forYou: told.forYou,
      announcements: told.announcements,
      updates: told.updates,
      plans: told.plans,
      talk: told.talk,
      isUnread: true,
    })
  })

  test('L11: loses what was read, in whichever channel shows it, and counts what is left', () => {
    const { forYou, updates, plans, talk } = remainingOf(state({ north: 7, path: 2 }), told)
    expect(forYou).toMatchObject({ count: 8, lines: [{ seq: 8 }] })
    expect(updates).toMatchObject({
      count: 5,
      projects: [{ channelId: 'roof', count: 4, lines: [{ seq: 3 }] }],
    })
    expect(plans).toEqual(told.plans)
    expect(remainingOf(state({ roof: 3 }), told).plans).toMatchObject({ count: 1, projects: [{ count: 1 }] })
    expect(talk).toEqual([])
  })

  test('is nothing when all of it was read, here or on another device', () => {
    expect(remainingOf(state({ north: 8, south: 5, roof: 9, path: 2 }), told).isUnread).toBe(false)
    const me = { personId: 'ann' } as ReplicaState['me']
    const own = personalId('ann')
    const read = { seqByChannel: { north: 8, south: 5, roof: 9, path: 2 } }
    const item = hold({
      id: positionsItemId,
      kind: positions.kind,
      seq: 1,
      rev: 1,
      authorId: null,
      createdAt: 0,
      content: read,
    })
    const copy = { items: new Map([[item.id, item]]) }
    const channels = new Map([[own, copy]]) as unknown as ReplicaState['channels']
    expect(remainingOf({ ...state({}), me, channels }, told).isUnread).toBe(false)
  })

  test('is as old as the oldest of it', () => {
    expect(sinceWhen(remainingOf(state({}), told))).toBe(20)
    expect(sinceWhen(remainingOf(state({ north: 8, path: 2 }), told))).toBe(30)
    expect(sinceWhen(remainingOf(state({ north: 8, south: 5, roof: 9, path: 2 }), told))).toBeUndefined()
  })

  test('keeps what asks to be acknowledged until it is, though nothing of it is unread', () => {
    const asks = { count: 1, lines: [{ ...line('south', 5), asksRead: true }] }
    const seen = state({ north: 8, south: 5, roof: 9, path: 2 })
    expect(remainingOf(seen, { ...told, announcements: asks })).toMatchObject({
      announcements: asks,
      isUnread: false,
    })
    const input = { channelId: 'south', itemId: 'south.5' }
    const entry = { command: acknowledge.name, input, state: 'waiting' }
    const outbox = [entry] as unknown as ReplicaState['outbox']
    expect(remainingOf({ ...seen, outbox }, { ...told, announcements: asks }).announcements.count).toBe(0)
  })

  test('leaves out the talk of who is muted', () => {
    const own = personalId('ann')
    const item = hold({
      id: muteItemId('ben'),
      kind: mute.kind,
      seq: 1,
      rev: 1,
      authorId: 'ann',
      createdAt: 0,
      content: { personId: 'ben', on: true },
    })
    const channels = new Map([[own, { items: new Map([[item.id, item]]) }]]) as unknown
    const muting = { ...state({}), me: { personId: 'ann' }, channels } as ReplicaState
    const { forYou, announcements } = remainingOf(muting, told)
    expect(forYou.lines).toEqual([])
    expect(announcements.lines).toHaveLength(1)
  })

  test('loses what was taken back', () => {
    const gone = { content: null }
    const copy = { items: new Map([['south.5', gone]]) }
    const channels = new Map([['south', copy]]) as unknown as ReplicaState['channels']
    expect(remainingOf({ ...state({}), channels }, told).announcements).toMatchObject({ count: 0, lines: [] })
  })
})

test('what is shown keeps its place, and what comes stands behind it', () => {
  expect(inOrderOf(['b', 'a', 'c'], ['n', 'a', 'b', 'm'], (one) => one)).toEqual(['b', 'a', 'n', 'm'])
})

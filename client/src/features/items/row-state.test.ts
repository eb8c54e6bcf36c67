import { expect, test } from 'vitest'
import type { OutboxEntry } from '../../replica/replica.ts'
import type { TimelineRow } from '../../replica/timeline.ts'
import { rowState } from './row-state.ts'

const entry = (state: OutboxEntry['state'], more: Partial<OutboxEntry> = {}): OutboxEntry => ({
  commandId: 'c',
  personId: 'me',
  command: 'message.post',
  input: {},
  channelId: 'dorp',
  state,
  writtenAt: 0,
  settled: false,
  ...more,
})

const row = (seq: number, entries: OutboxEntry[]): TimelineRow => ({
  item: { id: 'i', kind: 'message', seq, rev: seq, authorId: 'me', createdAt: 0, content: {}, fits: true },
  state: entries.at(-1)?.state ?? 'confirmed',
  entries,
})

test('what is confirmed is sent when it is mine, and needs no word when it is not', () => {
  expect(rowState(row(1, []), true)).toEqual({ state: 'sent' })
  expect(rowState(row(1, []), false)).toEqual({ state: 'quiet' })
})

test('what was acknowledged is sent, though the log does not show it yet', () => {
  expect(rowState(row(0, [entry('sent')]), true)).toEqual({ state: 'sent' })
})

test('what has no place in the log is on its way itself, else a change of it is', () => {
  expect(rowState(row(0, [entry('waiting')]), true)).toEqual({ state: 'waiting', what: 'item' })
  expect(rowState(row(3, [entry('sending')]), true)).toEqual({ state: 'sending', what: 'change' })
})

test('one that waits says more than one that is being sent, and a failure more than both', () => {
  expect(rowState(row(0, [entry('sending'), entry('waiting')]), true)).toMatchObject({ state: 'waiting' })
  const failed = entry('failed', { code: 'archived', commandId: 'f' })
  expect(rowState(row(3, [failed, entry('waiting')]), true)).toEqual({
    state: 'failed',
    what: 'change',
    code: 'archived',
    commandId: 'f',
  })
})

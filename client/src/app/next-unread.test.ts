import { expect, it } from 'vitest'
import { copyOf, message, stateOf } from '../replica/made-for-tests.ts'
import { nextUnread } from './next-unread.ts'

const content = (name: string) => ({
  kind: 'village',
  name,
  about: '',
  readers: 'members',
  posters: 'members',
  villageIds: [],
  topicIds: [],
  archived: false,
})
const channel = (channelId: string, unread: boolean) =>
  copyOf(
    [
      message('channel', 1, { kind: 'channel', content: content(channelId) }),
      ...(unread ? [message('m', 2)] : []),
    ],
    { channelId },
  )
const copies = [channel('a', true), channel('ab', true), channel('b', false), channel('c', true)]
const muted = copyOf([message('n.c', 1, { kind: 'notices', content: { channelId: 'c', level: 'muted' } })], {
  channelId: 'me.ann',
})

it('goes on from the open channel, round, past what is read or muted', () => {
  const state = stateOf(copies)
  expect(nextUnread(state, '/')).toBe('a')
  expect(nextUnread(state, '/kanaal/a')).toBe('ab')
  expect(nextUnread(state, '/kanaal/ab/b/m')).toBe('c')
  expect(nextUnread(state, '/kanaal/c')).toBe('a')
  const quiet = stateOf([...copies, muted])
  expect(nextUnread(quiet, '/kanaal/ab')).toBe('a')
  expect(nextUnread(stateOf([channel('b', false)]), '/')).toBeNull()
})

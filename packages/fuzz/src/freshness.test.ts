import type { ChannelCopy } from '@bijpraat/client/src/replica/replica.ts'
import { createReplica } from '@bijpraat/client/src/replica/replica.ts'
import { expect, test } from 'vitest'
import { createFreshness, shownBy } from './freshness.ts'

const copyAt = (cursor: number): ChannelCopy => ({
  channelId: 'x.plein',
  key: 'members.1.1',
  cursor,
  floor: 1,
  freshAt: 0,
  isAhead: false,
  reachedStart: true,
  items: new Map(),
  timeline: [],
  below: { unread: [], calls: [] },
  followed: false,
})

/** A client that says it is live, and to which nothing is delivered unless the test does. */
const openClient = () => {
  const replica = createReplica()
  const deliver = (cursor: number) => replica.setState({ channels: new Map([['x.plein', copyAt(cursor)]]) })
  replica.setState({ connection: 'live' })
  deliver(3)
  return { replica, deliver, shown: () => shownBy('phone', replica.getState()) }
}

test('L8: a client whose deliveries are dropped while it shows live is found after ten seconds, once', () => {
  const freshness = createFreshness()
  const { shown } = openClient()
  freshness.committed([['x.plein', 3]], 0)
  freshness.committed([['x.plein', 4]], 1_000)
  freshness.committed([['x.plein', 9]], 8_000)
  expect(freshness.look(shown(), 11_000)).toEqual([])
  expect(freshness.look(shown(), 11_300)).toEqual([
    'phone: shows live x.plein at 3, but 4 was committed 10.3 s ago',
  ])
  expect(freshness.look(shown(), 11_600)).toEqual([])
})

test('L8: nobody is blamed who says that it connects, or who has what was committed ten seconds ago', () => {
  const freshness = createFreshness()
  const { replica, deliver, shown } = openClient()
  freshness.committed([['x.plein', 3]], 0)
  freshness.committed([['x.plein', 4]], 1_000)
  replica.setState({ connection: 'connecting' })
  expect(freshness.look(shown(), 60_000)).toEqual([])
  deliver(4)
  replica.setState({ connection: 'live' })
  freshness.committed([['x.plein', 5]], 55_000)
  expect(freshness.look(shown(), 60_000)).toEqual([])
  expect(freshness.look(shown(), 65_100)).toHaveLength(1)
})

import { EventEmitter } from 'node:events'
import { describe, expect, test } from 'vitest'
import type { Bus } from '../platform/bus.ts'
import { createLiveRights, type LiveRights } from './live-rights.ts'
import type { LiveSocket } from './socket-server.ts'
import { watchRights } from './watch-rights.ts'

/** A connection without a network, and rights that answer when the test lets them. */
const openConnection = () => {
  const session = { personId: 'p1', sessionId: 's1' }
  const socket = Object.assign(new EventEmitter(), {
    id: 'c1',
    connected: true,
    data: { session },
    rooms: new Set<string>(),
  })
  const questions: { answer: () => void; fail: () => void }[] = []
  const actor = {
    ...session,
    role: 'villager' as const,
    moderatorOf: new Set<string>(),
    memberOf: new Set<string>(),
    bannedFrom: new Set<string>(),
    unconfirmed: false,
  }
  const liveRights = createLiveRights({
    sockets: () => [],
    identity: {
      sessionOf: async () => session,
      actorOf: async () => actor,
      isAlive: () =>
        new Promise((resolve, reject) => {
          questions.push({ answer: () => resolve(true), fail: () => reject(new Error('away')) })
        }),
    },
    factsOf: async () => new Map(),
    doubt: () => undefined,
    isOwn: () => false,
  })
  liveRights.add(socket as unknown as LiveSocket)
  return { liveRights, questions, socket }
}

describe('asking a connection’s rights again', () => {
  test('W4: is owed when it fails, also when an older one succeeds meanwhile', async () => {
    const { liveRights, questions } = openConnection()
    const older = liveRights.recheckPerson('p1')
    const newer = liveRights.recheckPerson('p1')
    questions[0]?.answer()
    await older
    questions[1]?.fail()
    await expect(newer).rejects.toThrow('away')
    const again = liveRights.retry()
    questions[2]?.answer()
    await again
    await liveRights.retry()
    expect(questions).toHaveLength(3)
  })

  test('of one that is gone is over, and leaves nothing behind', async () => {
    const { liveRights, questions, socket } = openConnection()
    const underWay = liveRights.recheckPerson('p1')
    socket.connected = false
    socket.emit('disconnect')
    questions[0]?.fail()
    await expect(underWay).rejects.toThrow('away')
    await liveRights.retry()
    expect(questions).toHaveLength(1)
    expect(liveRights.generationOf('c1')).toBe(0)
  })
})

describe('the sweep for changed channels', () => {
  const minute = (n: number) => new Date(n * 60_000)
  const silent: Bus = {
    publish: () => undefined,
    subscribe: async () => undefined,
    unsubscribe: () => undefined,
  }

  test('W4: looks again at one that failed, however much later others changed', async () => {
    const asked: string[] = []
    const recheckChannel: LiveRights['recheckChannel'] = async (channelId) => {
      asked.push(channelId)
      if (asked.length === 2) throw new Error('away')
    }
    const changes = [
      { channelId: 'later', changedAt: minute(9), itemRev: 4 },
      { channelId: 'failing', changedAt: minute(2), itemRev: 7 },
    ]
    const watch = watchRights({
      feed: { onEmitted: () => undefined, serve: async () => undefined },
      bus: silent,
      liveRights: { ...openConnection().liveRights, recheckChannel },
      changedSince: async (since) => changes.filter(({ changedAt }) => changedAt >= since),
      now: async () => minute(1),
      onError: () => undefined,
    })
    await expect(watch.sweep()).rejects.toThrow('away')
    await watch.sweep()
    await watch.sweep()
    expect(asked).toEqual(['later', 'failing', 'failing'])
  })
})

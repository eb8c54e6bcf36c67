import { type Answer, type Command, commands } from '@bijpraat/contract'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { type House, startHouse, type TestClient } from '../testing/house.ts'
import { exampleOf } from './examples.fixture.ts'

let house: House
let nobody: TestClient
beforeAll(async () => {
  house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') })
  nobody = await house.connect(null)
})
afterAll(() => house[Symbol.asyncDispose]())

const exampleFor = (command: Command) => {
  const none = { topicId: 'a', projectId: 'a', itemId: 'a', sessionId: 'a', invitationId: 'a' }
  return exampleOf(command, { ...none, channelId: 'a', personId: 'a' })
}

const give = (command: Command): Promise<Answer<unknown>> =>
  command.transports.includes('socket')
    ? nobody.give(command, exampleFor(command))
    : house.post(null, command, exampleFor(command))

describe.each([...commands.values()].map((command) => [command.name, command] as const))(
  '%s',
  (_, command) => {
    const { limit, perSeconds } = command.rate

    test(`is given ${limit} times in ${perSeconds} s and no more`, async () => {
      const inOneWindow = async () => {
        const answers = await Promise.all(Array.from({ length: limit + 1 }, () => give(command)))
        return answers.filter((answer) => !answer.ok && answer.code === 'rate_limited')
      }
      // A new window may have begun in between; it does not begin twice.
      const [first] = await inOneWindow()
      const refused = first ?? (await inOneWindow())[0]
      expect(refused).toEqual({ ok: false, code: 'rate_limited', retryAfterMs: expect.any(Number) })
      const { retryAfterMs = 0 } = refused as { retryAfterMs?: number }
      expect(retryAfterMs).toBeGreaterThan(0)
      expect(retryAfterMs).toBeLessThanOrEqual(perSeconds * 1000)
    })
  },
)

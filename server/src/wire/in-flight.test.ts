import { type Answer, listChannels } from '@bijpraat/contract'
import { expect, inject, test } from 'vitest'
import { untilTestEnds } from '../testing/dispose.ts'
import { startHouse } from '../testing/house.ts'

test('a connection has so many commands under way, and more are refused for now', async () => {
  const house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') })
  untilTestEnds(house)
  const client = await house.connect(await house.person())
  const ask = () => client.giveRaw(listChannels.name, {}) as Promise<Answer<unknown>>
  // Many more than that, since the first may have ended before the last arrives.
  const answers = await Promise.all(Array.from({ length: 400 }, ask))
  expect(answers).toContainEqual({ ok: false, code: 'rate_limited', retryAfterMs: 1_000 })
  expect(answers[0]).toMatchObject({ ok: true })
})

import { expect } from 'vitest'
import { startHouse } from '../testing/house.ts'
import { openBystanders } from './bystander.fixture.ts'
import { openLimits } from './limits.fixture.ts'
import { openState } from './state.fixture.ts'

export type Target = Awaited<ReturnType<typeof openTarget>>

/** A server to maltreat, with a village, a villager in it, and others who must not notice anything. */
export const openTarget = async (services: { mongoUrl: string; redisUrl: string }) => {
  const house = await startHouse(services)
  const state = await openState(house.mongoUrl)
  const limits = openLimits(services.redisUrl, house.mongoUrl)
  const bystanders = await openBystanders(house)
  const channelId = await house.channel()
  const villager = await house.person({ memberOf: [channelId] })
  let before: Record<string, string> = {}

  const remember = async (): Promise<void> => {
    before = await state.hash()
  }
  return {
    house,
    url: house.urls[0] ?? '',
    db: state.db,
    channelId,
    villager,
    bystanders,
    /** What the database holds from here on is what `expectUnharmed` wants to find. */
    remember,
    /** Nothing has changed since, and others still talk. Their talk is remembered, and rate limits forgotten. */
    expectUnharmed: async (): Promise<void> => {
      expect(await state.hash()).toEqual(before)
      await bystanders.stillTalk()
      await limits.forget()
    },
    [Symbol.asyncDispose]: async () => {
      limits.close()
      await state[Symbol.asyncDispose]()
      await house[Symbol.asyncDispose]()
    },
  }
}

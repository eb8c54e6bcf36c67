import { postMessage, reactToItem } from '@bijpraat/contract'
import { beforeAll, expect, inject, test } from 'vitest'
import { untilTestEnds } from '../../testing/dispose.ts'
import { startHouse } from '../../testing/house.ts'

const services = { mongoUrl: '', redisUrl: '' }
beforeAll(() => Object.assign(services, { mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') }))

test('L1: a reaction that is there already, or is not there to be taken back, takes no rev', async () => {
  const house = untilTestEnds(await startHouse(services))
  const channelId = await house.channel()
  const [one, other] = [
    await house.person({ memberOf: [channelId] }),
    await house.person({ memberOf: [channelId] }),
  ]
  const fresh = () => ({ commandId: crypto.randomUUID(), channelId })
  const posted = await house.post(one, postMessage, { ...fresh(), text: 'Het bankje staat.' })
  if (!posted.ok) throw new Error(posted.code)
  const { itemId } = posted.data
  const react = async (person: typeof one, on: boolean) => {
    const answer = await house.post(person, reactToItem, { ...fresh(), itemId, reaction: 'nice', on })
    return answer.ok ? answer.data.rev - posted.data.rev : answer.code
  }
  expect(await react(one, false)).toBe(0)
  expect(await react(one, true)).toBe(1)
  expect(await react(one, true)).toBe(1)
  expect(await react(other, true)).toBe(2)
  expect(await react(one, true)).toBe(2)
  expect(await react(one, false)).toBe(3)
  expect(await react(one, false)).toBe(3)
})

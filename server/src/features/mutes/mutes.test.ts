import { randomUUID } from 'node:crypto'
import { chooseNotices, muteItemId, mutePerson, personalId } from '@bijpraat/contract'
import { MongoClient } from 'mongodb'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { composeMutes } from '../../compose.mutes.ts'
import { type House, startHouse } from '../../testing/house.ts'

let house: House
beforeAll(async () => {
  house = await startHouse({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') })
})
afterAll(() => house[Symbol.asyncDispose]())

test('L11: what one muted is one’s own, the same wherever it is asked, and can be undone', async () => {
  const client = await MongoClient.connect(house.mongoUrl)
  try {
    const { mutedOf } = await composeMutes({ db: client.db(), house: house.testLog })
    const channelId = await house.channel()
    const [me, other] = [await house.person({ memberOf: [channelId] }), await house.person()]
    const fresh = () => ({ commandId: randomUUID() })
    const muteOther = (on: boolean) =>
      house.post(me, mutePerson, { ...fresh(), personId: other.personId, on })
    const choose = (level: string) => house.post(me, chooseNotices, { ...fresh(), channelId, level })
    const seen = async () => {
      const { channels, persons } = await mutedOf(me.personId)
      return [...channels, ...persons]
    }
    expect(await seen()).toEqual([])
    await Promise.all([muteOther(true), muteOther(true), choose('muted')])
    expect(await seen()).toEqual([channelId, other.personId])
    const item = await house.testLog.reader.item(personalId(me.personId), muteItemId(other.personId))
    expect(item?.content).toEqual({ personId: other.personId, on: true })
    // Nobody else hears of it.
    expect(await mutedOf(other.personId)).toEqual({ channels: new Set(), persons: new Set() })
    await Promise.all([muteOther(false), choose('news')])
    expect(await seen()).toEqual([])
  } finally {
    await client.close()
  }
})

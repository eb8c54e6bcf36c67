import { randomUUID } from 'node:crypto'
import { postMessage, type Range, resume } from '@bijpraat/contract'
import { expect } from 'vitest'
import type { House } from '../testing/house.ts'
import { until } from '../testing/wait.ts'

/** Two people in a village of their own on the node that others maltreat. */
export const openBystanders = async (house: House) => {
  const channelId = await house.channel()
  const [speaker, listener] = await Promise.all(
    [0, 1].map(async () => house.connect(await house.person({ memberOf: [channelId] }))),
  )
  if (!speaker || !listener) throw new Error('nobody came')
  const heard = new Set<string>()
  listener.socket.on('delivery', (range: Range) => {
    for (const { id } of range.items) heard.add(id)
  })
  await listener.give(resume, { have: [], also: [] })

  return {
    /** One speaks and the other hears it, over the connections that they had from the beginning. */
    stillTalk: async (): Promise<void> => {
      const commandId = randomUUID()
      const answer = await speaker.give(postMessage, { commandId, channelId, text: 'Hoor je me?' })
      expect(answer).toMatchObject({ ok: true })
      await until(() => heard.has(commandId), 2_000)
    },
  }
}

import { appendFileSync } from 'node:fs'
import { randomOf } from '../random.ts'
import { drawGift, openWriter } from './writer.ts'

/** A process that writes as fast as it can until it is killed, and notes before and after what it does. */
const [mongoUrl = '', seed = '', file = ''] = process.argv.slice(2)
const random = randomOf(Number(seed), 'victim')
const writer = await openWriter(mongoUrl)
const items: { channelId: string; itemId: string }[] = []

const note = (line: object) => appendFileSync(file, `${JSON.stringify(line)}\n`)

const writeOn = async (): Promise<never> => {
  for (;;) {
    const gift = drawGift(random, items)
    const { channelId, commandId } = gift.input
    note({ gift })
    const answer = await writer.give(gift)
    note({ commandId, answer })
    const isNew = answer?.ok && gift.command === 'message.post'
    if (isNew) items.unshift({ channelId: String(channelId), itemId: String(commandId) })
  }
}

note({ ready: true })
await Promise.all([writeOn(), writeOn(), writeOn(), writeOn()])

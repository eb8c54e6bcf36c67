import { randomUUID } from 'node:crypto'
import { commands, history, type Item, type MessageContent, postMessage } from '@bijpraat/contract'
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest'
import { freeTextIn, withRaw } from './bad-input.fixture.ts'
import { exampleOf } from './examples.fixture.ts'
import { openRawSocket } from './raw-socket.fixture.ts'
import { openTarget, type Target } from './target.fixture.ts'

/** What people here write, in the form that it must keep. */
const living = [
  'Eén coördinator, twee ruïnes, drie cafés – “klaar?”',
  'Skûtsje yn Fryslân, bûter, brea en griene tsiis',
  'مرحبا، متى نلتقي؟',
  'إِنَّ اللُّغَةَ العَرَبِيَّةَ',
  'नमस्ते, क्या हाल है?',
  'ผู้ใหญ่บ้าน',
  'Zażółć gęślą jaźń',
  'Đã đến lúc ăn bữa tối ở làng',
]
const onlyInTexts = [
  'می‌خواهم',
  '👩‍👩‍👧‍👦 👍🏽 🏴󠁧󠁢󠁷󠁬󠁳󠁿 ❤️‍🔥 1️⃣ 🇳🇱',
  'van rechts \u200fשלום\u200e en weer van links',
  'een woord\ufeffdeel en een af\u00adbreking',
  Array(30).fill('👩').join('\u200d'),
  'z\u0316\u0316\u0316\u0316',
]
const tidied: [string, string][] = [
  ['cafe\u0301', 'café'],
  ['\u1112\u1161\u11ab', '한'],
  ['A\u030angstrom', 'Ångstrom'],
  ['\ufeff  Hoi \u00a0\n', 'Hoi'],
]

const fields = [...commands.values()].flatMap((command) => {
  const none = { topicId: 'a', projectId: 'a', itemId: 'a', sessionId: 'a', invitationId: 'a' }
  const example = exampleOf(command, { ...none, channelId: 'a', personId: 'a' })
  return freeTextIn(command, example).map((path) => ({
    field: `${command.name} ${path.join('.')}`,
    isName: path.at(-1) === 'name',
    read: (text: string): unknown => {
      const parsed = command.input.safeParse(JSON.parse(withRaw(example, path, JSON.stringify(text))))
      return path.reduce<unknown>((held, step) => (held as Record<string, unknown>)?.[step], parsed.data)
    },
  }))
})

describe.each(fields)('$field', ({ read, isName }) => {
  test('keeps what people write, in NFC and without space around it', () => {
    const kept = isName ? living : [...living, ...onlyInTexts]
    expect(kept.map((text) => text.normalize('NFC'))).toEqual(kept)
    expect(kept.map(read)).toEqual(kept)
    expect(tidied.map(([text]) => read(text))).toEqual(tidied.map(([, tidy]) => tidy))
  })
})

describe('a message', () => {
  let target: Target
  beforeAll(async () => {
    target = await openTarget({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') })
  })
  afterAll(() => target[Symbol.asyncDispose]())

  test('is read as it was written, whichever way it came', async () => {
    const { channelId, villager, house, url } = target
    const texts = [...living, ...onlyInTexts, 'twee\nregels\ten een tab']
    const socket = await openRawSocket(url, villager)
    for (const text of texts) {
      const message = () => ({ commandId: randomUUID(), channelId, text })
      expect(await house.post(villager, postMessage, message())).toMatchObject({ ok: true })
      expect(await socket.give(postMessage.name, JSON.stringify(message()))).toMatch(/^\{"ok":true/)
    }
    socket.close()
    const page = await house.post(villager, history, { channelId, before: 1_000, limit: 200 })
    const items: Item[] = page.ok ? page.data.items.filter(({ kind }) => kind === 'message') : []
    const read = items.map(({ content }) => (content as MessageContent).text)
    expect(read).toEqual(texts.flatMap((text) => [text, text]))
  })
})

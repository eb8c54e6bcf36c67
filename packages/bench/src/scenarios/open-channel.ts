import { randomUUID } from 'node:crypto'
import { type Answer, type OutputOf, resume } from '@bijpraat/contract'
import type { StoredItem } from '@bijpraat/server/log/model'
import { type House, startHouse, type TestPerson } from '@bijpraat/server/testing/house'
import type { Bench, Figures, Scenario } from '../main.ts'
import { median, profileReads, type Reads } from '../measure.ts'

const sizes = { small: 1_000, large: 1_000_000 }
const rounds = 100
/** Each person resumes fewer times than the rate limit allows in a minute; the limit stays on. */
const roundsPerPerson = 25
const cursorAge = 100

type Side = { channelId: string; people: TestPerson[]; head: number }

/** Opening a channel must cost the same whatever its length: as many documents and bytes, as much time. */
export const openChannel: Scenario = {
  name: 'open-channel',
  about: 'a channel of 1,000,000 items beside one of 1,000: opened fresh, and joined with an old cursor',
  run: async (bench) => {
    await using house = await startHouse(bench)
    const small = await seedSide(house, sizes.small, bench)
    const large = await seedSide(house, sizes.large, bench)
    const fresh = await compare(house, small, large, () => [])
    const joined = await compare(house, small, large, ({ channelId, head }) => [
      { channelId, cursor: head - cursorAge, key: 'members.1.1' },
    ])
    return { ...named('open', fresh), ...named('join', joined) }
  },
}

const named = (prefix: string, figures: Figures): Figures =>
  Object.fromEntries(Object.entries(figures).map(([name, value]) => [`${prefix}: ${name}`, value]))

const seedSide = async (house: House, size: number, { say }: Bench): Promise<Side> => {
  say(`seeding a channel of ${size} items …`)
  const channelId = await house.channel()
  const people = await Promise.all(
    Array.from({ length: (2 * rounds) / roundsPerPerson }, () => house.person({ memberOf: [channelId] })),
  )
  const author = people[0]?.personId ?? null
  await fill(house, channelId, author, size)
  return { channelId, people, head: size }
}

/** Writes items as the log would have, in bulk: a million single commits would take the most of an hour. */
const fill = async (house: House, channelId: string, authorId: string | null, size: number) => {
  const { collection } = house.testLog
  const chunk = 10_000
  const now = Date.now()
  for (let from = 2; from <= size; from += chunk) {
    const count = Math.min(chunk, size - from + 1)
    const items: StoredItem[] = Array.from({ length: count }, (_, i) => {
      const id = randomUUID()
      const seq = from + i
      const content = { text: `Bericht ${seq} over het dak van het dorpshuis, met een paar woorden erbij.` }
      return {
        _id: `${channelId}/i/${id}`,
        channelId,
        id,
        kind: 'message',
        seq,
        rev: seq,
        authorId,
        createdAt: now,
        content,
      }
    })
    await collection.insertMany(items, { ordered: false, writeConcern: { w: 1, journal: false } })
  }
  await collection.updateOne({ _id: `${channelId}/h` }, { $set: { rev: size, lastAt: now } })
}

type Have = Parameters<typeof ask>[2]

const ask = async (
  house: House,
  person: TestPerson,
  have: { channelId: string; cursor: number; key: string }[],
): Promise<{ ms: number; bytes: number }> => {
  const client = await house.connect(person)
  const startedAt = performance.now()
  const answer: Answer<OutputOf<typeof resume>> = await client.give(resume, { have, also: [] })
  const ms = performance.now() - startedAt
  client.close()
  if (!answer.ok) throw new Error(`resume was refused: ${answer.code}`)
  return { ms, bytes: JSON.stringify(answer).length }
}

/** Rounds of both sides alternate, so that whatever else the machine does falls on both. */
const compare = async (
  house: House,
  small: Side,
  large: Side,
  haveOf: (side: Side) => Have,
): Promise<Figures> => {
  const times = { small: [] as number[], large: [] as number[] }
  const bytes = { small: 0, large: 0 }
  const personAt = (side: Side, round: number) => side.people[round % side.people.length] as TestPerson
  for (let round = -10; round < rounds; round += 1) {
    for (const [name, side] of [
      ['small', small],
      ['large', large],
    ] as const) {
      const person = personAt(side, Math.abs(round))
      const result = await ask(house, person, haveOf(side))
      if (round >= 0) times[name].push(result.ms)
      bytes[name] = result.bytes
    }
  }
  const reads = async (side: Side): Promise<Reads> =>
    profileReads(house.mongoUrl, () => ask(house, personAt(side, 1), haveOf(side)))
  const [readsSmall, readsLarge] = [await reads(small), await reads(large)]
  return {
    'ms, 1,000 items (median)': round2(median(times.small)),
    'ms, 1,000,000 items (median)': round2(median(times.large)),
    'ratio of times (bar 1.2)': round2(median(times.large) / median(times.small)),
    'documents read, 1,000 items': readsSmall.documents,
    'documents read, 1,000,000 items': readsLarge.documents,
    'index keys read, 1,000 items': readsSmall.keys,
    'index keys read, 1,000,000 items': readsLarge.keys,
    'bytes from the database, 1,000 items': readsSmall.bytes,
    'bytes from the database, 1,000,000 items': readsLarge.bytes,
    'bytes to the client, 1,000 items': bytes.small,
    'bytes to the client, 1,000,000 items': bytes.large,
  }
}

const round2 = (value: number) => Math.round(value * 100) / 100

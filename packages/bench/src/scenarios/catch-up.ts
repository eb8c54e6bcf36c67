import { randomUUID } from 'node:crypto'
import { readCatchUp } from '@bijpraat/contract'
import type { StoredItem } from '@bijpraat/server/log/model'
import { type House, startHouse, type TestPerson } from '@bijpraat/server/testing/house'
import type { Bench, Figures, Scenario } from '../main.ts'
import { profileReads } from '../measure.ts'

const channelCount = 30
const projectCount = 10
const sizes = { small: 10_000, large: 1_000_000 }
const rounds = 200
/** Each person asks fewer times than the rate limit allows in a minute; the limit stays on. */
const roundsPerPerson = 50
/** Of a channel, what two weeks brought; who never read has all of it before them. */
const twoWeeks = 40

type Side = { channelIds: string[]; perChannel: number; away: Record<Away, TestPerson[]> }
type Away = 'two weeks' | 'for ever'

/** Catching up must cost the same however much is stored, and however long one was away. */
export const catchUp: Scenario = {
  name: 'catch-up',
  about: 'what someone in 30 channels has not read, with 1,000,000 items stored beside 10,000',
  run: async (bench) => {
    await using house = await startHouse(bench)
    const small = await seed(house, sizes.small, bench)
    const large = await seed(house, bench.sized(sizes.large), bench)
    return {
      ...(await compare(house, small, large, 'two weeks')),
      ...(await compare(house, small, large, 'for ever')),
    }
  },
}

/** Twenty villages, and ten projects that tell news in two of them. */
const seed = async (house: House, items: number, { say }: Bench): Promise<Side> => {
  say(`seeding ${items} items in ${channelCount} channels …`)
  const villages = await Promise.all(
    Array.from({ length: channelCount - projectCount }, (_, n) => house.channel({ name: `Dorp ${n}` })),
  )
  const projects = await Promise.all(
    Array.from({ length: projectCount }, (_, n) =>
      house.channel({ kind: 'project', name: `Project ${n}`, villageIds: villages.slice(n, n + 2) }),
    ),
  )
  const channelIds = [...villages, ...projects]
  const perChannel = Math.floor(items / channelCount)
  const people = () =>
    Promise.all(Array.from({ length: rounds / roundsPerPerson }, () => house.person({ memberOf: villages })))
  const away = { 'two weeks': await people(), 'for ever': await people() }
  const called = Object.values(away).flatMap((some) => some.map(({ personId }) => personId))
  for (const [at, channelId] of channelIds.entries())
    await fill(house, channelId, perChannel, { called, homeId: projects[at % projectCount] ?? channelId })
  for (const { personId } of away['two weeks']) await read(house, personId, channelIds, perChannel - twoWeeks)
  return { channelIds, perChannel, away }
}

type Filling = { called: readonly string[]; homeId: string }

/** Writes items as the log would have, in bulk: of a hundred, two are news of a project and one calls everyone. */
const fill = async (house: House, channelId: string, size: number, { called, homeId }: Filling) => {
  const { collection } = house.testLog
  const chunk = 10_000
  const now = Date.now()
  for (let from = 2; from <= size; from += chunk) {
    const count = Math.min(chunk, size - from + 1)
    const items = Array.from({ length: count }, (_, i) =>
      itemAt(channelId, from + i, now, { called, homeId }),
    )
    await collection.insertMany(items, { ordered: false, writeConcern: { w: 1, journal: false } })
  }
  await collection.updateOne({ _id: `${channelId}/h` }, { $set: { rev: size, lastAt: now } })
}

const itemAt = (channelId: string, seq: number, now: number, { called, homeId }: Filling): StoredItem => {
  const base = { channelId, seq, rev: seq, authorId: `p${seq % 13}`, createdAt: now - 1_000_000 + seq }
  if (seq % 50 === 0) {
    const id = `s.${randomUUID()}`
    const card = { title: 'Het dak ligt erop', text: 'Vandaag is het laatste paneel gelegd.' }
    const content = { homeChannelId: homeId, homeId: id.slice(2), homeKind: 'update', homeName: 'Dak', card }
    return { _id: `${channelId}/i/${id}`, id, kind: 'share', ...base, content }
  }
  const id = randomUUID()
  const text = `Bericht ${seq} over het dak van het dorpshuis, met een paar woorden erbij.`
  const addresses = seq % 100 === 1 ? { addresses: ['everyone', called[seq % called.length] ?? ''] } : {}
  return { _id: `${channelId}/i/${id}`, id, kind: 'message', ...base, content: { text }, ...addresses }
}

const read = async (house: House, personId: string, channelIds: readonly string[], seq: number) => {
  const positions = Object.fromEntries(channelIds.map((channelId) => [channelId.replaceAll('.', '~'), seq]))
  await house.testLog.collection.updateOne(
    { _id: `me.${personId}/h` },
    {
      $set: { positions, positionsRev: 1, positionsSeq: 1, positionsAt: 0 },
      $setOnInsert: { channelId: `me.${personId}`, rev: 1, lastAt: 0, generation: 1 },
    },
    { upsert: true },
  )
}

const ask = async (house: House, person: TestPerson | undefined): Promise<{ ms: number; bytes: number }> => {
  const startedAt = performance.now()
  const answer = await house.post(person ?? null, readCatchUp, {})
  const ms = performance.now() - startedAt
  if (!answer.ok) throw new Error(`catching up was refused: ${answer.code}`)
  if (answer.data.talk.length < channelCount) throw new Error('not all that is unread was told')
  return { ms, bytes: JSON.stringify(answer).length }
}

/** Rounds of both sides alternate, so that whatever else the machine does falls on both. */
const compare = async (house: House, small: Side, large: Side, away: Away): Promise<Figures> => {
  const sides = { '10,000 items': small, '1,000,000 items': large }
  const times = new Map<string, number[]>(Object.keys(sides).map((name) => [name, []]))
  const bytes = new Map<string, number>()
  for (let round = -10; round < rounds; round += 1) {
    for (const [name, side] of Object.entries(sides)) {
      const asked = await ask(house, side.away[away][Math.abs(round) % side.away[away].length])
      if (round >= 0) times.get(name)?.push(asked.ms)
      bytes.set(name, asked.bytes)
    }
  }
  const figures: Figures = {}
  for (const [name, side] of Object.entries(sides)) {
    const reads = await profileReads(house.mongoUrl, () => ask(house, side.away[away][1]))
    const told = times.get(name) ?? []
    const of = `away ${away}, ${name}`
    figures[`${of}: ms, p50`] = quantile(told, 0.5)
    figures[`${of}: ms, p95 (bar 300)`] = quantile(told, 0.95)
    figures[`${of}: documents read`] = reads.documents
    figures[`${of}: index keys read`] = reads.keys
    figures[`${of}: bytes from the database`] = reads.bytes
    figures[`${of}: bytes of the answer`] = bytes.get(name) ?? 0
  }
  return figures
}

const quantile = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return (
    Math.round((sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN) * 100) /
    100
  )
}

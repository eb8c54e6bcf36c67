import {
  newPlanPart,
  type PlanChangeContent,
  planChange,
  planPart,
  planPartIdOf,
  readPlan,
} from '@bijpraat/contract'
import type { StoredItem } from '@bijpraat/server/log/model'
import { type House, startHouse, type TestPerson } from '@bijpraat/server/testing/house'
import type { Figures, Scenario } from '../main.ts'
import { profileReads } from '../measure.ts'

const sizes = { parts: 2_000, changesOfEach: 3, messages: 20_000 }
const rounds = 40

/** A plan of five years must open at once, as it is and as it was, however much was said around it. */
export const plan: Scenario = {
  name: 'plan',
  about: 'a project with 2,000 parts in its plan, 6,000 changes of them and 20,000 messages',
  run: async (bench) => {
    await using house = await startHouse(bench)
    const channelId = await house.channel({ kind: 'project' })
    const person = await house.person({ memberOf: [channelId] })
    const head = await fill(house, channelId, bench.sized(sizes.parts), bench.sized(sizes.messages))
    return {
      ...(await measure(house, person, channelId, 'as it is')),
      ...(await measure(house, person, channelId, 'as it was', head)),
    }
  },
}

/** Writes items as the log would have, in bulk: the talk spread evenly between the changes. */
const fill = async (house: House, channelId: string, parts: number, messages: number): Promise<number> => {
  const changes = parts * sizes.changesOfEach
  const talkBetween = Math.round(messages / changes)
  const items: StoredItem[] = []
  let seq = 1
  const put = (id: string, kind: string, content: unknown) => {
    seq += 1
    const base = { channelId, seq, rev: seq, authorId: 'p1', createdAt: seq }
    items.push({ _id: `${channelId}/i/${id}`, id, kind, ...base, content })
  }
  const said = `Bericht over het dak van het dorpshuis, met een paar woorden erbij.`
  for (let at = 0; at < changes; at++) {
    const partId = planPartIdOf(`a${at % parts}`)
    const title = `Stap ${at % parts} van het plan`
    const change = { partId, sort: 'step' as const, title, reason: 'De levering kwam later dan gedacht.' }
    const until = `2026-0${1 + (at % 9)}-15`
    const content: PlanChangeContent =
      at < parts
        ? { ...change, act: 'add', changes: [{ field: 'title', from: null, to: title }] }
        : { ...change, act: 'change', changes: [{ field: 'until', from: null, to: until }] }
    put(`a${at}`, planChange.kind, content)
    if (at < parts) put(partId, planPart.kind, newPlanPart('step', { title, place: at, until, note: said }))
    for (let talk = 0; talk < talkBetween; talk++) put(`m${at}-${talk}`, 'message', { text: said })
  }
  for (let from = 0; from < items.length; from += 5_000)
    await house.testLog.collection.insertMany(items.slice(from, from + 5_000), { ordered: false })
  await house.testLog.collection.updateOne({ _id: `${channelId}/h` }, { $set: { rev: seq, lastAt: seq } })
  return seq
}

const measure = async (
  house: House,
  person: TestPerson,
  channelId: string,
  of: string,
  upTo?: number,
): Promise<Figures> => {
  const ask = async () => {
    const startedAt = performance.now()
    const answer = await house.post(person, readPlan, { channelId, ...(upTo === undefined ? {} : { upTo }) })
    if (!answer.ok) throw new Error(`the plan was refused: ${answer.code}`)
    return { ms: performance.now() - startedAt, parts: answer.data.items.length, answer }
  }
  for (let warm = 0; warm < 5; warm++) await ask()
  const times: number[] = []
  for (let round = 0; round < rounds; round++) times.push((await ask()).ms)
  const sorted = times.sort((a, b) => a - b)
  const at = (part: number) => Math.round((sorted[Math.floor(rounds * part)] ?? Number.NaN) * 10) / 10
  const { answer, parts } = await ask()
  const reads = await profileReads(house.mongoUrl, ask)
  return {
    [`${of}: ms, p50`]: at(0.5),
    [`${of}: ms, p95 (bar 200)`]: at(0.95),
    [`${of}: parts told`]: parts,
    [`${of}: documents read`]: reads.documents,
    [`${of}: bytes of the answer`]: JSON.stringify(answer).length,
  }
}

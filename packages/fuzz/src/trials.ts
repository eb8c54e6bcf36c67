import { reactions } from '@bijpraat/contract'
import { type Random, randomOf } from './random.ts'
import { type Act, channels, clients, insiders, type MongoNodes, type Step } from './scene.ts'

/** Steps of trials are named apart from all others. */
const firstAt = 1_000
/** Somewhat longer than the ten seconds that nobody may be behind (L8). */
const longMs = 9_000
const chatMs = 13_000

type Announced = { at: number; client: number; channel: number }
type Draw = Random & { at: number; announced: Announced[] }

/**
 * What a run suffers beside its everyday, by the place of the step that it comes before. It is drawn from a source
 * of its own, so that what is added here leaves the everyday of every seed as it was.
 */
export const trialsOf = (seed: number, length: number, mongoNodes: MongoNodes): Map<number, Step[]> => {
  const draw: Draw = { ...randomOf(seed, 'trials'), at: firstAt, announced: [] }
  const places = Array.from({ length: Math.round(length / 9) }, () => draw.below(length)).sort(
    (a, b) => a - b,
  )
  const steps = new Map<number, Step[]>()
  const put = (place: number, acts: readonly Act[]) => {
    const put = acts.map((act): Step => ({ at: draw.at++, waitMs: draw.below(60), ...act }))
    steps.set(place, [...(steps.get(place) ?? []), ...put])
  }
  for (const place of places) put(place, [drawAct(draw)])
  for (const { place, step } of callsOf(seed, length, draw.announced))
    steps.set(place, [...(steps.get(place) ?? []), step])
  for (const { place, step } of promisesOf(seed, length))
    steps.set(place, [...(steps.get(place) ?? []), step])
  for (const { place, step } of agreementsOf(seed, length))
    steps.set(place, [...(steps.get(place) ?? []), step])
  if (draw.chance(0.4)) put(Math.floor(length * 0.6), longTrouble(draw, mongoNodes))
  if (mongoNodes > 1) for (const share of [0.25, 0.75]) put(Math.floor(length * share), [{ act: 'stepDown' }])
  return steps
}

const firstCallAt = 2_000

/** People call each other and answer, and take it back. Drawn apart once more: it leaves all other trials alone. */
const callsOf = (seed: number, length: number, announced: readonly Announced[]) => {
  const draw = randomOf(seed, 'calls')
  const called: Announced[] = []
  return Array.from({ length: Math.round(length / 10) }, (_, index) => {
    const [at, place] = [firstCallAt + index, Math.floor(((index + draw.next()) * length) / (length / 10))]
    const last = called.at(-1)
    const isNew = last === undefined || draw.chance(0.6)
    const act = isNew ? call(draw, at, called, announced) : takeBack(draw, at, last)
    return { place: Math.min(place, length - 1), step: { at, waitMs: draw.below(60), ...act } satisfies Step }
  })
}

const call = (draw: Random, at: number, called: Announced[], announced: readonly Announced[]): Act => {
  const channel = draw.pick([0, 1, 3])
  const client = draw.pick(insiders[channel] ?? [])
  const answers = draw.pick([null, ...announced, ...called.slice(-6)])?.at ?? null
  called.push({ at, client, channel })
  return { act: 'call', client, channel, person: draw.below(4), answers, text: `${at}: weet jij het?` }
}

const takeBack = (draw: Random, at: number, { at: item, client }: Announced): Act => {
  const act = draw.pick(['edit', 'edit', 'delete', 'restore'] as const)
  return act === 'edit' ? { act, client, item, text: `${at}: niemand` } : { act, client, item }
}

const firstAskedAt = 3_000

/** Questions get a promise and an answer, and are asked again. Drawn apart: it leaves all else alone. */
const promisesOf = (seed: number, length: number) => {
  const draw = randomOf(seed, 'promises')
  const asked: { at: number; channel: number }[] = []
  const count = Math.round(length / 12)
  return Array.from({ length: count }, (_, index) => {
    const at = firstAskedAt + index
    const place = Math.min(Math.floor(((index + draw.next()) * length) / count), length - 1)
    const step = (act: Act): Step => ({ at, waitMs: draw.below(60), ...act })
    const last = asked.at(-1)
    if (last === undefined || draw.chance(0.4)) {
      const channel = draw.pick([0, 1, 3])
      asked.push({ at, channel })
      const client = draw.pick(insiders[channel] ?? [])
      return { place, step: step({ act: 'ask', client, channel, text: `${at}: wanneer?` }) }
    }
    // Two of the municipality, or whoever may not.
    const client = draw.pick([0, 1, 1, draw.below(clients.length)])
    const act = draw.pick(['take', 'take', 'answer', 'again'] as const)
    return { place, step: step({ act, client, item: last.at }) }
  })
}

const firstAgreedAt = 4_000
const agreeing = 3

/** Both sides write the agreement of a project and confirm it. Drawn apart: it leaves all else alone. */
const agreementsOf = (seed: number, length: number) => {
  const draw = randomOf(seed, 'agreements')
  const count = Math.round(length / 15)
  return Array.from({ length: count }, (_, index) => {
    const at = firstAgreedAt + index
    const place = Math.min(Math.floor(((index + draw.next()) * length) / count), length - 1)
    const on = { client: draw.pick([0, 1, ...(insiders[agreeing] ?? []), anyone(draw)]), channel: agreeing }
    const act: Act = draw.chance(0.6)
      ? { act: 'agree', ...on, text: `${at}: we bellen eerst` }
      : { act: 'confirm', ...on }
    return { place, step: { at, waitMs: draw.below(60), ...act } satisfies Step }
  })
}

const kinds: readonly (readonly [weight: number, draw: (draw: Draw) => Act])[] = [
  [5, (draw) => announce(draw)],
  [6, (draw) => onAnnounced(draw, ({ at }) => ({ act: 'pin', client: draw.pick([0, 0, 1]), item: at }))],
  [2, (draw) => onAnnounced(draw, ({ at }) => ({ act: 'unpin', client: 0, item: at }))],
  [
    2,
    (draw) =>
      onAnnounced(draw, ({ at, client }) => ({ act: 'edit', client, item: at, text: `${draw.at}: beter` })),
  ],
  [
    2,
    (draw) =>
      onAnnounced(draw, ({ at, client }) => ({ act: draw.pick(['delete', 'restore']), client, item: at })),
  ],
  [
    2,
    (draw) =>
      onAnnounced(draw, ({ at, channel }) => ({
        act: 'react',
        client: draw.pick(insiders[channel] ?? []),
        item: at,
        reaction: draw.pick(reactions),
        on: draw.chance(0.8),
      })),
  ],
  [2, (draw) => onAnnounced(draw, ({ at }) => ({ act: draw.pick(['hide', 'show']), client: 0, item: at }))],
  [2, () => ({ act: 'flushRedis' })],
  [2, (draw) => ({ act: 'killRedis', ms: draw.below(2_500) })],
  [2, (draw) => ({ act: 'pause', client: anyone(draw), ms: draw.below(2_500) })],
]
const allWeight = kinds.reduce((sum, [weight]) => sum + weight, 0)

const drawAct = (draw: Draw): Act => {
  let rest = draw.next() * allWeight
  for (const [weight, make] of kinds) {
    rest -= weight
    if (rest < 0) return make(draw)
  }
  return announce(draw)
}

const anyone = (draw: Random) => draw.below(clients.length)

const announce = (draw: Draw): Act => {
  const client = draw.pick([0, 0, 1])
  const channel = draw.pick([0, 1, 3, draw.below(channels.length)])
  draw.announced.push({ at: draw.at, client, channel })
  return { act: 'announce', client, channel, title: `${draw.at}: let op`, text: 'De brug is dicht.' }
}

const onAnnounced = (draw: Draw, act: (announced: Announced) => Act): Act =>
  draw.announced.length > 0 ? act(draw.pick(draw.announced.slice(-6))) : announce(draw)

/** For longer than anyone may show what is old as live, while people talk on. */
const longTrouble = (draw: Draw, mongoNodes: MongoNodes): Act[] => {
  const ms = () => longMs + draw.below(4_000)
  const all: Act[] = [
    { act: 'halfOpen', client: anyone(draw), way: draw.pick(['in', 'in', 'both', 'out']) },
    { act: 'halfOpen', client: anyone(draw), way: draw.pick(['in', 'both']) },
    { act: 'pause', client: anyone(draw), ms: ms() },
    { act: 'cutRedis', node: draw.below(2), ms: ms() },
    { act: 'killRedis', ms: ms() },
  ]
  const some = all.filter(() => draw.chance(0.6))
  const hangs = mongoNodes === 1 && draw.chance(0.5)
  if (hangs) some.push({ act: 'stallMongo', node: draw.below(2), ms: ms() })
  return [...some, { act: 'chat', ms: chatMs }]
}

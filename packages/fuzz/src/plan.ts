import { reactions } from '@bijpraat/contract'
import { type Random, randomOf } from './random.ts'
import {
  type Act,
  type ChannelChange,
  channels,
  clients,
  insiders,
  type MongoNodes,
  type Plan,
  people,
  type Step,
} from './scene.ts'
import { trialsOf } from './trials.ts'

type Made = { step: number; client: number; isUpdate: boolean; channel: number }
type Draw = Random & { at: number; made: Made[] }

/** What happens in a run, decided by the seed and by what MongoDB it runs on alone. */
export const planOf = (seed: number, length = 140, mongoNodes: MongoNodes = 1): Plan => {
  const draw: Draw = { ...randomOf(seed, 'plan'), at: 0, made: [] }
  const kills = killsOf(draw, length)
  const trials = trialsOf(seed, length, mongoNodes)
  const steps = Array.from({ length }, (_, at): Step[] => {
    draw.at = at
    const act = kills.get(at) ?? drawAct(draw)
    // In bursts: many things at the very same moment, then a breath.
    const step = { at, waitMs: draw.chance(0.6) ? 0 : draw.below(90), ...act }
    return [...(trials.get(at) ?? []), mongoNodes === 1 ? step : onSet(step)]
  })
  return { seed, steps: steps.flat(), mongoNodes }
}

/** A set is reached at its own addresses, which no link lies before: what happens to it there is an election. */
const onSet = (step: Step): Step =>
  step.act === 'cutMongo' ? { at: step.at, waitMs: step.waitMs, act: 'stepDown' } : step

const killsOf = (draw: Draw, length: number): Map<number, Act> => {
  const first = Math.floor(length * (0.2 + draw.next() * 0.2))
  const second = Math.floor(length * (0.55 + draw.next() * 0.25))
  const kill = (): Act => ({ act: 'kill', node: draw.below(2), ms: draw.below(1_200) })
  return new Map([[first, kill()], ...(draw.chance(0.5) ? [[second, kill()] as const] : [])])
}

const client = (draw: Draw) => draw.below(clients.length - 1)
const anyone = (draw: Draw) => draw.below(clients.length)
const clientIn = (draw: Draw, at: number) => (draw.chance(0.8) ? draw.pick(insiders[at] ?? []) : client(draw))
const villager = (draw: Draw) => 2 + draw.below(people.length - 2)
const channel = (draw: Draw) => draw.below(channels.length)

const kinds: readonly (readonly [weight: number, draw: (draw: Draw) => Act])[] = [
  [26, (draw) => post(draw)],
  [6, (draw) => tell(draw)],
  [10, (draw) => onItem(draw, (made) => ({ act: 'edit', ...byAuthor(draw, made), text: text(draw) }))],
  [5, (draw) => onItem(draw, (made) => ({ act: 'delete', ...byAuthor(draw, made) }))],
  [3, (draw) => onItem(draw, (made) => ({ act: 'restore', ...byAuthor(draw, made) }))],
  [16, (draw) => onItem(draw, (made) => react(draw, made))],
  [4, (draw) => twins(draw)],
  [5, (draw) => ({ act: 'member', person: villager(draw), channel: channel(draw), on: draw.chance(0.6) })],
  [
    3,
    (draw) => ({
      act: 'ban',
      person: villager(draw),
      channel: draw.pick([0, 1, 2, 3, 'all']),
      on: draw.chance(0.5),
    }),
  ],
  [2, (draw) => ({ act: 'moderator', person: villager(draw), channel: channel(draw), on: draw.chance(0.6) })],
  [
    2,
    (draw) => ({
      act: 'role',
      person: villager(draw),
      role: draw.pick(['villager', 'official', 'villager']),
    }),
  ],
  [4, (draw) => ({ act: 'change', channel: channel(draw), change: change(draw) })],
  [3, (draw) => ({ act: draw.pick(['join', 'leave']), client: client(draw), channel: channel(draw) })],
  [6, (draw) => ({ act: draw.pick(['read', 'older']), client: client(draw), channel: channel(draw) })],
  [
    1,
    (draw) =>
      onItem(draw, ({ step, channel }) => ({ act: 'locate', client: clientIn(draw, channel), item: step })),
  ],
  [4, (draw) => ({ act: 'look', client: anyone(draw), channel: channel(draw), on: draw.chance(0.7) })],
  [6, (draw) => ({ act: 'cut', client: anyone(draw) })],
  [2, (draw) => ({ act: 'stall', client: anyone(draw), ms: draw.below(1_500) })],
  [5, (draw) => rain(draw)],
  [3, (draw) => ({ act: draw.pick(['restart', 'crash']), client: anyone(draw) })],
  [1, (draw) => ({ act: 'signOut', client: client(draw) })],
  [2, (draw) => ({ act: draw.pick(['retry', 'discard']), client: client(draw) })],
  [1, (draw) => ({ act: 'cutRedis', node: draw.below(2), ms: draw.below(2_500) })],
  [1, (draw) => ({ act: 'flood', channel: channel(draw), count: draw.pick([20, 60, 230]) })],
  [1, (draw) => ({ act: 'cutMongo', node: draw.below(2), ms: draw.below(400) })],
]
const allWeight = kinds.reduce((sum, [weight]) => sum + weight, 0)

const drawAct = (draw: Draw): Act => {
  let rest = draw.next() * allWeight
  for (const [weight, make] of kinds) {
    rest -= weight
    if (rest < 0) return make(draw)
  }
  return post(draw)
}

const words = [
  'dak',
  'school',
  'molen',
  'zonnepanelen',
  'bijeenkomst',
  'plein',
  'morgen',
  'wie',
  'helpt',
  'mee',
]
const text = (draw: Draw) =>
  `${draw.at}: ${Array.from({ length: 2 + draw.below(6) }, () => draw.pick(words)).join(' ')}`

const post = (draw: Draw): Act => {
  const at = channel(draw)
  const made = { step: draw.at, client: clientIn(draw, at), channel: at, isUpdate: false }
  draw.made.push(made)
  return { act: 'post', client: made.client, channel: made.channel, text: text(draw) }
}

const tell = (draw: Draw): Act => {
  const made = {
    step: draw.at,
    client: draw.pick([0, 1, 1, client(draw)]),
    channel: 3 + draw.below(2),
    isUpdate: true,
  }
  draw.made.push(made)
  return { act: 'tell', client: made.client, channel: made.channel, title: text(draw), text: text(draw) }
}

/** Mostly something that many are at: one of the last few. */
const onItem = (draw: Draw, act: (made: Made) => Act): Act => {
  const recent = draw.chance(0.7) ? draw.made.slice(-4) : draw.made
  return recent.length > 0 ? act(draw.pick(recent)) : post(draw)
}

const byAuthor = (draw: Draw, made: Made) => ({
  client: draw.chance(0.75) ? made.client : clientIn(draw, made.channel),
  item: made.step,
})

const react = (draw: Draw, made: Made): Act => ({
  act: 'react',
  client: clientIn(draw, made.channel),
  item: made.step,
  reaction: draw.pick(reactions),
  on: draw.chance(0.7),
})

const twins = (draw: Draw): Act => ({
  act: 'twins',
  person: draw.below(people.length),
  channel: channel(draw),
  text: text(draw),
  nodes: Array.from({ length: 2 + draw.below(3) }, () => draw.below(2)),
  quarrel: draw.chance(0.3),
})

const change = (draw: Draw): ChannelChange =>
  draw.pick<ChannelChange>([
    { name: `Naam ${draw.at}` },
    { readers: draw.pick(['anyone', 'signedIn', 'members', 'closed']) },
    { readers: draw.pick(['anyone', 'signedIn', 'members']) },
    { posters: draw.pick(['members', 'members', 'officials']) },
    { archived: draw.chance(0.15) },
  ])

const rain = (draw: Draw): Act => {
  const isDry = draw.chance(0.4)
  return {
    act: 'rain',
    client: anyone(draw),
    loseRequest: isDry ? 0 : draw.next() * 0.2,
    loseAnswer: isDry ? 0 : draw.next() * 0.4,
  }
}

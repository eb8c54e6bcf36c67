import { postMessage } from '@bijpraat/contract'
import type { Run } from './acting.ts'
import { perform } from './acts.ts'
import { capture, readDatabase } from './capture.ts'
import { rightsOf } from './check/access.ts'
import { violationsOf } from './check/check.ts'
import type { Database, EndState } from './end-state.ts'
import { watchFreshness } from './freshness.ts'
import { planOf } from './plan.ts'
import { randomOf } from './random.ts'
import { giveRaw } from './raw.ts'
import type { MongoNodes, Plan } from './scene.ts'
import { type Ground, openTown, type Town } from './town.ts'
import { fair } from './weather.ts'

export type Outcome = {
  seed: number
  violations: string[]
  /** One line for each step that was done. */
  trace: string[]
  state: EndState
  /** From the end of all trouble until every client equalled MongoDB. */
  restMs: number
  /** What was still unequal some seconds after it. */
  late: string[]
  /** Faults that the nodes logged and that no broken connection explains. */
  logged: string
}

/** Within this after the last trouble all must be equal: thrice the ten seconds that nobody may be behind (L8). */
const restWithinMs = 30_000
const lateAfterMs = 6_000
const lookEveryMs = 100

/** Does all that a seed says in a town of its own, lets it come to rest, and tells what is wrong. */
export const runPlan = async (ground: Ground, plan: Plan): Promise<Outcome> => {
  const town = await openTown(ground, plan)
  try {
    return await live(town, plan)
  } finally {
    await town[Symbol.asyncDispose]()
  }
}

const live = async (town: Town, plan: Plan): Promise<Outcome> => {
  const start = await readDatabase(town.db)
  await Promise.all(town.devices.map((device) => device.start()))
  const onStale = (sentence: string) => town.ledger.faults.push(sentence)
  const watch = watchFreshness({ ...town, onStale })
  try {
    return await play(town, plan, start)
  } finally {
    await watch.stop()
  }
}

const play = async (town: Town, plan: Plan, start: Database): Promise<Outcome> => {
  const run: Run = { town, plan, random: randomOf(plan.seed, 'run'), made: new Map(), underWay: new Set() }
  const trace = await performAll(run)
  await calm(run)
  const calmAt = performance.now()
  const { late } = await settle(town, start)
  const restMs = Math.round(performance.now() - calmAt)
  await probe(town)
  const { state, violations } = await settle(town, start)
  const logged = town.nodes.map((node) => faultsIn(node.said())).join('')
  return { seed: plan.seed, violations, trace, state, restMs, late, logged }
}

/** `ground` is of so many nodes as `mongoNodes` says. */
export const runSeed = (
  ground: Ground,
  seed: number,
  { length, mongoNodes }: { length?: number | undefined; mongoNodes?: MongoNodes } = {},
): Promise<Outcome> => runPlan(ground, planOf(seed, length, mongoNodes))

const performAll = async (run: Run): Promise<string[]> => {
  const startedAt = performance.now()
  const trace: string[] = []
  await untilTrue(() => run.town.devices.every((device) => device.replica().getState().me !== undefined))
  for (const step of run.plan.steps) {
    await new Promise((resolve) => setTimeout(resolve, step.waitMs))
    const did = await perform(run, step)
    const { at, waitMs: _, ...said } = step
    trace.push(
      `${String(Math.round(performance.now() - startedAt)).padStart(6)} ms  ${at} ${JSON.stringify(said)} ${did}`,
    )
  }
  return trace
}

/** Ends all trouble, and waits for what was begun. */
const calm = async ({ town, underWay }: Run): Promise<void> => {
  for (const device of town.devices) device.weather = fair
  await Promise.all(underWay)
}

/** Waits until nothing is wrong any more, at most as long as it may take. */
const settle = async (town: Town, start: Database) => {
  const startedAt = performance.now()
  let late: string[] = []
  for (;;) {
    await lookAgain(town)
    const state = await capture(town, start)
    const violations = violationsOf(state)
    const passed = performance.now() - startedAt
    if (violations.length === 0 || passed > restWithinMs) return { state, violations, late }
    if (late.length === 0 && passed > lateAfterMs) late = violations
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs))
  }
}

/** Whoever looks into a channel from outside is not told when it opens; asking again is up to the person. */
const lookAgain = async (town: Town): Promise<void> => {
  const { persons, channels } = await readDatabase(town.db)
  for (const device of town.devices) {
    const { also, copies } = device.state()
    const held = new Set(copies.map(({ channelId }) => channelId))
    const rights = rightsOf({ log: [], persons, channels }, device.personId, also)
    for (const channelId of also)
      if (rights.has(channelId) && !held.has(channelId)) device.look(channelId, true)
  }
}

/** One more message everywhere: who must not hear of it shows. */
const probe = async (town: Town): Promise<void> => {
  for (const device of town.devices) device.listenAtRest()
  await Promise.all(
    town.channelIds.map((channelId, at) =>
      giveRaw(town, 0, at % 2, postMessage, {
        commandId: crypto.randomUUID(),
        channelId,
        text: 'Hoort u mij?',
      }),
    ),
  )
}

/** What a broken connection to MongoDB looks like; the driver itself stumbles over some in `isRetryableWriteError`. */
const brokenConnection =
  /"code":"E(CONNRESET|CONNREFUSED|PIPE)"|"name":"(Mongo(Network|ServerSelection|PoolCleared|NotConnected)|PoolCleared|OutcomeUnknown)|isRetryableWriteError/

/** What a node of MongoDB says that is no primary any more, not one yet, or just gave up its place. */
const election = /"name":"Mongo(?:Server|WriteConcern)Error","code":(91|189|10107|11600|11602|13435|13436)\b/

const isExpected = (line: string) => brokenConnection.test(line) || election.test(line)

const faultsIn = (log: string): string =>
  log
    .split('\n')
    .filter((line) => line.startsWith('{') && !isExpected(line))
    .map((line) => `${line}\n`)
    .join('')

const untilTrue = async (holds: () => boolean, withinMs = 20_000): Promise<void> => {
  const deadline = performance.now() + withinMs
  while (!holds()) {
    if (performance.now() > deadline) throw new Error('the clients did not connect')
    await new Promise((resolve) => setTimeout(resolve, 20))
  }
}

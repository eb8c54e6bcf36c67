import { createECDH, randomBytes, randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { publishAnnouncement } from '@bijpraat/contract'
import { startHouse } from '@bijpraat/server/testing/house'
import { authorityFile } from '@bijpraat/server/testing/push-service'
import { MongoClient } from 'mongodb'
import type { Bench, Scenario } from '../main.ts'
import { cpuSecondsOf } from '../speed/proc.ts'
import { openPushReceiver, type PushReceiver } from '../speed/push-receiver.ts'
import { type MeasuredServer, pinToGenerator, startServer } from '../speed/servers.ts'
import { onStage, type Stage } from '../speed/stage.ts'
import { medianOf, round2 } from '../speed/summary.ts'
import type { Measured, Watched } from '../speed/tally.ts'

const subscribers = 2_000
const talkers = 200
const conversations = 10
const perSecond = 50
const seconds = 10
/** Bursts in the measured seconds, each to all subscribers. */
const bursts = 2
/** About the way to a push service and back. */
const answersAfterMs = 40
const patienceMs = 30_000

/** Talk alone, telling alone, and both at once. */
type Round = { talk: Measured; told: Told; both: { talk: Measured; told: Told } }
/** How long after its post each device's message was accepted, in ms; processor ms meanwhile. */
type Told = { waits: number[]; cpuMs: { server: number; database: number } }

/** An announcement to a large village whose people all have a device, while others talk. */
export const push: Scenario = {
  name: 'push',
  about: `an announcement told to ${subscribers} devices, while ${conversations} channels have ${perSecond} posts/s`,
  run: async (bench) => {
    const devices = bench.sized(subscribers)
    const memberOf = (n: number) => [n < devices ? 0 : 1 + (n % conversations)]
    const wish = { people: devices + talkers, channels: 1 + conversations, memberOf }
    return onStage(bench, wish, async (stage) => {
      await using opened = new AsyncDisposableStack()
      pinToGenerator(process.pid)
      const receiver = await openPushReceiver(answersAfterMs)
      opened.defer(receiver.close)
      const announce = await openAnnouncer(opened, stage, bench)
      const server = await openServer(opened, stage, bench, receiver)
      await subscribeAll(stage, devices, receiver)
      const tell = (times: number) =>
        telling(times, () => announce(server), receiver, devices, stage.watch(server))
      const rounds: Round[] = []
      for (let round = 0; round < bench.rounds; round += 1) {
        const alone = await talk(stage, server, devices, round)
        const told = await tell(1)
        const meanwhile = inAMoment(() => tell(bursts))
        const both = await talk(stage, server, devices, round)
        rounds.push({ talk: alone, told, both: { talk: both, told: await meanwhile } })
        const waits = rounds.at(-1)?.both.told.waits ?? []
        bench.say(
          `round ${round + 1}: accepted p95 ${quantile(waits, 0.95)} ms, talk p99 ${alone.latency.p99} → ${both.latency.p99} ms`,
        )
      }
      return figuresOf(rounds, devices)
    })
  },
}

const openServer = async (
  opened: AsyncDisposableStack,
  stage: Stage,
  { redisUrl, profileDir }: Bench,
  receiver: PushReceiver,
): Promise<MeasuredServer> => {
  const dir = mkdtempSync(join(tmpdir(), 'bijpraat-bench-push-'))
  opened.defer(() => rmSync(dir, { recursive: true, force: true }))
  const env = {
    MONGODB_URL: stage.town.mongoUrl,
    REDIS_URL: redisUrl,
    PUSH_HOSTS: receiver.host,
    PUSH_PRIVATE: 'yes',
    PUSH_CA: authorityFile,
  }
  const server = await startServer('product', { env, dir, profileDir })
  opened.defer(server.stop)
  return server
}

/** Everyone's device, as if each had been signed up over the wire. */
const subscribeAll = async ({ town }: Stage, devices: number, { host }: PushReceiver): Promise<void> => {
  const client = await MongoClient.connect(town.mongoUrl)
  try {
    const db = client.db()
    const members = await db
      .collection<{ _id: string }>('persons')
      .find({ 'memberships.channelId': town.channels[0] ?? '' })
      .toArray()
    const ids = members.map(({ _id }) => _id)
    const sessions = await db
      .collection<{ _id: string; personId: string }>('sessions')
      .find({ personId: { $in: ids } })
      .toArray()
    if (sessions.length !== devices) throw new Error(`${sessions.length} sessions of ${devices}`)
    const own = createECDH('prime256v1')
    own.generateKeys()
    const keys = { p256dh: own.getPublicKey('base64url'), auth: randomBytes(16).toString('base64url') }
    const device = (_id: string) => ({ _id, endpoint: `https://${host}/push/${_id}`, ...keys })
    const of = (personId: string) => ({ personId, language: 'nl', since: 0, repairedAt: new Date() })
    await db
      .collection<{ _id: string }>('pushSubscriptions')
      .insertMany(sessions.map(({ _id, personId }) => ({ ...device(_id), ...of(personId) })))
  } finally {
    await client.close()
  }
}

/** Gives the command over HTTP; resolves when it is acknowledged. */
const openAnnouncer = async (
  opened: AsyncDisposableStack,
  { town }: Stage,
  services: { redisUrl: string; mongoUrl: string },
) => {
  const house = await startHouse(services, { nodes: 0, mongoUrl: town.mongoUrl })
  const { cookie } = await house.person({ role: 'admin' })
  opened.defer(() => house[Symbol.asyncDispose]())
  return async (server: MeasuredServer): Promise<void> => {
    const said = {
      commandId: randomUUID(),
      channelId: town.channels[0],
      title: 'Weg dicht',
      text: 'Tot maandag.',
    }
    const response = await fetch(`http://127.0.0.1:${server.port}/api/${publishAnnouncement.name}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', cookie },
      body: JSON.stringify(said),
    })
    if (!response.ok) throw new Error(`the announcement is answered with ${response.status}`)
  }
}

/** When the talk has been measured for a while. */
const inAMoment = async <T>(run: () => Promise<T>): Promise<T> => {
  await pause(3_000)
  return run()
}

const telling = async (
  times: number,
  announce: () => Promise<void>,
  { accepted }: PushReceiver,
  devices: number,
  watched: Watched,
): Promise<Told> => {
  const waits: number[] = []
  const before = cpuOf(watched)
  for (let time = 0; time < times; time += 1) {
    accepted.length = 0
    const postedAt = performance.now()
    await announce()
    while (accepted.length < devices && performance.now() - postedAt < patienceMs) await pause(20)
    waits.push(...accepted.map((at) => at - postedAt))
    if (time + 1 < times) await pause(Math.max(0, 4_000 - (performance.now() - postedAt)))
  }
  const after = cpuOf(watched)
  return {
    waits,
    cpuMs: { server: after.server - before.server, database: after.database - before.database },
  }
}

const cpuOf = ({ server, database }: Watched) => {
  const sum = (pids: readonly number[]) => pids.reduce((total, pid) => total + cpuSecondsOf(pid) * 1_000, 0)
  return { server: sum(server), database: sum(database) }
}

const talk = async (
  { town, generator, watch }: Stage,
  server: MeasuredServer,
  devices: number,
  round: number,
): Promise<Measured> => {
  await town.refresh()
  const seats = Array.from({ length: talkers }, (_, n) =>
    town.seat(devices + n, { port: server.port, bare: false }),
  )
  await generator.open(seats, 50)
  const load = { perSecond, seconds, warmUpSeconds: 2, seed: round + 1, watched: watch(server) }
  const measured = await generator.run(load)
  await generator.close()
  return measured
}

const quantile = (values: readonly number[], part: number): number => {
  const sorted = [...values].sort((a, b) => a - b)
  return Math.round(sorted[Math.ceil(part * sorted.length) - 1] ?? Number.NaN)
}

const figuresOf = (rounds: readonly Round[], devices: number) => {
  const accepted = (part: number) => medianOf(rounds, ({ both }) => quantile(both.told.waits, part))
  const missing = rounds.map(
    ({ told, both }) => (1 + bursts) * devices - told.waits.length - both.told.waits.length,
  )
  const each = (whose: 'server' | 'database') =>
    round2(medianOf(rounds, ({ told }) => told.cpuMs[whose] / devices))
  return {
    'accepted, p95 ms after the post (bar ≤ 2,000)': accepted(0.95),
    'accepted, p50 ms after the post': accepted(0.5),
    'accepted, last ms after the post': accepted(1),
    'accepted while nobody talks, p95 ms': medianOf(rounds, ({ told }) => quantile(told.waits, 0.95)),
    'not accepted': missing.reduce((sum, count) => sum + count, 0),
    'talk alone, seen at p50 ms': medianOf(rounds, ({ talk }) => talk.latency.p50),
    'talk meanwhile, seen at p50 ms': medianOf(rounds, ({ both }) => both.talk.latency.p50),
    'talk alone, seen at p99 ms': medianOf(rounds, ({ talk }) => talk.latency.p99),
    'talk meanwhile, seen at p99 ms': medianOf(rounds, ({ both }) => both.talk.latency.p99),
    'server CPU ms for each message': each('server'),
    'database CPU ms for each message': each('database'),
  }
}

import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { databaseUrl } from '@bijpraat/server/testing/database'
import { type Supervised, startSupervised } from '@bijpraat/services'
import { MongoClient } from 'mongodb'
import { readDatabase } from '../capture.ts'
import { logChecks } from '../check/check.ts'
import type { Answer, EndState } from '../end-state.ts'
import { createLedger, type Ledger } from '../ledger.ts'
import { type Link, openLink } from '../link.ts'
import { type Random, randomOf } from '../random.ts'
import { over } from '../town.ts'
import { drawGift, type Gift, openWriter, type Writer } from './writer.ts'

const victimFile = resolve(import.meta.dirname, 'victim.fixture.ts')

export type LogOutcome = { seed: number; violations: string[]; state: EndState }

type LogRun = {
  ledger: Ledger
  random: Random
  writers: readonly Writer[]
  link: Link
  items: { channelId: string; itemId: string }[]
}

/**
 * The log alone: two writers in this process and one after the other in processes that are killed while they
 * commit, all on the same few items; one writer's way to MongoDB is cut now and then. What the killed ones did not
 * hear the end of is given again.
 */
export const runLog = async (mongoUrl: string, seed: number, rounds = 2): Promise<LogOutcome> => {
  const stack = new AsyncDisposableStack()
  try {
    return await runRounds(stack, mongoUrl, seed, rounds)
  } finally {
    await stack.disposeAsync()
  }
}

const runRounds = async (stack: AsyncDisposableStack, mongoUrl: string, seed: number, rounds: number) => {
  const url = databaseUrl(mongoUrl)
  const mongo = stack.adopt(new MongoClient(url), (client) => client.close())
  stack.defer(async () => void (await mongo.db().dropDatabase()))
  const link = stack.use(await openLink(Number(new URL(url).port)))
  const writers = [stack.use(await openWriter(url)), stack.use(await openWriter(over(link.port, url)))]
  const run: LogRun = { ledger: createLedger(), random: randomOf(seed, 'log'), writers, link, items: [] }

  for (let round = 0; round < rounds; round += 1) await playRound(run, url, seed * 100 + round)
  const nothing = { log: [], persons: [], channels: [] }
  const state: EndState = {
    start: nothing,
    database: await readDatabase(mongo.db()),
    clients: [],
    commands: run.ledger.all(),
    toldPositions: [],
    seen: [...run.ledger.faults, ...toldTwice(writers)],
  }
  return {
    seed,
    violations: [...logChecks.flatMap((check) => check(state)), ...state.seen],
    state,
  }
}

const playRound = async (run: LogRun, url: string, seed: number): Promise<void> => {
  const victim = await startVictim(url, seed)
  const writing = Array.from({ length: 6 }, (_, at) => writeSome(run, at))
  await new Promise((done) => setTimeout(done, 40 + run.random.below(120)))
  if (run.random.chance(0.5)) run.link.cut(run.random.below(50))
  const noted = await victim.kill()
  await Promise.all(writing)
  await Promise.all(takeUp(run, noted))
}

/** Several of these run at once; each waits for its own answer before it goes on. */
const writeSome = async (run: LogRun, at: number): Promise<void> => {
  const { random, writers, items } = run
  for (let n = 0; n < 25; n += 1) {
    const gift = drawGift(random, items)
    const first = give(run, at, gift)
    const again = random.chance(0.2)
      ? give(run, at + random.below(writers.length), random.chance(0.7) ? gift : other(gift))
      : null
    await Promise.all([first, again])
  }
}

/** The same id with another content. */
const other = (gift: Gift): Gift => ({ ...gift, input: { ...gift.input, text: 'Iets anders', on: false } })

const give = async (run: LogRun, writer: number, gift: Gift): Promise<void> => {
  const { ledger, writers, items } = run
  const answered = ledger.sent(gift.personId, gift.command, gift.input)
  const answer = (await writers[writer % writers.length]?.give(gift)) ?? null
  answered(answer)
  const { channelId, commandId } = gift.input
  if (answer?.ok && gift.command === 'message.post') {
    items.unshift({ channelId: String(channelId), itemId: String(commandId) })
  }
}

type Noted = { gift: Gift; answer: Answer | undefined }

/** Of what a killed process noted, the end that it did not hear of is asked for: that gives the first result. */
const takeUp = (run: LogRun, noted: readonly Noted[]): Promise<void>[] =>
  noted.flatMap(({ gift, answer }) => {
    run.ledger.sent(gift.personId, gift.command, gift.input)(answer ?? null)
    return answer === undefined && run.random.chance(0.7) ? [give(run, run.random.below(2), gift)] : []
  })

const startVictim = async (url: string, seed: number) => {
  const dir = mkdtempSync(join(tmpdir(), 'bijpraat-victim-'))
  const file = join(dir, 'noted')
  writeFileSync(file, '')
  const child = await startSupervised(process.execPath, [victimFile, url, String(seed), file], {
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await untilNoted(file, child)
  return {
    kill: async (): Promise<Noted[]> => {
      child.kill('SIGKILL')
      await child.ended
      const noted = readNotes(file)
      rmSync(dir, { recursive: true, force: true })
      return noted
    },
  }
}

const untilNoted = async (file: string, child: Supervised): Promise<void> => {
  const deadline = performance.now() + 20_000
  while (readFileSync(file).length === 0) {
    if (child.hasEnded() || performance.now() > deadline)
      throw new Error('the process that is to be killed did not start')
    await new Promise((done) => setTimeout(done, 10))
  }
}

const readNotes = (file: string): Noted[] => {
  type Line = { gift?: Gift; commandId?: string; answer?: Answer }
  const lines = readFileSync(file, 'utf8')
    .split('\n')
    // The last line may be cut off.
    .flatMap((line): Line[] => (line.endsWith('}') ? [JSON.parse(line)] : []))
  const answers = new Map(lines.map(({ commandId, answer }) => [commandId, answer]))
  return lines.flatMap(({ gift }) =>
    gift ? [{ gift, answer: answers.get(String(gift.input.commandId)) }] : [],
  )
}

/** A rev is told by one process, once. */
const toldTwice = (writers: readonly Writer[]): string[] => {
  const ranges = writers.flatMap(({ published }) => published)
  const ends = new Map<string, number>()
  const found: string[] = []
  for (const { channelId, after, upTo } of ranges.toSorted((a, b) => a.after - b.after)) {
    if (after < (ends.get(channelId) ?? 0)) found.push(`${channelId}: (${after}, ${upTo}] was told twice`)
    ends.set(channelId, upTo)
  }
  return found
}

import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { contractVersion } from '@bijpraat/contract'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { machine } from '../machine.ts'
import { report } from '../report.ts'
import { createGenerator } from './generator.ts'
import { startServer, type Which } from './servers.ts'
import { figuresOf } from './summary.ts'
import { openTown, type Town } from './town.ts'

const readers = 20
const posts = 50

let town: Town
let dir: string

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'bijpraat-bench-'))
  town = await openTown(services(), {
    people: readers,
    channels: 2,
    memberOf: (n) => [0, ...(n % 2 ? [1] : [])],
  })
})
afterAll(async () => {
  await town.close()
  rmSync(dir, { recursive: true, force: true })
})

const services = () => ({ mongoUrl: inject('mongoUrl'), redisUrl: inject('redisUrl') })

const sample = async (which: Which) => {
  const env = { MONGODB_URL: town.mongoUrl, REDIS_URL: services().redisUrl }
  const server = await startServer(which, { env, dir })
  const generator = createGenerator({ contract: contractVersion })
  try {
    await town.refresh()
    const where = { port: server.port, bare: which !== 'product' }
    await generator.open(
      Array.from({ length: readers }, (_, n) => town.seat(n, where)),
      5,
    )
    const watched = { server: [server.pid], database: [] }
    const edits = where.bare ? {} : { edits: 0.3 }
    return await generator.run({
      writers: 4,
      posts,
      seconds: 0,
      warmUpSeconds: 0,
      seed: 7,
      watched,
      ...edits,
    })
  } finally {
    generator.close()
    await server.stop()
  }
}

test.each(['ws', 'socket.io', 'product'] as const)(
  'L1 L6: of %s the generator misses, doubles and misorders nothing, and the report has its shape',
  async (which) => {
    const measured = await sample(which)
    expect(measured).toMatchObject({
      posts,
      acks: posts,
      // Every other post is in the channel of all, the rest in that of half of them.
      deliveries: (posts / 2) * readers + (posts / 2) * (readers / 2),
      lost: 0,
      doubled: 0,
      disordered: 0,
      wrongBodies: 0,
      refused: {},
      gone: 0,
    })
    expect(measured.checkedBodies).toBeGreaterThan(0)
    const figures = figuresOf(which, [measured])
    const results = { sample: { loadBefore: 0, seconds: 0, figures } }
    const made = {
      version: 1,
      startedAt: new Date().toISOString(),
      machine: machine(),
      rounds: 1,
      scale: 1,
      results,
    }
    expect(report.parse(JSON.parse(JSON.stringify(made)))).toEqual(made)
  },
)

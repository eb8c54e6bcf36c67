import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Bench } from '../main.ts'
import {
  type MeasuredServer,
  pinToServers,
  type RemoteGenerator,
  startGenerator,
  startServer,
  type Which,
} from './servers.ts'
import type { Watched } from './tally.ts'
import { openTown, type Town } from './town.ts'

/** A town, a generator and the servers that are compared: all that a scenario of speed needs. */
export type Stage = {
  town: Town
  generator: RemoteGenerator
  server: (which: Which) => Promise<MeasuredServer>
  /** Whose processor time counts as the server's, and whose as the database's. */
  watch: (...servers: readonly MeasuredServer[]) => Watched
}

export const onStage = async <T>(
  bench: Bench,
  wish: Parameters<typeof openTown>[1],
  play: (stage: Stage) => Promise<T>,
): Promise<T> => {
  await using stage = new AsyncDisposableStack()
  const dir = mkdtempSync(join(tmpdir(), 'bijpraat-bench-'))
  const clear = () => rmSync(dir, { recursive: true, force: true })
  process.once('exit', clear)
  stage.defer(() => {
    process.off('exit', clear)
    clear()
  })
  for (const pid of bench.databasePids) pinToServers(pid)
  bench.say(`${wish.people} people and ${wish.channels} channels …`)
  const town = await openTown(bench, wish)
  stage.defer(town.close)
  const generator = startGenerator()
  stage.defer(generator.stop)
  const env = { MONGODB_URL: town.mongoUrl, REDIS_URL: bench.redisUrl }
  return await play({
    town,
    generator,
    server: async (which) => {
      const server = await startServer(which, { env, dir, profileDir: bench.profileDir })
      stage.defer(server.stop)
      return server
    },
    watch: (...servers) => ({
      server: servers.map(({ pid }) => pid),
      database: servers.some(({ which }) => which.startsWith('product')) ? bench.databasePids : [],
    }),
  })
}

/** The servers of a comparison, in the order in which each round measures them. */
export const compared: readonly Which[] = ['ws', 'socket.io', 'product']

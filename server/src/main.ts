import { setTimeout as pause } from 'node:timers/promises'
import { type App, compose } from './compose.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { ContentError } from './features/content/content.problems.ts'
import { isTransient } from './log/commit.ts'
import { HalfRestoredError } from './platform/epoch.ts'

/** Whoever asked us to end kills us after 15 s. */
const closeWithinMs = 14_000

/** Environment and signals in, exit code out. */
const main = async (): Promise<void> => {
  const config = readConfig(process.env)
  const app = await composePatiently(config)
  const url = await app.listen()
  console.log(`\nBijpraat is at ${url}`)
  for (const line of await app.welcome()) console.log(line)

  const stop = async () => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal)
    // What is acknowledged is in the database; a store that hangs must not keep us.
    setTimeout(() => process.exit(1), closeWithinMs).unref()
    await app.close()
    process.exit(0)
  }
  process.once('SIGINT', () => void stop())
  process.once('SIGTERM', () => void stop())
}

/**
 * A connection that breaks, or an election, while it starts is no reason to give up; a database that is not there
 * is. What a try had opened is closed before the next.
 */
const composePatiently = async (config: Config): Promise<App> => {
  const deadline = Date.now() + 20_000
  for (;;) {
    try {
      return await compose(config)
    } catch (error) {
      if (!isTransient(error) || Date.now() > deadline) throw error
      await pause(500)
    }
  }
}

const forPeople = [ConfigError, ContentError, HalfRestoredError]

/** What a person can mend is one sentence; anything else is shown as it is. */
const explain = (error: unknown): unknown => {
  if (forPeople.some((kind) => error instanceof kind)) return (error as Error).message
  const { code, name } = error as { code?: string; name?: string }
  if (code === 'EADDRINUSE') return 'This port is taken. Set PORT to another one.'
  if (code === 'EACCES') return 'This port may not be used without special rights. Set PORT to 1024 or more.'
  if (name === 'MongoServerSelectionError' || name === 'MongooseServerSelectionError') {
    return 'MongoDB does not answer at MONGODB_URL. It must be a replica set.'
  }
  return error
}

main().catch((error: unknown) => {
  console.error(explain(error))
  process.exit(1)
})

import { compose } from './compose.ts'
import { ConfigError, readConfig } from './config.ts'
import { ContentError } from './features/content/content.problems.ts'

/** Environment and signals in, exit code out. */
const main = async (): Promise<void> => {
  const config = readConfig(process.env)
  const app = await compose(config)
  const url = await app.listen()
  console.log(`\nBijpraat is at ${url}`)
  for (const line of await app.welcome()) console.log(line)

  const stop = async () => {
    for (const signal of ['SIGINT', 'SIGTERM']) process.removeAllListeners(signal)
    await app.close()
    process.exit(0)
  }
  process.once('SIGINT', () => void stop())
  process.once('SIGTERM', () => void stop())
}

/** What a person can mend is one sentence; anything else is shown as it is. */
const explain = (error: unknown): unknown => {
  if (error instanceof ConfigError || error instanceof ContentError) return error.message
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

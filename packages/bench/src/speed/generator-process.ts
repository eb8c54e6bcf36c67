// The generator in a process of its own, asked by messages: `{id, method, args}` gives `{id, value}` or `{id, error}`.
import { createGenerator, type Generator } from './generator.ts'

type Asked = { id: number; method: keyof Generator; args: unknown[] }

const generator = createGenerator({ contract: Number(process.argv[2]) })

process.on('message', ({ id, method, args }: Asked) => {
  const run = async () => (generator[method] as (...args: unknown[]) => unknown)(...args)
  run().then(
    (value) => process.send?.({ id, value }),
    (error: unknown) => process.send?.({ id, error: error instanceof Error ? error.message : 'failed' }),
  )
})
process.on('disconnect', () => process.exit(0))

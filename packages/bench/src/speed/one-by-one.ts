// Loaded into the server that durable writes are compared with: the same product, whose log takes one change a commit.
import { registerHooks } from 'node:module'

const batched = 'const maxChanges = 500'

registerHooks({
  load: (url, context, nextLoad) => {
    const loaded = nextLoad(url, context)
    if (!url.endsWith('/server/src/log/log.ts')) return loaded
    const source = String(loaded.source)
    if (!source.includes(batched)) throw new Error('the log does not batch as it did: mend the baseline')
    return { ...loaded, source: source.replace(batched, 'const maxChanges = 1') }
  },
})

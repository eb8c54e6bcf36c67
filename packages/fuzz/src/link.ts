import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** Which way of a link: to the one who opened it, from there, or both. */
export type Way = 'in' | 'out' | 'both'

/** A stretch of network on loopback that fails as a real one does at any moment. */
export type Link = AsyncDisposable & {
  port: number
  /** Where connections that are made from now on lead. */
  aim: (port: number) => void
  /** Breaks what stands, without a goodbye, and refuses what is new for `ms`. */
  cut: (ms?: number) => void
  /** For `ms` nothing passes that way, also of what is new; connections stay and go on after it. */
  stall: (ms: number, way?: Way) => void
  /** Of what stands, all that goes that way is lost from now on, the goodbye too. Neither end is told. */
  swallow: (way: Way) => void
}

/** `near` is the one who opened it. */
type Pair = { near: Socket; far: Socket; lost: Set<Way> }

export const openLink = async (target: number): Promise<Link> => {
  let port = target
  let cutUntil = 0
  let stalled: { until: number; way: Way } = { until: 0, way: 'both' }
  let cancelGoOn = () => {}
  const pairs = new Set<Pair>()
  const all = () => [...pairs].flatMap(({ near, far }) => [near, far])
  /** What goes `in` is read from the far side. */
  const sources = ({ near, far }: Pair, way: Way) =>
    way === 'in' ? [far] : way === 'out' ? [near] : [near, far]

  const server = createServer((near) => {
    near.setNoDelay(true)
    if (performance.now() < cutUntil) {
      near.resetAndDestroy()
      return
    }
    const far = connect({ port, host: '127.0.0.1', noDelay: true })
    const pair: Pair = { near, far, lost: new Set() }
    pairs.add(pair)
    near.on('error', () => near.destroy()).on('close', () => ended(pair, far, 'out'))
    far.on('error', () => far.destroy()).on('close', () => ended(pair, near, 'in'))
    near.pipe(far)
    far.pipe(near)
    if (performance.now() < stalled.until) for (const side of sources(pair, stalled.way)) side.pause()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  /** One side of a pair has ended: the other hears of it, unless what goes there is lost. */
  const ended = (pair: Pair, other: Socket, way: Way) => {
    if (!pair.lost.has(way)) other.destroy()
    if (pair.near.destroyed && pair.far.destroyed) pairs.delete(pair)
  }

  const goOn = () => {
    stalled = { until: 0, way: 'both' }
    for (const side of all()) side.resume()
  }

  return {
    port: (server.address() as AddressInfo).port,
    aim: (next) => {
      port = next
    },
    cut: (ms = 0) => {
      cutUntil = performance.now() + ms
      for (const side of all()) side.resetAndDestroy()
    },
    stall: (ms, way = 'both') => {
      cancelGoOn()
      goOn()
      stalled = { until: performance.now() + ms, way }
      for (const pair of pairs) for (const side of sources(pair, way)) side.pause()
      const timer = setTimeout(goOn, ms)
      cancelGoOn = () => clearTimeout(timer)
    },
    swallow: (way) => {
      for (const pair of pairs) {
        for (const one of way === 'both' ? (['in', 'out'] as const) : [way]) pair.lost.add(one)
        // Read on, so that whoever sends feels no resistance.
        for (const side of sources(pair, way))
          side
            .unpipe()
            .on('data', () => {})
            .resume()
      }
    },
    [Symbol.asyncDispose]: async () => {
      cancelGoOn()
      for (const side of all()) side.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

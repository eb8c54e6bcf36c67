import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A stretch of network on loopback that can be cut and stalled, as a real one does at any moment. */
export type Link = AsyncDisposable & {
  port: number
  /** Where connections that are made from now on lead. */
  aim: (port: number) => void
  /** Breaks what stands, without a goodbye, and refuses what is new for `ms`. */
  cut: (ms?: number) => void
  /** For `ms` nothing passes in either direction; connections stay and go on after it. */
  stall: (ms: number) => void
}

type Pair = [Socket, Socket]

export const openLink = async (target: number): Promise<Link> => {
  let port = target
  let cutUntil = 0
  let stalledUntil = 0
  let cancelGoOn = () => {}
  const pairs = new Set<Pair>()

  const server = createServer((near) => {
    near.setNoDelay(true)
    if (performance.now() < cutUntil) {
      near.resetAndDestroy()
      return
    }
    const far = connect({ port, host: '127.0.0.1', noDelay: true })
    const pair: Pair = [near, far]
    pairs.add(pair)
    const end = () => {
      pairs.delete(pair)
      for (const side of pair) side.destroy()
    }
    for (const side of pair) side.on('error', end).on('close', end)
    near.pipe(far)
    far.pipe(near)
    if (performance.now() < stalledUntil) for (const side of pair) side.pause()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  const goOn = () => {
    stalledUntil = 0
    for (const side of [...pairs].flat()) side.resume()
  }

  return {
    port: (server.address() as AddressInfo).port,
    aim: (next) => {
      port = next
    },
    cut: (ms = 0) => {
      cutUntil = performance.now() + ms
      for (const side of [...pairs].flat()) side.resetAndDestroy()
    },
    stall: (ms) => {
      stalledUntil = performance.now() + ms
      for (const side of [...pairs].flat()) side.pause()
      cancelGoOn()
      const timer = setTimeout(goOn, ms)
      cancelGoOn = () => clearTimeout(timer)
    },
    [Symbol.asyncDispose]: async () => {
      cancelGoOn()
      for (const side of [...pairs].flat()) side.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

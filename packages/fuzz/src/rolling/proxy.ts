import { type AddressInfo, connect, createServer, type Socket } from 'node:net'

/** A proxy as stands before several nodes: each connection in turn to the next, and past one that refuses. */
export const openProxy = async (ports: readonly number[]): Promise<AsyncDisposable & { port: number }> => {
  const sockets = new Set<Socket>()
  let turn = 0

  const keep = (socket: Socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
  }
  const join = (near: Socket, far: Socket) => {
    const end = () => {
      near.destroy()
      far.destroy()
    }
    for (const side of [near, far]) side.on('error', end).on('close', end)
    near.pipe(far).pipe(near)
  }
  const reach = (near: Socket, tries: number) => {
    const port = ports[turn++ % ports.length] ?? 0
    const far = connect({ port, host: '127.0.0.1', noDelay: true })
    keep(far)
    far.once('connect', () => {
      far.removeAllListeners('error')
      join(near, far)
    })
    far.once('error', () => {
      if (tries > 1) reach(near, tries - 1)
      else near.destroy()
    })
  }

  const server = createServer({ noDelay: true }, (near) => {
    keep(near)
    near.on('error', () => near.destroy())
    reach(near, ports.length)
  })
  // The kernel's queue of what is not accepted yet must hold all who come back at once.
  await new Promise<void>((resolve) => server.listen({ port: 0, host: '127.0.0.1', backlog: 4_096 }, resolve))
  return {
    port: (server.address() as AddressInfo).port,
    [Symbol.asyncDispose]: async () => {
      for (const socket of sockets) socket.destroy()
      await new Promise<void>((resolve) => server.close(() => resolve()))
    },
  }
}

import { contractVersion } from '@bijpraat/contract'
import { until } from '../testing/wait.ts'

/** A WebSocket that speaks Engine.IO and Socket.IO by hand, so that what it sends can be wrong in any way. */
export type RawSocket = {
  /** Every frame that came, as text. */
  frames: string[]
  /** Resolves with the close code when the connection has ended. */
  closed: Promise<number>
  isOpen: () => boolean
  send: (frame: Frame) => void
  /** Gives a command with this JSON text as its input; resolves with the text of the answer. */
  give: (command: string, json: string) => Promise<string>
  close: () => void
}

export type Frame = string | Uint8Array<ArrayBuffer>

type WithHeaders = new (url: string, options: { headers: Record<string, string> }) => WebSocket

const answerWithinMs = 10_000

/** Connects to a node; `join: false` stops before Socket.IO's own handshake. */
export const openRawSocket = async (
  url: string,
  { cookie, join = true, headers = {} }: { cookie?: string; join?: boolean; headers?: object } = {},
): Promise<RawSocket> => {
  const address = `${url.replace('http', 'ws')}/socket.io/?EIO=4&transport=websocket`
  // Node's own WebSocket takes headers where a browser's takes protocols.
  const Socket = WebSocket as unknown as WithHeaders
  const socket = new Socket(address, { headers: { ...headers, ...(cookie ? { cookie } : {}) } })
  const frames: string[] = []
  const waiting = new Map<string, (answer: string) => void>()
  let lastId = 0

  socket.addEventListener('message', ({ data }: MessageEvent) => {
    const frame = String(data)
    frames.push(frame)
    if (frame === '2') socket.send('3')
    const ack = /^43(\d+)\[(.*)\]$/s.exec(frame)
    if (ack) waiting.get(ack[1] ?? '')?.(ack[2] ?? '')
  })
  const closed = new Promise<number>((resolve) => {
    socket.addEventListener('close', ({ code }) => resolve(code))
  })
  const opened = new Promise<void>((resolve, reject) => {
    socket.addEventListener('open', () => resolve())
    socket.addEventListener('error', () => reject(new Error('the connection was refused')))
  })

  const raw: RawSocket = {
    frames,
    closed,
    isOpen: () => socket.readyState === WebSocket.OPEN,
    send: (frame) => socket.send(frame),
    give: (command, json) => {
      lastId += 1
      const id = String(lastId)
      const answer = new Promise<string>((resolve, reject) => {
        const late = setTimeout(() => reject(new Error(`no answer to ${command}`)), answerWithinMs)
        waiting.set(id, (text) => {
          clearTimeout(late)
          waiting.delete(id)
          resolve(text)
        })
      })
      socket.send(`42${id}[${JSON.stringify(command)},${json}]`)
      return answer
    },
    close: () => socket.close(),
  }
  await opened
  if (join) {
    socket.send(`40${JSON.stringify({ contract: contractVersion })}`)
    await new Promise<void>((resolve, reject) => {
      socket.addEventListener('message', ({ data }: MessageEvent) => {
        if (String(data).startsWith('40')) resolve()
        if (String(data).startsWith('44')) reject(new Error(String(data)))
      })
    })
  }
  return raw
}

type Options = NonNullable<Parameters<typeof openRawSocket>[1]>

/** Sends frames on a fresh connection and tells what came of it once the server has read them. */
export const afterFrames = async (
  url: string,
  frames: readonly Frame[],
  options: Options,
): Promise<{ cut: boolean; heard: string[] }> => {
  const socket = await openRawSocket(url, options)
  for (const frame of frames) socket.send(frame)
  await Promise.race([socket.closed, stillAnswers(socket, options)])
  const cut = !socket.isOpen()
  const heard = [...socket.frames]
  socket.close()
  await socket.closed
  return { cut, heard }
}

/** Resolves with the answer to something that came last; before the handshake only a handshake is answered. */
const stillAnswers = async (socket: RawSocket, { join = true }: Options): Promise<void> => {
  if (join) {
    await socket.give('last', '{}').catch(() => undefined)
    return
  }
  socket.send(`40${JSON.stringify({ contract: contractVersion })}`)
  await until(() => !socket.isOpen() || socket.frames.some((frame) => frame.startsWith('40')))
}

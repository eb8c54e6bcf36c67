import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'

/** A WebSocket as thin as can be: text frames in, text frames out, no copies. */
export type RawSocket = {
  send: (text: string) => void
  /** Stops reading, as a client does that hangs. */
  pause: () => void
  destroy: () => void
}

type Options = {
  port: number
  path: string
  cookie: string | undefined
  /** Servers count connections by address; all of 127.0.0.0/8 is this machine. */
  localAddress: string
  /** A whole text message; the bytes are valid during the call only. */
  onText: (bytes: Buffer, start: number, end: number) => void
  /** Once, when it is gone and `destroy` was not asked for. */
  onGone: (why: string) => void
}

// One for all sockets: what is read is dealt with before the next is read.
const shared = Buffer.allocUnsafe(256 * 1024)
const text = 1
const close = 8
const ping = 9

/** Opens a connection; its first message may be sent when `onText` first hears something. */
export const openRawSocket = (options: Options): RawSocket => {
  let rest: Buffer | null = null
  let upgraded = false
  let over = false

  const end = (why: string) => {
    if (over) return
    over = true
    socket.destroy()
    options.onGone(why)
  }

  const take = (bytes: Buffer, size: number) => {
    let at = 0
    if (!upgraded) {
      const headEnd = bytes.subarray(0, size).indexOf('\r\n\r\n')
      if (headEnd < 0) return 0
      const status = bytes.toString('latin1', 9, 12)
      if (status !== '101') end(`status ${status}`)
      upgraded = true
      at = headEnd + 4
    }
    while (!over && size - at >= 2) {
      const frame = frameAt(bytes, at, size)
      if (frame === null) break
      if (frame.kind === text) options.onText(bytes, frame.from, frame.to)
      else if (frame.kind === close) end('closed by the server')
      else if (frame.kind === ping) end('an unexpected ping')
      at = frame.to
    }
    return at
  }

  const hear = (size: number) => {
    const bytes = rest === null ? shared : Buffer.concat([rest, shared.subarray(0, size)])
    const length = rest === null ? size : bytes.length
    const done = take(bytes, length)
    rest = done < length ? Buffer.from(bytes.subarray(done, length)) : null
  }

  const socket: Socket = connect({
    host: '127.0.0.1',
    port: options.port,
    localAddress: options.localAddress,
    noDelay: true,
    onread: {
      buffer: shared,
      callback: (size) => {
        if (!over) hear(size)
        return !over
      },
    },
  })
  socket.on('error', (error) => end(error.message))
  socket.on('close', () => end('connection lost'))
  socket.write(upgradeRequest(options))

  return {
    send: (message) => {
      if (!over) socket.write(maskedFrame(message))
    },
    pause: () => void socket.pause(),
    destroy: () => {
      over = true
      socket.destroy()
    },
  }
}

const upgradeRequest = ({ port, path, cookie }: Options) =>
  [
    `GET ${path} HTTP/1.1`,
    `Host: 127.0.0.1:${port}`,
    'Connection: Upgrade',
    'Upgrade: websocket',
    'Sec-WebSocket-Version: 13',
    `Sec-WebSocket-Key: ${randomBytes(16).toString('base64')}`,
    ...(cookie === undefined ? [] : [`Cookie: ${cookie}`]),
    '\r\n',
  ].join('\r\n')

/** The unfragmented, unmasked frame that begins at `at`, or null while it is not whole. */
const frameAt = (bytes: Buffer, at: number, size: number) => {
  const kind = (bytes[at] ?? 0) & 0x0f
  const short = (bytes[at + 1] ?? 0) & 0x7f
  const head = short < 126 ? 2 : short === 126 ? 4 : 10
  if (size - at < head) return null
  const length =
    short < 126 ? short : short === 126 ? bytes.readUInt16BE(at + 2) : Number(bytes.readBigUInt64BE(at + 2))
  const from = at + head
  return size - from < length ? null : { kind, from, to: from + length }
}

/** A client must mask; with a mask of zeros the text stays as it is. */
const maskedFrame = (message: string): Buffer => {
  const length = Buffer.byteLength(message)
  const head = length < 126 ? 6 : 8
  const frame = Buffer.alloc(head + length)
  frame[0] = 0x80 | text
  if (length < 126) frame[1] = 0x80 | length
  else {
    frame[1] = 0x80 | 126
    frame.writeUInt16BE(length, 2)
  }
  frame.write(message, head)
  return frame
}

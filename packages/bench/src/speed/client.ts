import { openRawSocket, type RawSocket } from './raw-socket.ts'

/** Where clients connect, and as whom. */
export type Seat = {
  port: number
  bare: boolean
  cookie?: string
  address: string
  /** Channels that it posts in. */
  writes: readonly string[]
  /** What it follows, with the revs that it holds already; empty: it writes only. */
  channels: readonly { channelId: string; cursor: number; key: string }[]
}

export type Client = {
  seat: Seat
  cursors: Map<string, number>
  /** Opens the connection and, where it follows something, catches up. Resolves when it is whole. */
  open: () => Promise<void>
  send: (name: string, input: unknown, onAnswer: (answer: Answered) => void) => void
  /** Stops reading for good; what it misses from now on is not missed. */
  pause: () => void
  close: () => void
  isGone: () => boolean
}

export type Answered = { ok: true; data: unknown } | { ok: false; code: string }

type Heard = {
  contract: number
  /** A delivered range; its text is `bytes` from `start` to `end`. */
  onRange: (client: Client, channelId: string, after: number, upTo: number, text: () => string) => void
  onGone: (client: Client, why: string) => void
}

const digit0 = 48
const quote = 34
const eventHead = '42["delivery",{"channelId":"'
const resumedHead = '42["resumed",'
const afterHead = '","after":'.length
const upToHead = ',"upTo":'.length
let lastAck = 0

const numberAt = (bytes: Buffer, from: number): { value: number; to: number } => {
  let value = 0
  let to = from
  for (; ; to += 1) {
    const digit = (bytes[to] ?? 0) - digit0
    if (digit < 0 || digit > 9) return { value, to }
    value = value * 10 + digit
  }
}

/** One connection that speaks just enough of Socket.IO, to any of the servers. */
export const createClient = (seat: Seat, heard: Heard): Client => {
  const cursors = new Map(seat.channels.map(({ channelId, cursor }) => [channelId, cursor]))
  const waiting = new Map<number, (answer: Answered) => void>()
  let socket: RawSocket | null = null
  let gone = false
  /** Ranges that came before the answer which they follow. */
  let held: { channelId: string; after: number; upTo: number; text: string }[] | null = null
  let opened: { resolve: () => void; reject: (error: Error) => void } | null = null

  const onText = (bytes: Buffer, start: number, end: number) => {
    const engine = bytes[start]
    const packet = bytes[start + 1]
    if (engine === digit0 + 4 && packet === digit0 + 2) onEvent(bytes, start, end)
    else if (engine === digit0 + 4 && packet === digit0 + 3) onAnswer(bytes, start, end)
    else if (engine === digit0 + 2) socket?.send('3')
    else if (engine === digit0) socket?.send(`40${JSON.stringify(hello())}`)
    else if (engine === digit0 + 4 && packet === digit0) onConnected()
    else fail(`unexpected: ${bytes.toString('utf8', start, Math.min(end, start + 80))}`)
  }

  const onEvent = (bytes: Buffer, start: number, end: number) => {
    const isResumed = bytes[start + 4] === 'r'.charCodeAt(0) && bytes[start + 5] === 'e'.charCodeAt(0)
    if (isResumed)
      onResumed(JSON.parse(bytes.toString('utf8', start + resumedHead.length, end - 1)) as Answered)
    if (bytes[start + 4] !== 'd'.charCodeAt(0)) return
    const idFrom = start + eventHead.length
    let idTo = idFrom
    while (bytes[idTo] !== quote) idTo += 1
    const channelId = bytes.toString('latin1', idFrom, idTo)
    const after = numberAt(bytes, idTo + afterHead)
    const upTo = numberAt(bytes, after.to + upToHead)
    const text = () => bytes.toString('utf8', start + '42["delivery",'.length, end - 1)
    if (held) held.push({ channelId, after: after.value, upTo: upTo.value, text: text() })
    else heard.onRange(client, channelId, after.value, upTo.value, text)
  }

  const onAnswer = (bytes: Buffer, start: number, end: number) => {
    const id = numberAt(bytes, start + 2)
    const settle = waiting.get(id.value)
    waiting.delete(id.value)
    settle?.((JSON.parse(bytes.toString('utf8', id.to, end)) as [Answered])[0])
  }

  /** A bare server knows no rights and keeps nothing: it lets join what is asked for. */
  const hello = () => {
    const followed = seat.channels.map(({ channelId, key }) => ({
      channelId,
      cursor: cursors.get(channelId) ?? 0,
      key,
    }))
    if (seat.bare) return { channels: followed }
    if (followed.length === 0) return { contract: heard.contract }
    held = []
    return { contract: heard.contract, resume: { have: followed, also: [] } }
  }

  const onConnected = () => {
    if (held === null) opened?.resolve()
  }

  const onResumed = (answer: Answered) => {
    if (!answer.ok) return fail(`resume was refused: ${answer.code}`)
    for (const { channelId, upTo } of (answer.data as { channels: { channelId: string; upTo?: number }[] })
      .channels) {
      const cursor = cursors.get(channelId)
      if (cursor !== undefined && upTo !== undefined) cursors.set(channelId, Math.max(cursor, upTo))
    }
    const early = held ?? []
    held = null
    for (const { channelId, after, upTo, text } of early) {
      // What the answer held already is no double: it is how catching up works.
      if (upTo > (cursors.get(channelId) ?? 0)) {
        heard.onRange(client, channelId, Math.max(after, cursors.get(channelId) ?? 0), upTo, () => text)
      }
    }
    opened?.resolve()
  }

  const send: Client['send'] = (name, input, onAnswer) => {
    lastAck += 1
    waiting.set(lastAck, onAnswer)
    socket?.send(`42${lastAck}${JSON.stringify([name, input])}`)
  }

  const fail = (why: string) => {
    if (gone) return
    gone = true
    socket?.destroy()
    waiting.clear()
    opened?.reject(new Error(why))
    heard.onGone(client, why)
  }

  const client: Client = {
    seat,
    cursors,
    open: () => {
      gone = false
      held = null
      return new Promise<void>((resolve, reject) => {
        opened = { resolve, reject }
        socket = openRawSocket({
          port: seat.port,
          path: '/socket.io/?EIO=4&transport=websocket',
          cookie: seat.cookie,
          localAddress: seat.address,
          onText,
          onGone: fail,
        })
      })
    },
    send,
    pause: () => {
      cursors.clear()
      socket?.pause()
    },
    close: () => {
      gone = true
      waiting.clear()
      socket?.destroy()
    },
    isGone: () => gone,
  }
  return client
}

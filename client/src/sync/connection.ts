import { type ErrorCode, pulse } from '@bijpraat/contract'
import type { Connection as Status } from '../replica/replica.ts'
import { offline } from './answers.ts'
import { backoff } from './clock.ts'
import type { Ask, Clock, Device, OpenSocket, SyncSocket } from './ports.ts'

/** Law L8: who hears nothing for this long is not told that all is live. */
const silenceMs = 8_000
/** Law L8: a node that did not say for this long that it compared its channels with the log may be behind. */
const uncheckedMs = 8_000
/** The same after opening: nodes compare every three seconds, and what they answer first may be some seconds old. */
const firstCheckMs = 4_000
const openTimeoutMs = 10_000
const resumeTimeoutMs = 10_000
const longestResumeMs = 80_000
const probeTimeoutMs = 4_000
const offlineProbeMs = 1_500
const tickMs = 1_000
const renewRetryMs = 60_000

export type ConnectionParts = {
  openSocket: OpenSocket
  clock: Clock
  random: () => number
  device: Device
  onLost: () => void
  onBroadcast: (name: string, payload: unknown) => void
  onStatus: (status: Status) => void
  /** Whether catching up takes too long for what is shown to be called live. */
  isBehind: () => boolean
  /** What the handshake asks; its answer is awaited by the first `resume` on the connection. */
  greeting: () => unknown
  /** Catches up on everything; false if nothing came back in time. */
  resume: (timeoutMs: number) => Promise<boolean>
}

/** Keeps one socket open, and says honestly what it is worth (L8). */
export type Connection = {
  open(): void
  /** Drops what stands and connects anew at once, also after signing out or a refusal. */
  reopen(): void
  close(): void
  /** Whether commands may be sent: open and caught up. */
  isReady(): boolean
  /** The first catching up on this connection is done. */
  caughtUp(): void
  /** Catches up once more on the connection that stands. */
  refresh(): void
  signedOut(): void
  ask: Ask
}

export const createConnection = (parts: ConnectionParts): Connection => {
  const { clock, device } = parts
  let socket: SyncSocket | null = null
  let isOpen = false
  let ready = false
  let probing = false
  let ended: 'signedOut' | 'renew' | 'closed' | null = 'closed'
  let failures = 0
  let unanswered = 0
  let heardAt = 0
  let checkedAt = 0
  let cancelRetry = () => {}
  let cancelTick = () => {}
  let unwatch = () => {}

  const isUnchecked = () => clock.now() - checkedAt > uncheckedMs

  const status = (): Status => {
    if (ended === 'signedOut' || ended === 'renew') return ended
    if (isOpen) {
      const isSure = ready && !probing && !isUnchecked() && !parts.isBehind()
      return isSure ? 'live' : 'connecting'
    }
    return failures > 0 || !device.online() ? 'offline' : 'connecting'
  }
  const report = () => parts.onStatus(status())

  /** Forgets the socket first, so that whatever it still says reaches nobody. */
  const drop = () => {
    const dropped = socket
    socket = null
    isOpen = ready = probing = false
    cancelRetry()
    if (dropped === null) return
    dropped.close()
    parts.onLost()
  }

  const retryIn = (ms: number) => {
    cancelRetry()
    cancelRetry = clock.after(ms, () => {
      if (ended === 'renew') ended = null
      connect()
    })
  }

  const lost = () => {
    // A node that dies cuts all its clients at once: the first retry is spread, too.
    const wait = isOpen ? parts.random() * 500 : backoff(failures, 500, 10_000, parts.random)
    if (!isOpen) failures += 1
    drop()
    report()
    retryIn(wait)
  }

  const refused = (code: ErrorCode) => {
    if (code !== 'client_too_old') return lost()
    drop()
    ended = 'renew'
    report()
    retryIn(renewRetryMs)
  }

  const refresh = async (timeoutMs: number) => {
    const asked = socket
    if (!isOpen) return
    const answered = await parts.resume(timeoutMs)
    if (answered || socket !== asked) return
    unanswered += 1
    lost()
  }

  const opened = () => {
    isOpen = true
    failures = 0
    heardAt = clock.now()
    checkedAt = heardAt - uncheckedMs + firstCheckMs
    cancelRetry()
    report()
    // A long answer over a slow line must come through some day: each time it did not, more time is given.
    void refresh(Math.min(longestResumeMs, resumeTimeoutMs * 2 ** unanswered))
  }

  const heard = () => {
    heardAt = clock.now()
  }

  const hear = (name: string, payload: unknown) => {
    if (name !== pulse.name) return parts.onBroadcast(name, payload)
    const { data } = pulse.payload.safeParse(payload)
    if (data?.checked) checkedAt = clock.now()
    report()
  }

  const connect = () => {
    if (ended !== null || socket !== null) return
    const ifCurrent = (run: () => void) => {
      if (socket === opening) run()
    }
    const opening = parts.openSocket({
      greeting: () => (socket === opening ? parts.greeting() : undefined),
      opened: () => ifCurrent(opened),
      closed: () => ifCurrent(lost),
      refused: (code) => ifCurrent(() => refused(code)),
      broadcast: (name, payload) => ifCurrent(() => hear(name, payload)),
      heard: () => ifCurrent(heard),
    })
    socket = opening
    cancelRetry = clock.after(openTimeoutMs, () => ifCurrent(lost))
  }

  const probe = async (timeoutMs: number) => {
    if (!isOpen || probing) return
    const probed = socket
    probing = true
    report()
    await refresh(timeoutMs)
    if (socket !== probed) return
    probing = false
    report()
  }

  /** Asks on the socket that stands; one that lets a question go unanswered is asked whether it still answers at all. */
  const ask: Ask = async (command, input, timeoutMs) => {
    const asked = socket
    if (asked === null || !isOpen) return offline
    const askedAt = clock.now()
    const answer = await asked.ask(command, input, timeoutMs)
    // What is heard says nothing about the other direction.
    const hasTimedOut = !answer.ok && answer.code === 'offline' && clock.now() - askedAt >= timeoutMs
    if (hasTimedOut && socket === asked) void probe(resumeTimeoutMs)
    return answer
  }

  const tick = () => {
    cancelTick = clock.after(tickMs, tick)
    if (clock.now() - heardAt > silenceMs) void probe(probeTimeoutMs)
    report()
  }

  const reconnect = () => {
    drop()
    failures = 0
    connect()
    report()
  }

  const deviceChanged = () => {
    report()
    if (ended !== null) return
    // A device without a network may still reach a server of its own: it is asked, not believed.
    if (!device.online()) void probe(offlineProbeMs)
    else if (isOpen) void refresh(probeTimeoutMs)
    else reconnect()
  }

  return {
    open: () => {
      ended = null
      unwatch = device.onChange(deviceChanged)
      connect()
      tick()
    },
    reopen: () => {
      if (ended === 'closed') return
      ended = null
      reconnect()
    },
    close: () => {
      ended = 'closed'
      cancelTick()
      unwatch()
      drop()
    },
    isReady: () => isOpen && ready,
    caughtUp: () => {
      ready = isOpen
      unanswered = 0
      report()
    },
    refresh: () => void refresh(resumeTimeoutMs),
    signedOut: () => {
      ended = 'signedOut'
      drop()
      report()
    },
    ask,
  }
}

import type { ChannelAnswer, InputOf, OutputOf, Range, resume, since } from '@bijpraat/contract'
import { fromReset, withRange } from '../replica/apply.ts'
import type { ChannelCopy, Replica } from '../replica/replica.ts'
import type { CallAnswer, Clock } from './ports.ts'

/** Two processes publish side by side: the missing range is usually a moment away (L6). */
const gapPatienceMs = 150
const retryMs = 1_000
/** Law L8: longer than this behind, and what is shown is not called live. */
const behindMs = 8_000
/** Ranges held per channel; whoever misses more than this is served by asking. */
const maxHeld = 500

/** What one channel waits for. */
type Wait = {
  /** Ranges that came too early, and while an answer is awaited all that came: it may take the copy back. */
  held: Range[]
  asking: boolean
  /** The last answer did not reach the head. */
  hasMore: boolean
  /** Counts copies made anew or dropped: an answer that was asked before the last one is refused. */
  generation: number
  behindSince: number | null
  cancelTimer: () => void
}

export type CatchUpParts = {
  replica: Replica
  clock: Clock
  askSince: (input: InputOf<typeof since>) => Promise<CallAnswer<OutputOf<typeof since>>>
  /** What is held does not fit what the server says: everything is to be asked anew. */
  resumeAgain: () => void
  /** There is no right to these channels any more, and so no copy. */
  onGone: (channelIds: readonly string[]) => void
}

/** Keeps every followed channel's copy contiguous up to its cursor (L6). */
export type CatchUp = {
  deliver(range: Range): void
  /**
   * From here on all that arrives is held, until `resumed` or `reset`: the connection may have joined by another
   * audience than that of the copy, and what arrives does not say for whom it is.
   */
  resuming(): void
  /** Takes in all answers of a resume as one change. `also` are channels followed without being a member. */
  resumed(answer: OutputOf<typeof resume>, also: ReadonlySet<string>): void
  /** No answers will come: what was held or awaited comes again with the next resume. */
  reset(): void
  /** Whether some channel has been waiting too long for what it misses. */
  isBehind(): boolean
}

export const createCatchUp = ({ replica, clock, askSince, resumeAgain, onGone }: CatchUpParts): CatchUp => {
  const waits = new Map<string, Wait>()
  let resumingSince: number | null = null

  const waitOf = (channelId: string): Wait => {
    const known = waits.get(channelId)
    if (known) return known
    const wait = { ...idle, held: [], generation: 0 }
    waits.set(channelId, wait)
    return wait
  }

  const isResuming = () => resumingSince !== null

  /** Takes in what was held as far as it adjoins. */
  const drain = (copy: ChannelCopy, wait: Wait): ChannelCopy => {
    let now = copy
    const early: Range[] = []
    for (const range of wait.held.sort((a, b) => a.after - b.after)) {
      if (range.after <= now.cursor) now = withRange(now, range)
      else early.push(range)
    }
    // An answer may still take the copy back below what was just taken in.
    if (!wait.asking) wait.held = early
    return now
  }

  /** Puts an answer, and what was held meanwhile, into channels that are about to be written. */
  const take = (channels: Map<string, ChannelCopy>, answer: ChannelAnswer, followed: boolean) => {
    const { channelId } = answer
    const wait = waitOf(channelId)
    const before = channels.get(channelId)
    const answered = after(before, answer, followed)
    if (answered === undefined || answer.answer === 'reset') wait.generation += 1
    if (answered === undefined) {
      channels.delete(channelId)
      return abandon(wait)
    }
    const now = drain(answered, wait)
    channels.set(channelId, now)
    // A page read from behind what had arrived already: the rest is asked for, nobody may ever send it again.
    const wentBack = before !== undefined && now.cursor < before.cursor
    wait.hasMore = answer.answer !== 'gone' && (answer.more || wentBack)
  }

  const settle = (wait: Wait) => {
    wait.cancelTimer()
    wait.cancelTimer = idle.cancelTimer
    wait.behindSince = null
    wait.hasMore = false
  }

  const abandon = (wait: Wait) => {
    settle(wait)
    wait.held = []
  }

  const pullIn = (ms: number, channelId: string, wait: Wait) => {
    wait.behindSince ??= clock.now()
    wait.cancelTimer()
    wait.cancelTimer = clock.after(ms, () => void pull(channelId, wait))
  }

  /** Goes on asking while the copy does not reach the head, or does not adjoin what is held. */
  const goOn = (channelId: string, wait: Wait) => {
    const copy = replica.getState().channels.get(channelId)
    if (copy === undefined) return abandon(wait)
    if (wait.hasMore) {
      wait.behindSince ??= clock.now()
      void pull(channelId, wait)
    } else if (hasGap(copy, wait)) pullIn(gapPatienceMs, channelId, wait)
    else settle(wait)
  }

  const pull = async (channelId: string, wait: Wait): Promise<void> => {
    const copy = replica.getState().channels.get(channelId)
    if (copy === undefined || wait.asking || isResuming()) return
    const { generation } = wait
    wait.asking = true
    const answer = await askSince({ channelId, cursor: copy.cursor, key: copy.key })
    wait.asking = false
    if (waits.get(channelId) !== wait || isResuming()) return
    if (!answer.ok) return refused(channelId, wait, answer)
    const channels = new Map(replica.getState().channels)
    if (wait.generation === generation && channels.has(channelId)) {
      take(channels, answer.data, copy.followed)
      replica.setState({ channels })
      if (answer.data.answer === 'gone') onGone([channelId])
      else if (!channels.has(channelId)) resumeAgain()
    }
    goOn(channelId, wait)
  }

  const refused = (channelId: string, wait: Wait, answer: Exclude<CallAnswer<never>, { ok: true }>) => {
    switch (answer.code) {
      case 'offline':
      case 'unavailable':
      case 'internal':
      case 'rate_limited':
        return pullIn(('retryAfterMs' in answer && answer.retryAfterMs) || retryMs, channelId, wait)
      default:
        resumeAgain()
    }
  }

  return {
    deliver: (range) => {
      const { channelId } = range
      const { channels } = replica.getState()
      const copy = channels.get(channelId)
      if (copy === undefined && !isResuming()) return
      const wait = waitOf(channelId)
      const isEarly = copy === undefined || range.after > copy.cursor
      if (isEarly || wait.asking || isResuming()) {
        wait.held.push(range)
        if (wait.held.length > maxHeld) wait.held.shift()
      }
      if (isResuming() || copy === undefined) return
      const now = isEarly ? copy : drain(withRange(copy, range), wait)
      if (now !== copy) replica.setState({ channels: new Map(channels).set(channelId, now) })
      // A wait that has begun runs on; nothing that arrives may put it off.
      if (wait.asking) return
      if (wait.behindSince === null) goOn(channelId, wait)
      else if (!wait.hasMore && !hasGap(now, wait)) settle(wait)
    },

    resuming: () => {
      resumingSince ??= clock.now()
      for (const wait of waits.values()) wait.cancelTimer()
    },

    resumed: (answer, also) => {
      resumingSince = null
      const state = replica.getState()
      const isSameLog = state.epoch === null || state.epoch === answer.epoch
      const answered = new Set(answer.channels.map(({ channelId }) => channelId))
      // A channel of which nothing was said is not heard of any more either.
      const kept = [...state.channels].filter(([channelId]) => isSameLog && answered.has(channelId))
      const channels = new Map(kept)
      for (const one of answer.channels) {
        const isMember = answer.me?.memberOf.includes(one.channelId) ?? false
        take(channels, one, also.has(one.channelId) && !isMember)
      }
      replica.setState({ channels, me: answer.me, epoch: answer.epoch })
      for (const [channelId, wait] of waits) if (!wait.asking) goOn(channelId, wait)
      onGone(answer.channels.filter((one) => one.answer === 'gone').map(({ channelId }) => channelId))
      if (answer.channels.some((one) => one.answer === 'delta' && !channels.has(one.channelId))) resumeAgain()
    },

    reset: () => {
      resumingSince = null
      for (const wait of waits.values()) wait.cancelTimer()
      waits.clear()
    },

    isBehind: () =>
      [resumingSince, ...[...waits.values()].map((wait) => wait.behindSince)].some(
        (since) => since !== null && clock.now() - since > behindMs,
      ),
  }
}

const hasGap = (copy: ChannelCopy, wait: Wait) => wait.held.some((range) => range.after > copy.cursor)

const idle = {
  asking: false,
  hasMore: false,
  behindSince: null,
  cancelTimer: () => {},
}

/** The copy after an answer: undefined when there is none any more. */
const after = (
  copy: ChannelCopy | undefined,
  answer: ChannelAnswer,
  followed: boolean,
): ChannelCopy | undefined => {
  switch (answer.answer) {
    case 'gone':
      return undefined
    case 'reset':
      return fromReset(answer, followed)
    case 'delta': {
      if (copy === undefined || copy.key !== answer.key || answer.after > copy.cursor) return undefined
      const now = withRange(copy, answer)
      return now.followed === followed ? now : { ...now, followed }
    }
  }
}

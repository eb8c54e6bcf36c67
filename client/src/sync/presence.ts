import { type Doing, presence as presenceBroadcast, presenceHoldsMs } from '@bijpraat/contract'
import type { PresenceIn, Replica } from '../replica/replica.ts'
import type { Clock, Device } from './ports.ts'

type Parts = {
  replica: Replica
  clock: Clock
  device: Device
  /** Says it once; whether it arrived does not matter. */
  say: (input: { channelId: string; doing: Doing }) => void
}

/** Said anew well before it would be forgotten. */
const repeatMs = 15_000
/** Each key is writing; it is told this often at most. */
const writingEveryMs = 4_000
const writingHoldsMs = 8_000

/**
 * Who is here and who writes: heard, forgotten after a while, and said for the channel that is on this screen.
 * Never kept, never asked for, never retried (L9).
 */
export const createPresence = ({ replica, clock, device, say }: Parts) => {
  let open: string | null = null
  let writingSaidAt = Number.NEGATIVE_INFINITY
  let cancelRepeat = () => {}
  let cancelForget = () => {}

  const repeat = () => {
    cancelRepeat()
    if (open === null || !device.visible()) return
    say({ channelId: open, doing: 'here' })
    cancelRepeat = clock.after(repeatMs, repeat)
  }

  const leave = () => {
    if (open !== null) say({ channelId: open, doing: 'away' })
  }

  /** Forgets what no longer holds, and wakes again when the next one ends. */
  const forget = () => {
    cancelForget()
    const now = clock.now()
    const held = [...replica.getState().presence]
      .map(([channelId, people]) => [channelId, stillHolding(people, now)] as const)
      .filter(([, people]) => people.size > 0)
    replica.setState({ presence: new Map(held) })
    const ends = held.flatMap(([, people]) => [...people.values()].map(({ until }) => until))
    if (ends.length > 0) cancelForget = clock.after(Math.max(0, Math.min(...ends) - now), forget)
  }

  const unwatch = device.onChange(() => {
    if (device.visible()) repeat()
    else leave()
  })

  return {
    /** The channel on screen; null for none, or for someone who does not want to be seen. */
    open: (channelId: string | null) => {
      if (channelId === open) return
      leave()
      open = channelId
      repeat()
    },

    /** A connection stands: where I am is said on it, too. */
    wake: repeat,

    /** A key was pressed in the channel on screen. */
    writing: () => {
      const now = clock.now()
      if (open === null || now - writingSaidAt < writingEveryMs) return
      writingSaidAt = now
      say({ channelId: open, doing: 'writing' })
    },

    /** What was written is sent: no longer writing. */
    wrote: () => {
      writingSaidAt = Number.NEGATIVE_INFINITY
      if (open !== null) say({ channelId: open, doing: 'here' })
    },

    hear: (payload: unknown) => {
      const heard = presenceBroadcast.payload.safeParse(payload)
      const { me, presence } = replica.getState()
      if (!heard.success || heard.data.personId === me?.personId) return
      const { channelId, personId, doing } = heard.data
      const people = new Map(presence.get(channelId))
      people.delete(personId)
      const holds = doing === 'writing' ? writingHoldsMs : presenceHoldsMs
      if (doing !== 'away') people.set(personId, { doing, until: clock.now() + holds })
      replica.setState({ presence: new Map(presence).set(channelId, people) })
      forget()
    },

    stop: () => {
      unwatch()
      cancelRepeat()
      cancelForget()
    },
  }
}

const stillHolding = (people: PresenceIn, now: number): PresenceIn =>
  new Map([...people].filter(([, { until }]) => until > now))

import type { Replica } from '../replica/replica.ts'
import type { Clock } from './ports.ts'

/** What one waits for comes first, and what the screen asks for itself. */
const patienceMs = 3_000
/** As many as a fresh page of the server has. */
const wanted = 50

type Parts = {
  replica: Replica
  clock: Clock
  loadOlder: (channelId: string) => Promise<'loaded' | 'start' | 'offline' | 'refused'>
}

/** Lets copies that began with only what was said last grow to what one wants to have without a network. */
export const createFilling = ({ replica, clock, loadOlder }: Parts) => {
  let cancel = () => {}
  /** Counts connections: what began on an earlier one goes no further. */
  let turn = 0

  const short = () =>
    [...replica.getState().channels.values()]
      .filter(
        ({ followed, reachedStart, timeline }) => !followed && !reachedStart && timeline.length < wanted,
      )
      .map(({ channelId }) => channelId)

  const fill = async () => {
    const mine = turn
    for (const channelId of short()) {
      if (mine !== turn || (await loadOlder(channelId)) === 'offline') return
    }
  }

  const stop = () => {
    turn += 1
    cancel()
  }

  return {
    /** Caught up on a connection. */
    wake: () => {
      stop()
      cancel = clock.after(patienceMs, () => void fill())
    },
    stop,
  }
}

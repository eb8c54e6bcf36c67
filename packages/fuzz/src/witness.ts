import type { ChannelCopy, Replica, ReplicaState } from '@bijpraat/client/src/replica/replica.ts'
import type { EndState } from './end-state.ts'

/** Watches one client at every change of what it holds, for what an end state would no longer show. */
export type Witness = {
  watch: (replica: Replica) => void
  /** What is shown next may be older: the device died before it kept what it had shown last. */
  crashed: () => void
  seen: string[]
  told: () => EndState['toldPositions']
}

export const createWitness = (name: string, personId: string | null): Witness => {
  const seen: string[] = []
  const told = new Map<string, number>()
  const shown = new Map<string, number>()

  const see = (state: ReplicaState, before: ReplicaState) => {
    for (const copy of state.channels.values()) {
      if (before.channels.get(copy.channelId) === copy) continue
      const wrong = wrongIn(copy)
      if (wrong) seen.push(`${name}: ${copy.channelId} ${wrong}`)
    }
    for (const [channelId, seq] of positionsIn(state, personId)) {
      const earlier = shown.get(channelId) ?? 0
      if (seq < earlier) seen.push(`${name}: the position in ${channelId} fell from ${earlier} to ${seq}`)
      shown.set(channelId, seq)
      told.set(channelId, Math.max(told.get(channelId) ?? 0, seq))
    }
  }

  return {
    watch: (replica) => void replica.subscribe(see),
    crashed: () => shown.clear(),
    seen,
    told: () => [...told].map(([channelId, seq]) => ({ personId: personId ?? '', channelId, seq })),
  }
}

/** What is shown is in order, each once, and within what is claimed to be whole. */
const wrongIn = ({ timeline, items, floor, cursor }: ChannelCopy): string | undefined => {
  let last = 0
  for (const id of timeline) {
    const seq = items.get(id)?.seq
    if (seq === undefined) return `shows ${id}, which it does not hold`
    if (seq <= last) return `shows ${id} out of order`
    if (seq < floor || seq > cursor) return `shows ${id} outside what it has loaded`
    last = seq
  }
  const due = [...items.values()].filter(({ seq }) => seq >= floor && seq <= cursor)
  return due.length > timeline.length ? 'holds what it should show, and does not show it' : undefined
}

const positionsIn = ({ channels }: ReplicaState, personId: string | null): [string, number][] => {
  const item = channels.get(`me.${personId}`)?.items.get('positions')
  const content = item?.content as { seqByChannel: Record<string, number> } | undefined
  return Object.entries(content?.seqByChannel ?? {})
}

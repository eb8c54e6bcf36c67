import { readPlan } from '@bijpraat/contract'
import { useCallback, useEffect, useMemo, useState } from 'react'
import type { Refusal } from '../../ports/refusal-text.ts'
import { useEngine, useMe, useReplica, useReplicaView } from '../../ports/session.tsx'
import type { ChannelCopy } from '../../replica/replica.ts'
import { keepPlan, lastPlan } from './kept-plans.ts'
import { planOf } from './plan-state.ts'
import { type PlanTree, treeOf } from './plan-tree.ts'

export type ShownPlan = {
  /** Null while nothing is known of it. */
  tree: PlanTree | null
  /** Why it may not be the newest. */
  refusal: Refusal | null
  again: () => void
}

/**
 * The plan of a project: asked whole when it opens, when the connection comes back and when the copy of the channel is
 * made anew; what changes meanwhile comes with the channel.
 */
export const usePlan = (copy: ChannelCopy): ShownPlan => {
  const { channelId, freshAt, items } = copy
  const engine = useEngine()
  const { getState } = useReplicaView()
  const personId = useMe()?.personId ?? null
  const live = useReplica((state) => state.connection === 'live')
  const outbox = useReplica((state) => state.outbox)
  const [told, setTold] = useState(() => lastPlan(personId, channelId))
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [turn, setTurn] = useState(0)
  const again = useCallback(() => setTurn((before) => before + 1), [])
  // `live`, `freshAt` and `turn` are not read: they are reasons to ask again.
  useEffect(() => {
    let current = true
    const ask = async () => {
      const answer = await engine.call(readPlan, { channelId })
      if (!current) return
      setRefusal(answer.ok ? null : answer)
      if (!answer.ok) return
      setTold(answer.data)
      keepPlan(personId, channelId, answer.data, (id) => getState().channels.has(id))
    }
    void ask()
    return () => {
      current = false
    }
  }, [engine, getState, personId, channelId, live, freshAt, turn])
  const tree = useMemo(
    () => (told === null ? null : treeOf(planOf(channelId, told.items, items.values(), outbox))),
    [channelId, told, items, outbox],
  )
  return { tree, refusal, again }
}

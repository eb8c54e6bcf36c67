import { itemKinds } from '@bijpraat/contract'
import { useEffect, useState } from 'react'
import { keepMine, useMine } from '../../ports/kept-here.ts'
import { useMe, useReplica } from '../../ports/session.tsx'
import { shownAs } from '../../replica/folds.ts'
import type { ReplicaState } from '../../replica/replica.ts'
import { usePushHere } from './use-push.ts'

const notNowKey = 'push.notNow'
const metKey = 'push.met'
/** Who comes back after this long knows what this is. */
const knowsAfterMs = 12 * 3600 * 1000

/** Looked through anew with everything that comes in. */
const mostLookedAt = 200

/** What there is to be told of: this person takes part here, or the channel brings news. */
const reasonIn = ({ me, channels }: ReplicaState, channelId: string): 'wrote' | 'news' | null => {
  const copy = channels.get(channelId)
  const newest = copy?.timeline.slice(-mostLookedAt).flatMap((id) => copy.items.get(id) ?? []) ?? []
  const items = newest.filter(({ content }) => content !== null)
  const notifies = (kind: string) => itemKinds.get(kind)?.notifies
  if (items.some(({ authorId, kind }) => authorId === me?.personId && notifies(kind) === 'talk'))
    return 'wrote'
  return items.some((item) => notifies(shownAs(item).kind) === 'news') ? 'news' : null
}

/** What was just written comes to rest in its place before anything else appears. */
const restMs = 1_500

const useAtRest = (holds: boolean): boolean => {
  const [rested, setRested] = useState(false)
  useEffect(() => {
    if (!holds) return setRested(false)
    const timer = setTimeout(() => setRested(true), restMs)
    return () => clearTimeout(timer)
  }, [holds])
  return rested
}

/**
 * Whether to ask here for alerts, and how. Not before a person wrote something, or came back to a channel that brings
 * news; never on meeting for the first time, and not again after "not now".
 */
export const useAsking = (channelId: string) => {
  const here = usePushHere()
  const refused = useMine(notNowKey) !== null
  const met = useMine(metKey)
  // One question at a time: first the address.
  const proved = useMe()?.confirmBy === null
  const could = (here === 'ready' || here === 'homeScreen') && !refused && proved
  const reason = useReplica((state) => (could ? reasonIn(state, channelId) : null))
  useEffect(() => {
    if (met === null) keepMine(metKey, String(Date.now()))
  }, [met])
  const knows = met !== null && Date.now() - Number(met) > knowsAfterMs
  const rested = useAtRest(reason === 'wrote' || (reason === 'news' && knows))
  const asks: 'ready' | 'homeScreen' | null = could && rested ? here : null
  return { asks, notNow: () => keepMine(notNowKey, String(Date.now())) }
}

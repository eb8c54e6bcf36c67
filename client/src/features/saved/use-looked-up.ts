import { lookUpSaved, mostLookedUp } from '@bijpraat/contract'
import { useEffect, useState } from 'react'
import { useEngine, useReplica } from '../../ports/session.tsx'
import { hold } from '../../replica/folds.ts'
import type { HeldItem } from '../../replica/replica.ts'
import type { SavedRef } from './saved-items.ts'

export const keyOf = ({ channelId, itemId }: Pick<SavedRef, 'channelId' | 'itemId'>): string =>
  `${channelId}/${itemId}`

/** Items that this device does not hold, as the server has them now; null for what may not be read any more. */
export const useLookedUp = (missing: readonly SavedRef[]): ReadonlyMap<string, HeldItem | null> => {
  const engine = useEngine()
  const live = useReplica((state) => state.connection === 'live')
  const [found, setFound] = useState<ReadonlyMap<string, HeldItem | null>>(new Map())
  // Compared by value: the list is made anew with everything that comes in.
  const asked = missing.map(keyOf).join('\n')
  useEffect(() => {
    // `live` is a reason to ask again.
    let current = live && asked !== ''
    const ask = async () => {
      const keys = asked.split('\n')
      for (let from = 0; current && from < keys.length; from += mostLookedUp) {
        const some = keys.slice(from, from + mostLookedUp)
        const of = some.map((key) => {
          const [channelId = '', itemId = ''] = key.split('/')
          return { channelId, itemId }
        })
        const answer = await engine.call(lookUpSaved, { of })
        if (!answer.ok) return
        const items = new Map(
          answer.data.found.map(({ channelId, item }) => [keyOf({ channelId, itemId: item.id }), hold(item)]),
        )
        if (current)
          setFound(
            (before) => new Map([...before, ...some.map((key) => [key, items.get(key) ?? null] as const)]),
          )
      }
    }
    void ask()
    return () => {
      current = false
    }
  }, [engine, live, asked])
  return found
}

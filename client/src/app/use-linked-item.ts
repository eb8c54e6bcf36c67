import { useEffect, useState } from 'react'
import { useEngine, useReplica } from '../ports/session.tsx'
import { hold } from '../replica/folds.ts'
import type { HeldItem } from '../replica/replica.ts'

/** An item that is not among what is loaded. */
export type ElsewhereItem =
  | { state: 'gone' | 'offline' }
  /** Too far back to load all that lies between: it is shown by itself. */
  | { state: 'far'; item: HeldItem }

export type LinkedItem = { state: 'none' | 'coming' | 'loaded' } | ElsewhereItem

export const isElsewhere = (linked: LinkedItem): linked is ElsewhereItem =>
  linked.state === 'gone' || linked.state === 'offline' || linked.state === 'far'

/** Fetches history until the item of a link is there. */
export const useLinkedItem = (channelId: string, itemId: string | null): LinkedItem => {
  const engine = useEngine()
  const live = useReplica((state) => state.connection === 'live')
  const [linked, setLinked] = useState<LinkedItem>({ state: itemId === null ? 'none' : 'coming' })
  useEffect(() => {
    if (itemId === null) return setLinked({ state: 'none' })
    let wanted = true
    const locate = async () => {
      const located = await engine.locate(channelId, itemId)
      if (!wanted) return
      switch (located.outcome) {
        case 'loaded':
          return setLinked({ state: 'loaded' })
        case 'tooFar':
          return setLinked({ state: 'far', item: hold(located.item) })
        case 'notFound':
          return setLinked({ state: 'gone' })
        case 'offline':
          return setLinked({ state: 'offline' })
      }
    }
    void locate()
    return () => {
      wanted = false
    }
    // `live` is a reason to ask again.
  }, [engine, channelId, itemId, live])
  return linked
}

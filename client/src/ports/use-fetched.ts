import type { Command, InputOf, OutputOf } from '@bijpraat/contract'
import { useCallback, useEffect, useState } from 'react'
import type { Refusal } from './refusal-text.ts'
import { useEngine, useReplica } from './session.tsx'

export type Fetched<T> =
  | { state: 'loading' }
  | { state: 'here'; data: T }
  /** Kept from before, when there was something: a list does not vanish because it could not be renewed. */
  | { state: 'refused'; refusal: Refusal }

/**
 * What is asked when a page opens, and anew when the connection comes back or `again` is called.
 * @param input compared by value
 */
export const useFetched = <C extends Command>(command: C, input: InputOf<C>) => {
  const engine = useEngine()
  const live = useReplica((state) => state.connection === 'live')
  const asked = JSON.stringify(input)
  const [turn, setTurn] = useState(0)
  const [fetched, setFetched] = useState<Fetched<OutputOf<C>>>({ state: 'loading' })
  useEffect(() => {
    let current = true
    // `live` and `turn` are not read: they are reasons to ask again.
    const run = async () => {
      // What was refused before is asked again, and no longer what there is to say.
      setFetched((before) => (before.state === 'refused' ? { state: 'loading' } : before))
      const answer = await engine.call(command, JSON.parse(asked) as InputOf<C>)
      if (!current) return
      if (answer.ok) setFetched({ state: 'here', data: answer.data })
      else setFetched((before) => (before.state === 'here' ? before : { state: 'refused', refusal: answer }))
    }
    void run()
    return () => {
      current = false
    }
  }, [engine, command, asked, live, turn])
  const again = useCallback(() => setTurn((before) => before + 1), [])
  return { fetched, again }
}

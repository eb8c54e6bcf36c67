import { readCatchUp } from '@bijpraat/contract'
import { useCallback, useEffect, useRef, useState } from 'react'
import type { Refusal } from '../../ports/refusal-text.ts'
import { useEngine, useReplica } from '../../ports/session.tsx'
import { myChannels } from '../../replica/selectors.ts'
import type { CatchUp } from './remaining.ts'
import { arranged, keepTold, lastTold } from './told.ts'

export type Told = {
  answer: CatchUp | null
  /** Why there is no newer answer than this one. */
  refusal: Refusal | null
  again: () => void
}

/** What comes in one after the other is asked for together, and never more often than this. */
const calmMs = 2_000
const atMostEveryMs = 8_000

/** Grows with all that changes in my channels. */
const useChanges = (): number =>
  useReplica((state) => myChannels(state).reduce((sum, { copy }) => sum + copy.cursor, 0))

/** Runs as soon as the page is looked at: at once, or when one comes back to it. */
const whenVisible = (run: () => void): (() => void) => {
  const look = () => {
    if (document.visibilityState !== 'visible') return
    document.removeEventListener('visibilitychange', look)
    run()
  }
  document.addEventListener('visibilitychange', look)
  look()
  return () => document.removeEventListener('visibilitychange', look)
}

/**
 * What the server tells of what I have not read: asked when the page opens, when the connection comes back, and some
 * seconds after something changed. Until an answer comes it is the last one that this device kept.
 * @param channelId only of this village or topic
 */
export const useTold = (personId: string, channelId: string | null): Told => {
  const engine = useEngine()
  const live = useReplica((state) => state.connection === 'live')
  const changes = useChanges()
  const [told, setTold] = useState(() => ({ channelId, answer: lastTold(personId, channelId) }))
  const [refusal, setRefusal] = useState<Refusal | null>(null)
  const [turn, setTurn] = useState(0)
  const asked = useRef({ at: Number.NEGATIVE_INFINITY, changes: -1 })

  useEffect(() => {
    let current = true
    // `live` and `turn` are not read: they are reasons to ask again.
    const ask = async () => {
      const answer = await engine.call(readCatchUp, channelId === null ? {} : { channelId })
      if (!current) return
      setRefusal(answer.ok ? null : answer)
      if (!answer.ok) return
      keepTold(personId, channelId, answer.data)
      setTold((before) => ({
        channelId,
        answer: arranged(before.channelId === channelId ? before.answer : null, answer.data),
      }))
    }
    asked.current.at = performance.now()
    void ask()
    return () => {
      current = false
    }
  }, [engine, personId, channelId, live, turn])

  const again = useCallback(() => setTurn((before) => before + 1), [])
  useEffect(() => {
    if (!live) return
    const isFirst = asked.current.changes < 0
    asked.current.changes = changes
    // What was caught up on before the first answer is in it.
    if (isFirst) return
    const dueMs = Math.max(calmMs, asked.current.at + atMostEveryMs - performance.now())
    let forget = () => {}
    const timer = setTimeout(() => {
      forget = whenVisible(again)
    }, dueMs)
    return () => {
      clearTimeout(timer)
      forget()
    }
  }, [live, changes, again])

  const answer = told.channelId === channelId ? told.answer : lastTold(personId, channelId)
  return { answer, refusal, again }
}

import { useCallback, useEffect, useRef } from 'react'

/** Calls `onEnd` after `ms` of time that was not paused; the newest `onEnd` counts. */
export const useTimer = (ms: number, onEnd: () => void) => {
  const left = useRef(ms)
  const startedAt = useRef(0)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const end = useRef(onEnd)
  useEffect(() => {
    end.current = onEnd
  })
  const pause = useCallback(() => {
    if (timer.current === undefined) return
    clearTimeout(timer.current)
    timer.current = undefined
    left.current -= Date.now() - startedAt.current
  }, [])
  const resume = useCallback(() => {
    if (timer.current !== undefined) return
    startedAt.current = Date.now()
    timer.current = setTimeout(() => end.current(), Math.max(0, left.current))
  }, [])
  useEffect(() => {
    resume()
    return pause
  }, [pause, resume])
  return { pause, resume }
}

import { useCallback, useEffect, useRef } from 'react'
import { useEngine } from '../../ports/session.tsx'
import { useToast } from '../../ui/toasts.tsx'
import type { CatchUp } from './remaining.ts'

/**
 * Marks as read what was told, and nothing that came since. It can be taken back as long as the toast stands; who
 * leaves the page has meant it.
 */
export const useReadAll = ({
  done,
  undo,
  onUndone,
}: {
  done: string
  undo: string
  onUndone: () => void
}) => {
  const engine = useEngine()
  const showToast = useToast()
  const takeAway = useRef(() => {})
  const undone = useRef(onUndone)
  useEffect(() => {
    undone.current = onUndone
  })
  useEffect(() => {
    const leave = () => takeAway.current()
    const hide = () => {
      if (document.visibilityState === 'hidden') leave()
    }
    document.addEventListener('visibilitychange', hide)
    return () => {
      document.removeEventListener('visibilitychange', hide)
      leave()
    }
  }, [])
  return useCallback(
    ({ channels }: Pick<CatchUp, 'channels'>) => {
      takeAway.current()
      const held = engine.holdRead(channels.map(({ channelId, upTo }) => ({ channelId, seq: upTo })))
      takeAway.current = showToast({
        text: done,
        action: {
          label: undo,
          run: () => {
            held.undo()
            undone.current()
          },
        },
        onGone: held.keep,
      })
    },
    [engine, showToast, done, undo],
  )
}

import { type RefObject, useEffect } from 'react'
import { controlOf } from './walk-rows.ts'

/** Frames in which the line is drawn, once one is at its place. */
const mostFrames = 20

/**
 * Who goes from one item of a conversation to another, such as from a quote to what it quotes, goes there with the
 * focus, too: the line that they come from may not be drawn any more.
 */
export const useFocusMarked = (
  scroller: RefObject<HTMLElement | null>,
  markedId: string | null,
  markedTurn: number,
) => {
  useEffect(() => {
    const log = scroller.current
    if (markedTurn === 0 || markedId === null || !log?.contains(document.activeElement)) return
    let frame = 0
    const look = (left: number) => {
      const control = controlOf(log.querySelector(`[data-item="${CSS.escape(markedId)}"]`) ?? undefined)
      if (control) control.focus({ preventScroll: true })
      else if (left > 0) frame = requestAnimationFrame(() => look(left - 1))
    }
    frame = requestAnimationFrame(() => look(mostFrames))
    return () => cancelAnimationFrame(frame)
  }, [scroller, markedId, markedTurn])
}

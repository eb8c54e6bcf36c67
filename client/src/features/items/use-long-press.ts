import { type MouseEvent, type PointerEvent, useRef } from 'react'
import type { MenuPlace } from '../../ui/menu.tsx'

const longMs = 500
const slackPx = 10

const isSelecting = () => (getSelection()?.toString() ?? '') !== ''

/**
 * Opens something by the other mouse button, or by a long press where a finger is the pointer (iOS tells no
 * `contextmenu`). A link keeps its own menu, and so does selected text.
 */
export const useLongPress = (onPress: (at: MenuPlace) => void) => {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const from = useRef({ x: 0, y: 0 })
  const stop = () => clearTimeout(timer.current)
  const open = (element: Element) => onPress(element.getBoundingClientRect())
  const own = (target: EventTarget) => target instanceof Element && target.closest('a, button') !== null
  return {
    onContextMenu: (event: MouseEvent<HTMLElement>) => {
      if (own(event.target) || isSelecting()) return
      event.preventDefault()
      stop()
      open(event.currentTarget)
    },
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType !== 'touch' || own(event.target)) return
      const element = event.currentTarget
      from.current = { x: event.clientX, y: event.clientY }
      stop()
      timer.current = setTimeout(() => open(element), longMs)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const { x, y } = from.current
      if (Math.hypot(event.clientX - x, event.clientY - y) > slackPx) stop()
    },
    onPointerUp: stop,
    onPointerCancel: stop,
  }
}

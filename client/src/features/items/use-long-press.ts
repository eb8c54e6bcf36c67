import { type KeyboardEvent, type MouseEvent, type PointerEvent, type TouchEvent, useRef } from 'react'
import { asksForMenu } from '../../ui/keys.ts'
import type { MenuPlace } from '../../ui/menu.tsx'

const longMs = 500
const slackPx = 10

const isSelecting = () => (getSelection()?.toString() ?? '') !== ''

const isIn = (target: EventTarget, selector: string) =>
  target instanceof Element && target.closest(selector) !== null

/**
 * Opens something by the other mouse button, by a long press where a finger is the pointer (iOS tells no
 * `contextmenu`), or by the keys for it from whatever has the focus inside. A link keeps its own menu, and so does
 * selected text.
 */
export const useLongPress = (onPress: (at: MenuPlace) => void) => {
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const from = useRef({ x: 0, y: 0 })
  // A finger that opened it and still lies there: lifting it is no press on what now lies under it.
  const held = useRef(false)
  const stop = () => clearTimeout(timer.current)
  const open = (element: Element) => onPress(element.getBoundingClientRect())
  const press = {
    onContextMenu: (event: MouseEvent<HTMLElement>) => {
      if (isIn(event.target, 'a') || isSelecting()) return
      event.preventDefault()
      stop()
      open(event.currentTarget)
    },
    onPointerDown: (event: PointerEvent<HTMLElement>) => {
      if (event.pointerType !== 'touch' || isIn(event.target, 'a, button')) return
      const element = event.currentTarget
      from.current = { x: event.clientX, y: event.clientY }
      stop()
      held.current = false
      timer.current = setTimeout(() => {
        held.current = true
        open(element)
      }, longMs)
    },
    onPointerMove: (event: PointerEvent<HTMLElement>) => {
      const { x, y } = from.current
      if (Math.hypot(event.clientX - x, event.clientY - y) > slackPx) stop()
    },
    onPointerUp: stop,
    onPointerCancel: stop,
    onTouchEnd: (event: TouchEvent) => {
      if (held.current) event.preventDefault()
      held.current = false
    },
  }
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (!asksForMenu(event.nativeEvent) || isIn(event.target, 'a')) return
    // Else the browser opens its own menu as well.
    event.preventDefault()
    open(event.target instanceof Element ? event.target : event.currentTarget)
  }
  return { press, onKeyDown }
}

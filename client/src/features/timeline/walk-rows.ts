import type { KeyboardEvent } from 'react'

const steps: Readonly<Record<string, number>> = { ArrowUp: -1, ArrowDown: 1 }

/** What of a message takes the focus: the way to what can be done with it. */
export const controlOf = (row: Element | undefined) =>
  row?.querySelector<HTMLElement>('button[aria-haspopup="menu"]') ?? null

/**
 * Walks from message to message by the arrows once the focus is in one; Escape leaves all of them at once. What lies
 * over a message has keys of its own.
 * @param onLeave where to go from here; absent when there is nowhere
 */
export const walkRows = (event: KeyboardEvent<HTMLElement>, onLeave: (() => void) | undefined) => {
  const { target, currentTarget, key } = event
  if (event.defaultPrevented || !(target instanceof Element) || target.closest('dialog')) return
  if (key === 'Escape') {
    onLeave?.()
    return
  }
  const step = steps[key]
  const row = target.closest('[data-item]')
  if (step === undefined || row === null || event.shiftKey || event.ctrlKey || event.altKey || event.metaKey)
    return
  event.preventDefault()
  const rows = [...currentTarget.querySelectorAll('[data-item]')]
  for (let at = rows.indexOf(row) + step; at >= 0 && at < rows.length; at += step) {
    const control = controlOf(rows[at])
    if (!control) continue
    control.focus()
    return
  }
}

import { type KeyboardEvent, type ReactNode, useLayoutEffect, useRef } from 'react'
import { classes } from './classes.ts'
import styles from './menu.module.css'
import { isWide } from './use-wide.ts'

export type MenuItem =
  | {
      label: string
      icon: ReactNode
      run: () => void
      danger?: boolean
      /** The key that does it too, without the menu. */
      keys?: string
      /** For what can be on or off, such as a reaction. */
      on?: boolean
      /** For one of several, of which one is chosen. */
      chosen?: boolean
    }
  | 'separator'

/** Where a menu opens on a wide screen; on a phone it is a sheet at the bottom. */
export type MenuPlace = { left: number; right: number; top: number; bottom: number }

const margin = 8

const place = (dialog: HTMLDialogElement, at: MenuPlace) => {
  if (!isWide()) return
  const { width, height } = dialog.getBoundingClientRect()
  const left = Math.min(Math.max(margin, at.left), window.innerWidth - width - margin)
  const below = at.bottom + 4
  const lowest = window.innerHeight - height - margin
  // What it belongs to may itself be out of view by now: the menu never is.
  const top = below <= lowest ? below : Math.min(at.top - height - 4, lowest)
  dialog.style.left = `${left}px`
  dialog.style.top = `${Math.max(margin, top)}px`
}

const roleOf = ({ on, chosen }: Act) => {
  if (chosen !== undefined) return { role: 'menuitemradio', 'aria-checked': chosen } as const
  if (on !== undefined) return { role: 'menuitemcheckbox', 'aria-checked': on } as const
  return { role: 'menuitem' } as const
}

const step = (event: KeyboardEvent<HTMLDialogElement>) => {
  const items = [...event.currentTarget.querySelectorAll<HTMLElement>('[role^=menuitem]')]
  const at = items.indexOf(document.activeElement as HTMLElement)
  const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: items.length - 1 }[event.key]
  if (to === undefined) return
  event.preventDefault()
  items.at(to % items.length)?.focus()
}

type Act = Exclude<MenuItem, 'separator'>

/** What a key does here, as it would without the menu. */
const pressedAmong = (items: readonly MenuItem[], event: KeyboardEvent): Act | undefined =>
  event.ctrlKey || event.metaKey || event.altKey
    ? undefined
    : items.find((item): item is Act => item !== 'separator' && item.keys === event.key.toUpperCase())

/** What can be done with something. Rendered while open; the dialog keeps the focus in and gives it back. */
export const Menu = ({
  label,
  items,
  at,
  onClose,
}: {
  label: string
  items: readonly MenuItem[]
  at: MenuPlace
  onClose: () => void
}) => {
  const ref = useRef<HTMLDialogElement>(null)
  const pressedBeside = useRef(false)
  useLayoutEffect(() => {
    const dialog = ref.current
    if (!dialog) return
    dialog.showModal()
    return () => dialog.close()
  }, [])
  // Also when it grows while it is open, as when the message that it is about arrives.
  const { length } = items
  useLayoutEffect(() => {
    if (ref.current && length > 0) place(ref.current, at)
  }, [at, length])
  return (
    <dialog
      ref={ref}
      className={styles.menu}
      aria-label={label}
      onKeyDown={(event) => {
        const pressed = pressedAmong(items, event)
        if (pressed === undefined) return step(event)
        event.preventDefault()
        onClose()
        pressed.run()
      }}
      // The key that opened it asks for a menu again when it comes up, on Windows.
      onContextMenu={(event) => event.preventDefault()}
      onCancel={(event) => {
        event.preventDefault()
        onClose()
      }}
      onPointerDown={(event) => {
        pressedBeside.current = event.target === event.currentTarget
      }}
      onClick={(event) => {
        // Lifting the finger or button that opened it is a click, too, and not one beside it.
        if (pressedBeside.current && event.target === event.currentTarget) onClose()
      }}
    >
      <div role="menu" aria-label={label}>
        {items.map((item, index) =>
          item === 'separator' ? (
            <hr key={`line-${index}`} className={styles.separator} />
          ) : (
            <button
              key={item.label}
              type="button"
              {...roleOf(item)}
              aria-keyshortcuts={item.keys}
              className={classes(
                styles.item,
                item.danger && styles.danger,
                (item.on || item.chosen) && styles.on,
              )}
              onClick={() => {
                onClose()
                item.run()
              }}
            >
              {item.icon}
              <span className={styles.label}>{item.label}</span>
              {item.keys === undefined ? null : (
                // Told by aria-keyshortcuts.
                <span className={styles.keys} aria-hidden="true">
                  {item.keys}
                </span>
              )}
            </button>
          ),
        )}
      </div>
    </dialog>
  )
}

/** Whether shortcuts go with ⌘ here; elsewhere they go with Ctrl. */
const isApple: boolean = /^(Mac|iP)/.test(navigator.platform)

/** A shortcut as it stands on the keys here. */
export const shortcutName = (key: string): string => (isApple ? `⌘ ${key}` : `Ctrl ${key}`)

type Keyed = Pick<KeyboardEvent, 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey' | 'key'>

/** Whether a key was pressed with the one modifier that shortcuts go with. */
export const isShortcut = (event: Keyed, key: string): boolean =>
  (isApple ? event.metaKey && !event.ctrlKey : event.ctrlKey && !event.metaKey) &&
  !event.altKey &&
  !event.shiftKey &&
  event.key.toLowerCase() === key

/** The two ways to ask by keyboard what can be done with something. */
export const asksForMenu = (event: Keyed): boolean =>
  event.key === 'ContextMenu' || (event.key === 'F10' && event.shiftKey)

/** Whether keys make text where they are pressed. */
const takesText = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  (target.isContentEditable || ['INPUT', 'TEXTAREA', 'SELECT'].includes(target.tagName))

/** Whether a letter, figure or sign was pressed by itself, where it makes no text. */
export const isLoneKey = (event: KeyboardEvent): boolean =>
  event.key.length === 1 &&
  !event.ctrlKey &&
  !event.metaKey &&
  !event.altKey &&
  !event.repeat &&
  !event.defaultPrevented &&
  !takesText(event.target)

/** Whether there is a mouse, and so most likely keys. */
export const hasKeyboard = (): boolean => matchMedia('(hover: hover) and (pointer: fine)').matches

import { hasKeyboard } from '../ui/keys.ts'
import { keepMine, readMine, useMine } from './kept-here.ts'

const key = 'question-key'
const off = 'off'

/**
 * Whether keys without Ctrl do something here: software that types what is said must be able to stop them. They do
 * nothing while text is written, and are the same letters in each language.
 */
export const hasLoneKeys = (): boolean => readMine(key) !== off
export const useLoneKeys = (): boolean => useMine(key) !== off
export const keepLoneKeys = (on: boolean): void => keepMine(key, on ? null : off)

/** By what they do. */
export const loneKeys = {
  help: '?',
  home: 'h',
  saved: 'b',
  nextUnread: 'n',
  write: 'w',
  markRead: 'a',
  mute: 'm',
  reply: 'r',
  edit: 'e',
  save: 's',
  /** One for each reaction, in their order. */
  react: '12345',
} as const

/** A key as it stands beside an action in a menu; none where there are no keys, or they are off. */
export const keyBeside = (lone: string | undefined): { keys?: string } =>
  lone !== undefined && hasKeyboard() && hasLoneKeys() ? { keys: lone.toUpperCase() } : {}
